#!/usr/bin/env node
/**
 * wasock, native PHP and C side by side, in one run. See README.md.
 */
import { spawnSync } from 'node:child_process';
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { CONTESTANTS, installTools, MissingTool, preparePeer } from './contestants.mjs';
import { measureRow } from './measure.mjs';
import { renderDetails, renderTable } from './report.mjs';
import { ROWS } from './rows.mjs';
import { Worker } from './worker.mjs';

const HELP = `npm run bench -- [options]

  --rows ID[,ID…]          ${ROWS.map((row) => row.id).join(', ')}
  --contestants ID[,ID…]   ${CONTESTANTS.map((contestant) => contestant.id).join(', ')}
  --rounds N               rounds of each contestant and row (9)
  --millis N               how long a round should take (120)
  --quick                  one short round of each: does it still work?
  --verbose                least and greatest round, too
  --json                   everything, as JSON
  --install                install what is missing (PHP, a C compiler) with apt-get
`;

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string' },
    contestants: { type: 'string' },
    rounds: { type: 'string' },
    millis: { type: 'string' },
    quick: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/**
 * @template {{ id: string }} T
 * @param {readonly T[]} all
 * @param {string | undefined} ids   comma-separated
 */
function choose(all, ids) {
  if (ids === undefined) return all;
  const wanted = ids.split(',');
  const unknown = wanted.filter((id) => !all.some((item) => item.id === id));
  if (unknown.length > 0) throw new Error(`no such choice: ${unknown.join(', ')}; see --help`);
  return all.filter((item) => wanted.includes(item.id));
}

/**
 * The CPU for the contestants and the peer: the last one; `undefined` (the
 * system chooses) without taskset(1).
 */
function chooseCpu() {
  const last = cpus().length - 1;
  return spawnSync('taskset', ['-c', `${last}`, 'true']).status === 0 ? last : undefined;
}

async function main() {
  if (options.help) return process.stdout.write(HELP);
  const rows = choose(ROWS, options.rows);
  const contestants = choose(CONTESTANTS, options.contestants);
  if (options.install) installTools();
  const plan = options.quick
    ? { rounds: 1, millis: 5 }
    : { rounds: Number(options.rounds ?? 9), millis: Number(options.millis ?? 120) };

  const cpu = chooseCpu();
  const peer = new Worker(await preparePeer(), cpu);
  const entries = [];
  for (const contestant of contestants) entries.push({ contestant, command: await contestant.prepare() });
  const port = Number(await peer.answer());
  const workers = new Map(entries.map(({ contestant, command }) => [contestant.id, new Worker(command, cpu)]));
  const results = [];
  let failed = false;
  for (const row of rows) {
    if (!options.json && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${row.label} …`);
    const result = await measureRow(row, workers, port, plan);
    for (const { contestant, command } of entries) {
      const error = result.errors.get(contestant.id);
      if (error === undefined) continue;
      failed = true;
      process.stderr.write(`${contestant.title}, ${row.id}: ${error.message}\n`);
      workers.get(contestant.id)?.stop();
      workers.set(contestant.id, new Worker(command, cpu));
    }
    results.push(result);
  }
  if (!options.json && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  for (const worker of [...workers.values(), peer]) worker.stop();

  const machine = {
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    pinned: cpu !== undefined,
    linux: release().split('.').slice(0, 2).join('.'),
    node: process.versions.node,
    php: spawnSync('php', ['-r', 'echo PHP_VERSION;']).stdout?.toString() ?? '',
  };
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ machine, ...plan, rows: results.map((result) => result.toJSON()) }, null, 2)}\n`,
    );
  } else {
    process.stdout.write(renderTable(results, contestants));
    if (options.verbose) process.stdout.write(`\n${renderDetails(results, contestants)}`);
    process.stdout.write(
      `\nNode ${machine.node}, PHP ${machine.php}, Linux ${machine.linux}, ${machine.cpu}` +
        `${machine.pinned ? '' : ', not pinned'}; medians of ${plan.rounds} alternating rounds of ${plan.millis} ms.\n`,
    );
  }
  return failed ? (process.exitCode = 1) : undefined;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof MissingTool || error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
