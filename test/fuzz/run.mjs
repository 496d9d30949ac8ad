#!/usr/bin/env node
// `npm run fuzz`: hostile guests, for as long as one likes. README.md says how to read what it finds.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzzBinaries } from './binaries.mjs';
import { derived } from './random.mjs';
import { campaign, OWN_NETWORK } from './start.mjs';

const CASES = fileURLToPath(new URL('cases', import.meta.url));

const HELP = `npm run fuzz -- [options]

  --calls N         how many operations the guests do in all (100000)
  --seed N          the first seed; by default another one each time
  --linker NAME     blocking, landing, suspending, spawned; linked, linked-suspending, linked-spawned; component; by default those that this Node has
  --spare N         leave the guests so many descriptors of the process
  --node FILE       the Node that guests run in (this one)
  --replay FILE     a case: does it fail still?
  --binaries N      mutated modules and components instead
  --target NAME     what the model's guest is: core (the default) or component
  --model N         sequences of calls, compared with a C program's, instead
`;

const { values: options } = parseArgs({
  options: {
    calls: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    linker: { type: 'string' },
    spare: { type: 'string' },
    node: { type: 'string', default: process.execPath },
    replay: { type: 'string' },
    binaries: { type: 'string' },
    target: { type: 'string', default: 'core' },
    model: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
/** What is wrong with the command line, before anything runs that would be taken for a finding. */
function usageError() {
  if (options.linker !== undefined && !(options.linker in SHARES)) {
    return `--linker is ${Object.keys(SHARES).join(', ')}, not '${options.linker}'`;
  }
  if (!existsSync(options.node)) return `--node: there is no ${options.node} (./build.sh test installs build/node26)`;
  const wrong = ['calls', 'seed', 'spare', 'binaries', 'model'].find((name) =>
    Number.isNaN(Number(options[name] ?? 0)),
  );
  return wrong === undefined ? undefined : `--${wrong} is a number, not '${options[wrong]}'`;
}

const seed = Number(options.seed);

/** How many programs each process runs: it starts afresh then, so that nothing is found late and far from its cause. */
const PROGRAMS = 5000;

/** How many operations a program does, for those whose operations cannot be counted. */
const CALLS_A_PROGRAM = 15;

/** The share of each way of linking in the calls: the spawned take a worker, and `component` instances of jco's, for each program. */
const SHARES = {
  blocking: 0.3,
  landing: 0.3,
  suspending: 0.3,
  linked: 0.3,
  'linked-suspending': 0.3,
  component: 0.03,
  spawned: 0.02,
  'linked-spawned': 0.02,
};

async function fuzz() {
  if (OWN_NETWORK.length === 0)
    console.error('without a network of their own, guests get this machine’s loopback only');
  const linkers = options.linker === undefined ? Object.keys(SHARES) : [options.linker];
  for (const linker of linkers) {
    const share = linkers.length === 1 ? 1 : SHARES[linker];
    let left = Number(options.calls) * share;
    for (let round = 0; left > 0; round++) {
      const programs = Math.min(PROGRAMS, Math.ceil(left / CALLS_A_PROGRAM));
      const spare = options.spare === undefined ? {} : { spare: Number(options.spare) };
      const task = { linker, seed: derived(seed, round), calls: left, programs, ...spare };
      const result = await campaign(task, options.node);
      if (result.lacking) break;
      if (result.unkept !== undefined) return failed(result);
      left -= result.calls > 0 ? result.calls : result.programs * CALLS_A_PROGRAM;
      console.log(
        `${linker}, seed ${result.seed}: ${result.programs} guests, ${result.calls || '?'} calls, ${result.kills} killed, ${result.seconds.toFixed(1)} s`,
      );
    }
  }
  return 0;
}

function failed({ linker, seed: of, programs, programSeed, unkept, case: found }) {
  if (found === undefined) {
    console.error(`${linker}, seed ${of}, after ${programs} programs: ${unkept}`);
    return 1;
  }
  mkdirSync(CASES, { recursive: true });
  const path = join(CASES, `${linker}-${programSeed}.json`);
  writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
  console.error(
    `${linker}, seed ${of}, the program of seed ${programSeed}: ${unkept}\nnpm run fuzz -- --replay ${path}`,
  );
  return 1;
}

async function replay(path) {
  const { linker, program } = JSON.parse(readFileSync(path, 'utf8'));
  const { unkept } = await campaign({ linker, seed: 0, replay: program }, options.node);
  console.log(unkept ?? 'it holds now');
  return unkept === undefined ? 0 : 1;
}

const wrong = usageError();
if (options.help) console.log(HELP);
else if (wrong !== undefined) {
  console.error(`${wrong}; see --help`);
  process.exitCode = 2;
} else if (options.replay !== undefined) process.exitCode = await replay(options.replay);
else if (options.binaries !== undefined) console.log(await fuzzBinaries(seed, Number(options.binaries)));
else if (options.model !== undefined)
  process.exitCode = await (
    await import('./model/run.mjs')
  ).compare(seed, Number(options.model), options.node, options.target);
else process.exitCode = await fuzz();
