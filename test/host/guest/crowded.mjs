// A process that has a few descriptors left starts guests, isolated as its first argument says, as often as its second says. Run with
// a low `ulimit -n`; prints, for each number of descriptors that were left, how the guest ended, and which descriptors there are
// afterwards that were not before.
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { spawnGuest } from 'wasock';
import { descriptors, newOf } from '../../soak/figures.mjs';

/** What Node leaves behind when it has no descriptors to make a worker. */
const NODES_OWN = new Set(['anon_inode:[eventpoll]']);

const [, , isolation, times] = process.argv;
const [ending, spinning] = await Promise.all(
  ['', '(loop (br 0))'].map((body) => parse(`(module (memory (export "memory") 1) (func (export "_start") ${body}))`)),
);

/** One that computes until its time is over ends with its worker, which no other guest gets. */
async function outcome({ isKilled = false, isOverrun = false }) {
  try {
    const limits = isOverrun ? { cpuTimeMs: 1 } : {};
    const guest = spawnGuest(isOverrun ? spinning : ending, { isolation, stdin: 'pipe', limits });
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
await outcome({});
const rounds = [];
for (let round = 0; round < 24 * Number(times); round++) {
  const left = round % 24;
  const before = descriptors();
  const taken = takeAll();
  for (const fd of taken.splice(0, left)) closeSync(fd);
  const ended = await outcome({});
  await outcome({ isKilled: true });
  await outcome({ isOverrun: true });
  for (const fd of taken) closeSync(fd);
  // The program's end of the pipe closes by itself. A worker that waits for a guest ends after ten seconds.
  const more = () => newOf(before, descriptors()).filter((one) => !NODES_OWN.has(one));
  for (let patience = 0; patience < 2000 && more().length > 0; patience++) await delay(10);
  rounds.push({ left, ended, more: more() });
}
process.stdout.write(JSON.stringify(rounds));
