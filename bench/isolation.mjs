#!/usr/bin/env node
/**
 * What it costs to start a guest, and to keep one, in each of the places where it can run, beside Node's bare `Worker`. See README.md.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { compileModule, createGuestProcess, createGuestWorker, createPool, runGuest, spawnGuest } from 'wasock';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    guests: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    /** In a process of its own, which one row needs: see `elsewhere`. */
    part: { type: 'string' },
    row: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const guests = Number(options.guests);
/** How many instances of a pool are weighed. */
const READY = 10;

/** The clock is what the guest reads before all else, and writes: CLOCK_MONOTONIC, as `process.hrtime` has it. */
const TELLS_TIME = `(drop (call $clock (i32.const 1) (i64.const 0) (i32.const 8)))
  (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))`;
/** A subscription to a clock, for an hour. */
const WAITS = '(drop (call $poll (i32.const 64) (i32.const 128) (i32.const 1) (i32.const 16)))';

/** @param {string} body */
const guest = async (body) =>
  compileModule(
    await parse(`(module
      (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1)
      (data (i32.const 0) "\\08\\00\\00\\00\\08\\00\\00\\00")
      (data (i32.const 80) "\\01\\00\\00\\00\\00\\00\\00\\00\\00\\a0\\b8\\30\\46\\03\\00\\00")
      (func (export "_start") ${body})
      (func (export "nothing")))`),
  );

const ending = await guest(TELLS_TIME);
const waiting = await guest(TELLS_TIME + WAITS);
const callable = await guest('');

const directory = mkdtempSync(join(tmpdir(), 'wasock-bench-'));
process.on('exit', () => rmSync(directory, { recursive: true }));
const told = openSync(join(directory, 'told'), 'w+');

/** How many workers this process has made. */
let made = 0;
process.on('worker', () => made++);

/** What guests have told, in nanoseconds. @param {number} count how many of them are waited for */
async function times(count) {
  const bytes = new BigUint64Array(count);
  while (readSync(told, bytes, 0, bytes.byteLength, 0) < bytes.byteLength)
    await new Promise((resolve) => setImmediate(resolve));
  return bytes;
}

/**
 * The milliseconds until a guest tells the time.
 *
 * @param {(stdout: number) => unknown} start
 */
async function untilTold(start) {
  ftruncateSync(told);
  // Where it is written, whoever writes.
  const stdout = openSync(join(directory, 'told'), 'a');
  const before = process.hrtime.bigint();
  const started = start(stdout);
  const [time = 0n] = await times(1);
  return { started, stdout, took: Number(time - before) / 1e6 };
}

/** The same of one that ends. @param {(stdout: number) => Promise<unknown>} start */
async function untilToldAndEnded(start) {
  const { started, stdout, took } = await untilTold(start);
  await started;
  closeSync(stdout);
  return took;
}

const BARE = `const { parentPort } = require('node:worker_threads'); parentPort.postMessage(process.hrtime.bigint()); parentPort.once('message', () => {});`;

/** A worker of Node's, whose first statement tells the time. */
async function bareWorker() {
  const before = process.hrtime.bigint();
  const worker = new Worker(BARE, { eval: true });
  const [time] = await once(worker, 'message');
  return { worker, took: Number(time - before) / 1e6 };
}

/** The start of a guest for which no worker waits. */
async function inNewWorker() {
  const held = [];
  for (;;) {
    const before = made;
    const one = await untilTold((stdout) => spawnGuest(waiting, { stdout }));
    held.push(one);
    if (made === before) continue;
    await Promise.all(held.map(({ started }) => started.kill()));
    for (const { stdout } of held) closeSync(stdout);
    return one.took;
  }
}

const suspends = 'Suspending' in WebAssembly;
const room = () => (shared ??= createGuestProcess({ stdout: openSync(join(directory, 'told'), 'a') }));
/** @type {ReturnType<typeof createGuestProcess> | undefined} */
let shared;
const thread = () => (sharedWorker ??= createGuestWorker());
/** @type {ReturnType<typeof createGuestWorker> | undefined} */
let sharedWorker;

/**
 * `start`: the milliseconds to its first instruction. `hold`: starts one that waits, and gives what ends it.
 *
 * @type {Record<string, { label: string, start: () => Promise<number>, hold?: (stdout: number) => () => unknown }>}
 */
const ROWS = {
  bare: {
    label: "Node's bare Worker",
    async start() {
      const { worker, took } = await bareWorker();
      await worker.terminate();
      return took;
    },
    hold() {
      const worker = bareWorker();
      return async () => (await worker).worker.terminate();
    },
  },
  cold: { label: 'a new worker', start: inNewWorker, hold: (stdout) => spawnGuest(waiting, { stdout }).kill },
  warm: {
    label: 'a worker that waited',
    start: () => untilToldAndEnded((stdout) => spawnGuest(ending, { stdout }).exited),
  },
  shared: {
    label: 'a shared process, a worker that waited',
    start: () => untilToldAndEnded(() => spawnGuest(ending, { isolation: room() }).exited),
    hold: () => spawnGuest(waiting, { isolation: room() }).kill,
  },
  process: {
    label: 'a process of its own',
    start: () => untilToldAndEnded((stdout) => spawnGuest(ending, { isolation: 'process', stdout }).exited),
    hold: (stdout) => spawnGuest(waiting, { isolation: 'process', stdout }).kill,
  },
  thread: { label: 'this thread', start: () => untilToldAndEnded((stdout) => runGuest(ending, { stdout })) },
  ...(suspends && {
    together: {
      label: 'a shared worker, suspended',
      start: () => untilToldAndEnded((stdout) => spawnGuest(ending, { isolation: thread(), stdout }).exited),
      hold: (stdout) => spawnGuest(waiting, { isolation: thread(), stdout }).kill,
    },
    suspended: {
      label: 'this thread, suspended',
      start: () => untilToldAndEnded((stdout) => runGuest(ending, { stdout, wait: 'suspend' })),
      hold: (stdout) => {
        void runGuest(waiting, { stdout, wait: 'suspend' });
        return () => {};
      },
    },
  }),
};

/** @param {readonly number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** This process and its children: the proportional set size, in MB. */
function memory() {
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1]);
      if (Number(pid) !== process.pid && parent !== process.pid) continue;
      sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1]) / 1000;
    } catch {
      // It has ended.
    }
  }
  return sum;
}

/** After a collection of garbage, and what follows it on other threads. */
async function settledMemory() {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return memory();
}

/** The memory of each of many guests that wait, in MB. @param {string} id of a row */
async function memoryOf(id) {
  const { hold } = ROWS[id];
  const stdout = openSync(join(directory, 'told'), 'a');
  const held = [];
  const holdAll = async (count) => {
    for (let number = 0; number < count; number++) held.push(hold(stdout));
    if (id === 'bare') await new Promise((resolve) => setTimeout(resolve, 2000));
    else await times(held.length);
  };
  // The first brings what all share.
  await holdAll(1);
  const before = await settledMemory();
  await holdAll(guests);
  return ((await settledMemory()) - before) / guests;
}

/** What pools have as their isolation, by the name of the row. @type {Record<string, () => unknown>} */
const POOLS = {
  worker: () => 'worker',
  ...(suspends && { 'shared worker': createGuestWorker }),
  process: () => 'process',
  thread: () => 'thread',
};

/** Uses a second of a pool, and the memory of each instance that is ready, in MB. @param {string} id of a row */
async function pool(id) {
  const isolation = POOLS[id]();
  const size = cpus().length;
  const used = createPool(callable, { size, isolation });
  const use = () => used.run(({ exports }) => exports.nothing());
  await Promise.all(Array.from({ length: 4 * size }, use));
  let uses = 0;
  const start = performance.now();
  const end = start + Number(options.seconds) * 1000;
  const user = async () => {
    for (; performance.now() < end; uses++) await use();
  };
  await Promise.all(Array.from({ length: 2 * size }, user));
  const perSecond = (uses * 1000) / (performance.now() - start);
  await used.close();
  const before = await settledMemory();
  const ready = createPool(callable, { size: READY, isolation });
  // The last of them is ready when all have been used.
  await Promise.all(Array.from({ length: READY }, () => ready.run(({ exports }) => exports.nothing())));
  const mb = ((await settledMemory()) - before) / READY;
  return { perSecond, mb };
}

/** A part in a process of its own. @returns {Promise<any>} @param {string} part @param {string} row */
async function elsewhere(part, row) {
  const args = ['--part', part, '--row', row, '--guests', String(guests), '--seconds', options.seconds];
  const child = fork(fileURLToPath(import.meta.url), args, { execArgv: ['--expose-gc', '--no-warnings'] });
  const [answer] = await once(child, 'message');
  child.kill('SIGKILL');
  return answer;
}

async function main() {
  /** @type {Record<string, number[]>} */
  const starts = Object.fromEntries(Object.keys(ROWS).map((id) => [id, []]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [id, { start }] of Object.entries(ROWS)) {
      const took = await start();
      if (round > 0) starts[id].push(took);
    }
  }
  await Promise.all([shared?.close(), sharedWorker?.close()]);
  const rows = [];
  for (const [id, { label, hold }] of Object.entries(ROWS)) {
    rows.push({ label, ms: median(starts[id]), mb: hold && (await elsewhere('memory', id)) });
  }
  const pools = [];
  for (const isolation of Object.keys(POOLS)) {
    pools.push({ isolation, ...(await elsewhere('pool', isolation)) });
  }
  if (options.json) return process.stdout.write(`${JSON.stringify({ rows, pools })}\n`);
  const line = (cells) =>
    `${cells[0].padEnd(40)}${cells
      .slice(1)
      .map((cell) => cell.padStart(12))
      .join('')}\n`;
  const number = (value) => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 1));
  process.stdout.write(line(['a guest in', 'ms', 'MB']));
  for (const { label, ms, mb } of rows) process.stdout.write(line([label, number(ms), number(mb)]));
  process.stdout.write(`\n${line(['a pool of', 'uses/s', 'MB each'])}`);
  for (const { isolation, perSecond, mb } of pools)
    process.stdout.write(line([isolation, number(perSecond), number(mb)]));
  process.stdout.write(
    `\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}; ms to the first instruction: medians of ${rounds} rounds in turns;` +
      ` MB: proportional set size of each of ${guests} that wait.\n`,
  );
}

if (options.part === undefined) await main();
else process.send?.(options.part === 'memory' ? await memoryOf(options.row ?? '') : await pool(options.row ?? ''));
