#!/usr/bin/env node
/**
 * Many guests on one thread, each suspended in a read, beside as many sockets of a plain Node program. See README.md.
 */
import { cpus } from 'node:os';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, compileC } from './contestants.mjs';
import { Worker } from './worker.mjs';

const { values: options } = parseArgs({
  options: {
    guests: { type: 'string', default: '10000' },
    wakes: { type: 'string', default: '20000' },
    json: { type: 'boolean', default: false },
  },
});
const guests = Number(options.guests);
const PART = Math.min(1000, guests);

const last = cpus().length - 1;
const cpu = spawnSync('taskset', ['-c', `${last}`, 'true']).status === 0 ? last : undefined;

/** @param {Worker} worker @param {string} line */
async function ask(worker, line) {
  worker.say(line);
  return (await worker.answer()).split(' ').map(Number);
}

/** @param {'guests' | 'node'} kind @param {string} guest */
async function measure(kind, guest) {
  const waker = new Worker(await compileC('waker'), cpu);
  const port = await waker.answer();
  const script = fileURLToPath(new URL('js/waiters.mjs', import.meta.url));
  const command = [process.execPath, '--expose-gc', '--no-warnings', script, kind, port, guest];
  const waiters = new Worker(command, cpu);
  const parts = [];
  for (let have = 0; have < guests; have += PART) {
    await ask(waiters, `start ${PART}`);
    await ask(waker, `accept ${PART}`);
    const [cpuTime = NaN, memory = NaN] = await ask(waiters, 'started');
    parts.push({ cpuTime, memory });
  }
  // The first make V8 compile what they run.
  await ask(waker, `wake ${Math.ceil(Number(options.wakes) / 10)}`);
  const [median = NaN, p99 = NaN] = await ask(waker, `wake ${options.wakes}`);
  const [idle = NaN] = await ask(waiters, 'idle 2000');
  waiters.stop();
  waker.stop();
  const memory = parts.reduce((sum, part) => sum + part.memory, 0) / parts.length;
  return { first: parts[0]?.cpuTime ?? NaN, last: parts.at(-1)?.cpuTime ?? NaN, memory, median, p99, idle: idle / 2e9 };
}

const guest = build('waiter', 'core');
const results = { guests: await measure('guests', guest), node: await measure('node', guest) };
if (options.json) {
  process.stdout.write(`${JSON.stringify({ node: process.version, count: guests, ...results })}\n`);
} else {
  /** @type {[label: string, value: (result: typeof results.guests) => number, unit: string, bar: string][]} */
  const rows = [
    [`start, of the first ${PART.toLocaleString('en')}`, ({ first }) => first / 1e3, 'µs of CPU', '150'],
    [`start, of the last ${PART.toLocaleString('en')}`, ({ last: ns }) => ns / 1e3, 'µs of CPU', 'as the first'],
    ['resident memory of each', ({ memory }) => memory / 1024, 'KiB', '64'],
    ['wake and answer, median', ({ median }) => median / 1e3, 'µs', "1.5 × Node's"],
    ['wake and answer, 99th percentile', ({ p99 }) => p99 / 1e3, 'µs', '100'],
    ['CPU while nothing comes', ({ idle }) => idle * 100, '%', '0'],
  ];
  const text = (/** @type {number} */ value) => value.toFixed(value < 10 ? 2 : 1).padStart(12);
  process.stdout.write(
    `${guests.toLocaleString('en').padEnd(34)}${'guests'.padStart(12)}${'Node'.padStart(12)}  at most\n`,
  );
  for (const [label, value, unit, bar] of rows)
    process.stdout.write(
      `${label.padEnd(34)}${text(value(results.guests))}${text(value(results.node))}  ${bar} ${unit}\n`,
    );
  process.stdout.write(
    `\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}; each process on one CPU, with the waker.\n`,
  );
}
