#!/usr/bin/env node
/**
 * How long `wasock run` takes to start and end a guest, beside `node -e 0`, in turns; and how large the guest is. See README.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import koffi from 'koffi';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = here('../dist/cli/main.js');
const PROGRAM = here('guests/pair.ts');

/** Bytes of code that the guest has at most, and how often `node -e 0` a start may take. */
const BAR = { code: 16_384, start: 1.3 };

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    node: { type: 'string', multiple: true, default: [process.execPath] },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);

// `struct rusage` begins with two of `struct timeval`: in user mode, in the system.
const usage = new BigInt64Array(18);
const getrusage = koffi.load(null).func('int getrusage(int who, void *usage)');
const RUSAGE_CHILDREN = -1;

/** The CPU time of all processes that were started and have ended, in milliseconds. */
function childrenMs() {
  getrusage(RUSAGE_CHILDREN, usage);
  return Number(usage[0] + usage[2]) * 1000 + Number(usage[1] + usage[3]) / 1000;
}

/** @param {string[]} command @returns its CPU time and what the clock says, in milliseconds */
function once([program = '', ...args]) {
  const [before, start] = [childrenMs(), performance.now()];
  const { status } = spawnSync(program, args, { stdio: 'ignore' });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${status}`);
  return { cpu: childrenMs() - before, wall };
}

/** @param {readonly number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** The bytes of a core module's code section. @param {Uint8Array} binary */
function codeOf(binary) {
  const CODE = 10;
  for (let at = 8; at < binary.length;) {
    const id = binary[at++];
    let size = 0;
    for (let shift = 0, byte = 0x80; byte >= 0x80; shift += 7) size += ((byte = binary[at++] ?? 0) & 0x7f) * 2 ** shift;
    if (id === CODE) return size;
    at += size;
  }
  return NaN;
}

const directory = mkdtempSync(join(tmpdir(), 'wasock-start-'));
const built = (/** @type {string} */ target) => {
  const path = join(directory, `${target}.wasm`);
  once([process.execPath, MAIN, 'build', PROGRAM, '-o', path, '--target', target]);
  return path;
};

// Children stay on the CPU of this thread.
spawnSync('taskset', ['-cp', String(cpus().length - 1), String(process.pid)]);
const [core, component, wasip2] = ['core', 'component', 'wasip2'].map(built);
const size = { code: codeOf(readFileSync(core)), module: readFileSync(core).length };

const results = options.node.map((node) => {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const start = (/** @type {string} */ guest) => [node, MAIN, 'run', guest];
  /** @type {Record<string, string[]>} */
  const commands = {
    'node -e 0': [node, '-e', '0'],
    'a core module': start(core),
    'a program that has not changed': start(PROGRAM),
    'a component': start(component),
    'a component of WASI 0.2': start(wasip2),
  };
  // What is kept from run to run is made in the first.
  for (const command of Object.values(commands)) for (let run = 0; run < 3; run++) once(command);
  /** @type {Record<string, { cpu: number[], wall: number[] }>} */
  const taken = Object.fromEntries(Object.keys(commands).map((name) => [name, { cpu: [], wall: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const took = once(command);
      taken[name].cpu.push(took.cpu);
      taken[name].wall.push(took.wall);
    }
  }
  const bare = median(taken['node -e 0'].cpu);
  const rows = Object.entries(taken).map(([name, { cpu, wall }]) => {
    return { name, cpu: median(cpu), wall: median(wall), least: Math.min(...cpu), times: median(cpu) / bare };
  });
  // A program that nobody has compiled yet.
  const fresh = Array.from({ length: Math.ceil(rounds / 10) }, (_, index) => {
    const path = join(directory, `fresh-${version}-${index}.ts`);
    writeFileSync(path, `${readFileSync(PROGRAM, 'utf8')}// ${index}\n`);
    return once(start(path)).cpu;
  });
  return { version, rows, fresh: median(fresh) };
});
rmSync(directory, { recursive: true });

if (options.json) process.stdout.write(`${JSON.stringify({ size, results })}\n`);
else {
  for (const { version, rows, fresh } of results) {
    process.stdout.write(
      `${version.padEnd(32)}${'CPU ms'.padStart(8)}${'least'.padStart(8)}${'wall ms'.padStart(9)}\n`,
    );
    for (const { name, cpu, wall, least, times } of rows) {
      const isBare = name === 'node -e 0';
      const numbers = [cpu.toFixed(1).padStart(8), least.toFixed(1).padStart(8), wall.toFixed(1).padStart(9)];
      const verdict = isBare ? '' : `${times.toFixed(2)}×`.padStart(9) + (times <= BAR.start ? '  ok' : '  below');
      process.stdout.write(`${name.padEnd(32)}${numbers.join('')}${verdict}\n`);
    }
    process.stdout.write(`${'a program for the first time'.padEnd(32)}${fresh.toFixed(0).padStart(8)}\n\n`);
  }
  const verdict = size.code <= BAR.code ? 'ok' : 'below';
  process.stdout.write(`the core module: ${size.code} bytes of code (${verdict}), ${size.module} in all\n`);
}
