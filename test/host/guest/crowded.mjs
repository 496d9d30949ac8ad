// A process that has a few descriptors left starts guests in processes of their own. Run with a low `ulimit -n`; prints, for
// each number of descriptors that were left, how the guest ended, and which descriptors there are afterwards that were not before.
import { closeSync, openSync } from 'node:fs';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { spawnGuest } from 'wasock';
import { descriptors, newOf } from '../../soak/figures.mjs';

const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start")))');

async function outcome(isKilled = false) {
  try {
    const guest = spawnGuest(wasm, { isolation: 'process', stdin: 'pipe' });
    if (isKilled) void guest.kill();
    return String(await guest.exited);
  } catch (error) {
    return String(error);
  }
}

/** Takes all descriptors that there are. */
function takeAll() {
  const taken = [];
  for (;;) {
    try {
      taken.push(openSync('/dev/null'));
    } catch (error) {
      if (error.code !== 'EMFILE') throw error;
      return taken;
    }
  }
}

// From a process' first stream on libuv keeps a descriptor in reserve.
await outcome();
const rounds = [];
for (let left = 0; left < 24; left++) {
  const before = descriptors();
  const taken = takeAll();
  for (const fd of taken.splice(0, left)) closeSync(fd);
  const ended = await outcome();
  await outcome(true);
  for (const fd of taken) closeSync(fd);
  // The program's end of the pipe closes by itself, a turn of the loop later.
  await new Promise((resolve) => setImmediate(resolve));
  rounds.push({ left, ended, more: newOf(before, descriptors()) });
}
process.stdout.write(JSON.stringify(rounds));
