// Runs on Node 26, which has WebAssembly's garbage collection: guests with objects, everywhere. Prints what came of each.
import { readFileSync } from 'node:fs';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { createGuestProcess, runGuest, spawnGuest } from 'wasock';

const module = (types, body, locals = '') =>
  parse(`(module ${types} (memory (export "memory") 1) (func (export "_start") ${locals} ${body}))`);

const ARRAYS = `(type $a (array (mut i32))) (type $s (struct (field (ref null $s)) (field (ref $a))))`;
const keeping = (length) =>
  module(
    ARRAYS,
    `(loop (local.set $x (struct.new $s (local.get $x) (array.new $a (i32.const 7) (i32.const ${length})))) (br 0))`,
    '(local $x (ref null $s))',
  );

const few = await module(ARRAYS, '(drop (array.new $a (i32.const 7) (i32.const 1000)))');
const greedy = {
  small: await keeping(100),
  large: await keeping(1_000_000),
  huge: await keeping(250_000_000),
  list: await module(
    '(type $s (struct (field (ref null $s)) (field i64)))',
    '(loop (local.set $x (struct.new $s (local.get $x) (i64.const 1))) (br 0))',
    '(local $x (ref null $s))',
  ),
  exceptions: await module(
    '(tag $t (param exnref i64))',
    `(loop $l
      (local.set $x (block $h (result exnref)
        (try_table (result exnref) (catch_all_ref $h) (throw $t (local.get $x) (i64.const 1)))))
      (br $l))`,
    '(local $x exnref)',
  ),
};

const told = (error) => `${error.code}: ${error.message}`;
const limits = { gcHeap: Infinity };
const outcomes = {
  thread: await runGuest(few).catch(told),
  worker: await spawning(few),
  allowedThread: await runGuest(few, { limits }),
  allowedWorker: await spawnGuest(few, { limits }).exited,
  process: await spawnGuest(few, { isolation: 'process' }).exited,
};

async function spawning(wasm) {
  try {
    return await spawnGuest(wasm).exited;
  } catch (error) {
    return told(error);
  }
}

/** The most memory that a process had at once, in bytes, as long as it is there to be asked. */
function peak(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

for (const [name, wasm] of Object.entries(greedy)) {
  const room = createGuestProcess({ limits: { gcHeap: 64 * 2 ** 20 } });
  const guest = spawnGuest(wasm, { isolation: room, limits: { memory: 2 ** 20 } });
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, peak(room.pid))), 20);
  const error = await guest.exited.catch((thrown) => thrown);
  clearInterval(watch);
  outcomes[name] = { code: error.code, message: error.message, most, isBounded: most < 2 ** 30 };
  await room.close();
}
console.log(JSON.stringify(outcomes));
