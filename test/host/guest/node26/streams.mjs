// Runs on Node 26 (JSPI): guests of one thread whose standard streams make them wait. Prints what happened as one line
// of JSON.
import { read as readInto, readSync, writeSync } from 'node:fs';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import koffi from 'koffi';
import { runGuest } from 'wasock';

const WASI = '"wasi_snapshot_preview1"';
const ends = koffi.load(null).func('int pipe(_Out_ int32_t *ends)');

function pipe() {
  const pair = new Int32Array(2);
  ends(pair);
  return pair;
}

/** A command with WASI's functions that wait, its buffer at 64 as the list at 0 says. */
const command = (body, length = 65_536, more = '') =>
  parse(`(module
    (import ${WASI} "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "proc_exit" (func $exit (param i32)))
    ${more}
    (memory (export "memory") 20)
    (func (export "_start")
      (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const ${length}))
      ${body}))`);

const write = '(if (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable))';

/** Ticks of the event loop while a promise is pending, and what became of it. */
async function ticksDuring(promise) {
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 1);
  try {
    return { outcome: await promise, ticked: ticks > 0 };
  } finally {
    clearInterval(ticking);
  }
}

const results = {};

{
  // A megabyte into a pipe whose reader comes later.
  const [read, stdout] = pipe();
  const length = 1_000_000;
  let drained = 0;
  const drain = (resolve) =>
    readInto(read, Buffer.alloc(65_536), 0, 65_536, null, (_, count) => {
      drained += count;
      if (drained < length) drain(resolve);
      else resolve();
    });
  const running = runGuest(await command(write, length), { wait: 'suspend', stdout });
  const emptied = new Promise((resolve) => setTimeout(drain, 20, resolve));
  results.write = await ticksDuring(running);
  await emptied;
  results.drained = drained;
}
{
  // A line in two writes, by several guests: none of them has to wait.
  const [read, stdout] = pipe();
  const line = await command(
    `(memory.fill (i32.const 64) (i32.const 97) (i32.const 2)) ${write} ${write}
    (i32.store8 (i32.const 64) (i32.const 10)) (i32.store (i32.const 4) (i32.const 1)) ${write}`,
    2,
  );
  await Promise.all([1, 2, 3].map(() => runGuest(line, { wait: 'suspend', stdout })));
  const buffer = Buffer.alloc(100);
  results.lines = buffer.toString('latin1', 0, readSync(read, buffer));
}
{
  // Input that comes later: a poll, then a read.
  const [stdin, outer] = pipe();
  const poll = `(i32.store8 (i32.const 1008) (i32.const 1))
    (if (call $poll_oneoff (i32.const 1000) (i32.const 1100) (i32.const 1) (i32.const 1200)) (then unreachable))
    (if (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable))
    (call $exit (i32.load8_u (i32.const 64)))`;
  const running = runGuest(await command(poll), { wait: 'suspend', stdin });
  setTimeout(() => writeSync(outer, '*'), 20);
  results.input = await ticksDuring(running);
}
console.log(JSON.stringify(results));
