// Guests in one worker, suspended where they wait. The arguments are the files of the plugin and of a
// guest that listens. Prints what came of each part.
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { compileModule, createGuestWorker, createPool, loadGuest, spawnGuest } from 'wasock';
import { compileCached } from 'wasock/build';
import { descriptors, newOf } from '../../../soak/figures.mjs';

const CACHE = fileURLToPath(new URL('../../../../.cache/guests/', import.meta.url));
const POLL = '(import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))';

/** A program that waits for a clock. @param {bigint} nanoseconds */
async function waits(nanoseconds) {
  const bytes = Array.from(new Uint8Array(BigUint64Array.of(1n, nanoseconds).buffer));
  const text = bytes.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
  return compileModule(
    await parse(`(module ${POLL} (memory (export "memory") 1) (data (i32.const 80) "${text}") (func (export "_start")
      (drop (call $poll_oneoff (i32.const 64) (i32.const 128) (i32.const 1) (i32.const 16)))))`),
  );
}

/** A program that needs permission to listen. It exits with 1 if it has none. */
const listens = await compileCached(process.argv[3], CACHE);
const longer = await waits(3_600_000_000_000n);
const shortly = await waits(20_000_000n);
const nothing = compileModule(await parse('(module (memory (export "memory") 1) (func (export "_start")))'));
/** It says so, and computes for ever. */
const computes = compileModule(
  await parse(`(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1) (data (i32.const 4) "\\01")
    (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16))) (loop (br 0))))`),
);

/** A guest that computes for ever, when it does. */
async function computing(options) {
  const guest = spawnGuest(computes, { ...options, stdout: 'pipe' });
  await guest.stdout.getReader().read();
  return guest;
}

/** How it ended: its exit code, or the name of the error. */
const ended = ({ exited }) => exited.catch((error) => error.name);
const all = (guests) => Promise.all(guests.map(ended));

const PARTS = {
  async calls(isolation) {
    const outcomes = [];
    for (const target of ['core', 'component']) {
      const wasm = await compileCached(process.argv[2], CACHE, { target });
      const guest = await loadGuest(wasm, { isolation, stdout: 'ignore' });
      const other = await loadGuest(wasm, { isolation, stdout: 'ignore' });
      const socket = guest.connect('channel');
      const { count, hear, greet } = guest.exports;
      const calls = Promise.all([count(), hear(), count(), greet('a', 1)]);
      // The second call waits for this. The other guest answers meanwhile.
      const meanwhile = [await other.exports.count(), await other.exports.count()];
      socket.end('hello');
      outcomes.push(await calls, meanwhile);
      for (const one of [guest, other]) {
        await one.close();
        outcomes.push(await one.exited);
      }
    }
    return outcomes;
  },

  async manyAtOnce(isolation) {
    const guests = Array.from({ length: 1500 }, () => spawnGuest(shortly, { isolation }));
    return (await all(guests)).filter((code) => code === 0).length;
  },

  async asks(isolation) {
    let asked = 0;
    const policy = async () => {
      asked++;
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    };
    const guest = spawnGuest(listens, { isolation, policy });
    return [await ended(guest), asked > 0];
  },

  async killsOneThatWaits(isolation) {
    const [one, other] = [spawnGuest(longer, { isolation }), spawnGuest(shortly, { isolation })];
    await one.kill();
    return [await ended(one), await ended(other), await ended(spawnGuest(nothing, { isolation }))];
  },

  async killsOneAtItsEnd(isolation) {
    const outcomes = new Set();
    for (let round = 0; round < 300; round++) {
      const one = spawnGuest(round % 2 === 0 ? nothing : shortly, { isolation });
      for (let turn = 0; turn < round % 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      void one.kill();
      const next = spawnGuest(nothing, { isolation });
      await ended(one);
      outcomes.add(await ended(next));
    }
    return [...outcomes];
  },

  async limits(isolation) {
    const one = spawnGuest(longer, { isolation, limits: { wallTimeMs: 30 } });
    const outcome = await ended(one);
    return [outcome, (await one.usage()).cpuTimeMs.current, await ended(spawnGuest(nothing, { isolation }))];
  },

  async pool(isolation) {
    const wasm = await compileCached(process.argv[2], CACHE);
    const pool = createPool(wasm, { isolation, size: 3, stdout: 'ignore' });
    const use = ({ exports }) => exports.count();
    const counts = await Promise.all(Array.from({ length: 9 }, () => pool.run(use)));
    await pool.close();
    return counts;
  },

  async killsOneThatComputes(isolation) {
    const other = spawnGuest(longer, { isolation });
    const one = await computing({ isolation });
    const late = spawnGuest(nothing, { isolation });
    await one.kill();
    const outcomes = await all([one, other, late]);
    try {
      spawnGuest(nothing, { isolation });
    } catch (error) {
      outcomes.push(error.name);
    }
    return outcomes;
  },

  async timeOfOneThatComputes(isolation) {
    const other = spawnGuest(longer, { isolation });
    await ended(spawnGuest(nothing, { isolation }));
    return all([await computing({ isolation, limits: { wallTimeMs: 1500 } }), other]);
  },

  async closes(isolation) {
    const guests = [spawnGuest(longer, { isolation }), await computing({ isolation })];
    await isolation.close();
    return all(guests);
  },
};

const outcome = {};
// From its first stream on a process keeps a descriptor in reserve.
await PARTS.calls('worker');
const before = descriptors().filter((one) => one.startsWith('socket:') || one.includes('eventfd'));
for (const [name, part] of Object.entries(PARTS)) {
  const room = createGuestWorker();
  outcome[name] = await part(room);
  await room.close();
}
const has = () => descriptors().filter((one) => one.startsWith('socket:'));
while (newOf(before, has()).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
outcome.refused = ['cpuTimeMs'].map((limit) => {
  try {
    spawnGuest(nothing, { isolation: createGuestWorker(), limits: { [limit]: 1 } });
    return 'nothing';
  } catch (error) {
    return error.name;
  }
});
process.stdout.write(JSON.stringify(outcome));
