#!/usr/bin/env node
/**
 * Components of Rust and Python under `wasock run`, beside wasmtime and jco, in one run. See README.md.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { preparePeer } from './contestants.mjs';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const BUILT = here('../build/components/');

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    millis: { type: 'string', default: '1500' },
    node: { type: 'string', default: process.execPath },
    guests: { type: 'string', default: 'rust,python' },
    jco: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);

/** The guests: a component, and the words before its arguments. @type {Record<string, { path: string, words: string[] }>} */
const GUESTS = {
  rust: { path: `${BUILT}rust/bench.wasm`, words: [] },
  python: { path: `${BUILT}python/guests.wasm`, words: ['bench'] },
};

/** Programs that only start and end. @type {Record<string, { path: string, words: string[] }>} */
const STARTS = {
  rust: { path: `${BUILT}rust/command.wasm`, words: ['0'] },
  python: { path: `${BUILT}python/guests.wasm`, words: ['command', '0'] },
};

/** What a row's numbers are given in. @type {Record<string, { unit: string, scale: number }>} */
const UNITS = {
  'round-trips': { unit: '/s', scale: 1 },
  'udp-round-trips': { unit: '/s', scale: 1 },
  connects: { unit: '/s', scale: 1 },
  send: { unit: 'MB/s', scale: 1e-6 },
  receive: { unit: 'MB/s', scale: 1e-6 },
};

/** A way to run a component. @typedef {(path: string) => string[]} Place */

/** @type {Record<string, Place>} */
const PLACES = {
  wasock: (path) => [options.node, here('../dist/cli/main.js'), 'run', '--allow-all', path, '--'],
  wasmtime: (path) => [
    `${BUILT}tools/wasmtime`,
    'run',
    '--allow-precompiled',
    '-S',
    'inherit-network,allow-ip-name-lookup,tcp=y,udp=y',
    path.replace(/\.wasm$/, '.cwasm'),
  ],
  ...(options.jco && {
    jco: (path) => [options.node, here('../node_modules/@bytecodealliance/jco/dist/jco.js'), 'run', path],
  }),
};

const isPinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** All on one CPU. @param {string[]} command */
const pinned = (command) => (isPinned ? ['taskset', '-c', '0', ...command] : command);

/** @param {string[]} command */
async function run(command) {
  const [program = '', ...args] = pinned(command);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}`);
  return text;
}

/** @param {readonly number[]} all */
const median = (all) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? NaN;

/** Numbers of each row, by place. @typedef {Record<string, Record<string, number[]>>} Figures */

/** @param {string} name @param {number} port @returns {Promise<Figures>} */
async function measure(name, port) {
  const guest = GUESTS[name];
  if (guest === undefined) throw new Error(`there is no guest ${name}`);
  /** @type {Figures} */
  const figures = {};
  const turns = Array.from({ length: rounds }, () => Object.entries(PLACES)).flat();
  for (const [place, command] of turns) {
    const text = await run([...command(guest.path), ...guest.words, `${port}`, options.millis]);
    for (const [row, figure] of Object.entries(JSON.parse(text))) ((figures[row] ??= {})[place] ??= []).push(figure);
  }
  return figures;
}

/** Milliseconds from the start of a program to its end. @param {string} name */
async function measureStart(name) {
  const guest = STARTS[name];
  if (guest === undefined) throw new Error(`there is no guest ${name}`);
  /** @type {Record<string, number[]>} */
  const figures = {};
  const contestants = [
    ...Object.entries(PLACES).map(
      ([place, command]) => /** @type {const} */ ([place, [...command(guest.path), ...guest.words]]),
    ),
    /** @type {const} */ (['node -e 0', [options.node, '-e', '0']]),
  ];
  for (let round = 0; round < 2 * rounds; round++) {
    for (const [place, command] of contestants) {
      const began = performance.now();
      await run(command.slice());
      (figures[place] ??= []).push(performance.now() - began);
    }
  }
  return figures;
}

async function startPeer() {
  const [program = '', ...args] = pinned(await preparePeer());
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { port: Number(line), stop: () => void child.kill() };
}

const missing = Object.values({ ...GUESTS, ...STARTS }).find(({ path }) => !existsSync(path));
if (missing !== undefined) throw new Error(`${missing.path} is missing: sh test/components/install.sh`);

/** @type {Record<string, unknown>} */
const results = {};
const peer = await startPeer();
for (const name of options.guests.split(',')) {
  const figures = { ...(await measure(name, peer.port)), start: await measureStart(name) };
  results[name] = figures;
  if (options.json) continue;
  console.log(name);
  for (const [row, places] of Object.entries(figures)) {
    const { unit, scale } = UNITS[row] ?? { unit: 'ms', scale: 1 };
    const base = median(places['wasmtime'] ?? []);
    const cells = Object.entries(places).map(([place, all]) => {
      const ratio = row === 'start' ? base / median(all) : median(all) / base;
      return `${place} ${(median(all) * scale).toFixed(unit === 'ms' ? 1 : 0)} (${ratio.toFixed(2)}×)`;
    });
    console.log(`  ${row.padEnd(16)} ${cells.join('   ')}  ${unit}`);
  }
}
peer.stop();
if (options.json) console.log(JSON.stringify({ node: process.version, pinned: isPinned, rounds, results }));
