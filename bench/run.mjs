#!/usr/bin/env node
/**
 * wasock, native PHP and C side by side, in one run. See README.md.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { CONTESTANTS, contestantsOf, installTools, MissingTool, preparePeer } from './contestants.mjs';
import { measureRow, REFERENCE } from './measure.mjs';
import { renderPicture } from './picture.mjs';
import { barLines, markdownTable, renderDetails, renderTable } from './report.mjs';
import { ROWS } from './rows.mjs';
import { measureServers, SERVER_ROWS } from './servers.mjs';
import { Worker } from './worker.mjs';

const HELP = `npm run bench -- [options]

  --rows ID[,ID…]          ${ROWS.map(({ id }) => id).join(', ')};
                           servers: ${SERVER_ROWS.map(({ id }) => id).join(', ')}
  --contestants ID[,ID…]   ${CONTESTANTS.map(({ id }) => id).join(', ')}, redis
  --compare REVISION       also a wasock of another revision (build/bench/ has its work tree)
  --rounds N               rounds of each contestant and row (9)
  --millis N               how long a round should take (120)
  --quick                  one short round of each: does it still work?
  --verbose                least and greatest round, too
  --json                   everything, as JSON
  --write                  write bench/results.md and bench/results.svg
  --install                install what is missing (PHP, a C compiler, Redis, wrk) with apt-get
`;

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string' },
    contestants: { type: 'string' },
    compare: { type: 'string' },
    rounds: { type: 'string' },
    millis: { type: 'string' },
    quick: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** @param {readonly string[]} known @param {string | undefined} ids   comma-separated */
function chosen(known, ids) {
  if (ids === undefined) return known;
  const wanted = ids.split(',');
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new Error(`no such choice: ${unknown.join(', ')}; see --help`);
  return wanted;
}

/** The CPU for the contestants and the peer: the last one; `undefined` (the system chooses) without taskset(1). */
function chooseCpu() {
  const last = cpus().length - 1;
  return spawnSync('taskset', ['-c', `${last}`, 'true']).status === 0 ? last : undefined;
}

/** What is done, on a terminal. @param {string} label */
function show(label) {
  if (!options.json && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${label}`);
}

/** @param {string} title @param {unknown} error */
function complain(title, error) {
  process.stderr.write(`${title}: ${error instanceof Error ? error.message : String(error)}\n`);
}

/**
 * The rows of rounds, each by all contestants in turns.
 *
 * @param {typeof ROWS} rows @param {typeof CONTESTANTS} contestants
 * @param {{ rounds: number, millis: number }} plan @param {number | undefined} cpu
 */
async function measureRounds(rows, contestants, plan, cpu) {
  const peer = new Worker(await preparePeer(), cpu);
  const entries = [];
  for (const contestant of contestants) {
    try {
      entries.push({ contestant, command: await contestant.prepare() });
    } catch (error) {
      if (!(error instanceof MissingTool) || options.contestants !== undefined) throw error;
      complain(`${contestant.title} is left out`, error);
    }
  }
  const port = Number(await peer.answer());
  const workers = new Map(entries.map(({ contestant, command }) => [contestant.id, new Worker(command, cpu)]));
  const results = [];
  for (const row of rows) {
    show(`${row.label} …`);
    const taking = new Map(
      entries.flatMap(({ contestant: { id, without } }) => {
        const worker = without?.includes(row.id) ? undefined : workers.get(id);
        return worker === undefined ? [] : [[id, worker]];
      }),
    );
    const result = await measureRow(row, taking, port, plan);
    for (const { contestant, command } of entries) {
      const error = result.errors.get(contestant.id);
      if (error === undefined) continue;
      process.exitCode = 1;
      complain(`${contestant.title}, ${row.id}`, error);
      workers.get(contestant.id)?.stop();
      workers.set(contestant.id, new Worker(command, cpu));
    }
    results.push(result);
  }
  for (const worker of [...workers.values(), peer]) worker.stop();
  return results;
}

/** @param {typeof SERVER_ROWS} rows @param {{ rounds: number, seconds: number }} plan @param {number | undefined} cpu */
async function measureLoads(rows, plan, cpu) {
  const results = [];
  for (const row of rows) {
    show(`${row.label} …`);
    const contestants = options.contestants?.split(',');
    const result = await measureServers(row, { ...plan, contestants, cpu });
    for (const [id, error] of result.errors) complain(`${id} is left out of ${row.id}`, error);
    results.push(result);
  }
  return results;
}

/** @param {number | undefined} cpu */
function describeMachine(cpu) {
  const version = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
    /\d+(\.\d+)+/.exec(spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '')?.[0];
  return {
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    isPinned: cpu !== undefined,
    linux: release().split('.').slice(0, 2).join('.'),
    node: process.versions.node,
    php: version('php', '-r', 'echo PHP_VERSION;'),
    redis: version('redis-server', '--version'),
  };
}

async function main() {
  if (options.help) return process.stdout.write(HELP);
  const extra = options.compare === undefined ? [] : contestantsOf(options.compare);
  const everyone = [...CONTESTANTS, ...extra];
  const ids = chosen([...everyone.map(({ id }) => id), 'redis'], options.contestants);
  const contestants = everyone.filter(({ id }) => ids.includes(id));
  const wanted = chosen(
    [...ROWS, ...SERVER_ROWS].map(({ id }) => id),
    options.rows,
  );
  const rows = ROWS.filter(({ id }) => wanted.includes(id));
  const serverRows = SERVER_ROWS.filter(({ id }) => wanted.includes(id));
  if (options.install) installTools();
  const plan = options.quick
    ? { rounds: 1, millis: 5 }
    : { rounds: Number(options.rounds ?? 9), millis: Number(options.millis ?? 120) };

  const cpu = chooseCpu();
  const rounds = rows.length > 0 ? await measureRounds(rows, contestants, plan, cpu) : [];
  const seconds = options.quick ? 0.1 : Math.max(1, plan.millis / 100);
  // A round of these is longer.
  const loads = await measureLoads(serverRows, { rounds: Math.ceil(plan.rounds / 2), seconds }, cpu);
  show('');
  const results = [...rounds, ...loads];

  const machine = describeMachine(cpu);
  const servers = [
    ...new Map(serverRows.flatMap((row) => row.servers.map(({ id, title }) => [id, { id, title }]))).values(),
  ];
  const columns = contestants.filter(({ id }) => rounds.some((result) => result.rounds.has(id)));
  const serverColumns = servers.filter(({ id }) => loads.some((result) => result.rounds.has(id)));
  const bars = barLines(results, [...everyone, ...servers]);
  const footer =
    `Node ${machine.node}, PHP ${machine.php}, Redis ${machine.redis}, Linux ${machine.linux}, ${machine.cpu}` +
    `${machine.isPinned ? '' : ', not pinned'}; medians of ${plan.rounds} alternating rounds of ${plan.millis} ms.`;
  if (options.json) {
    const all = { machine, ...plan, rows: results.map((result) => result.toJSON()) };
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  } else {
    if (rounds.length > 0) process.stdout.write(`${renderTable(rounds, columns)}\n`);
    if (loads.length > 0) process.stdout.write(`${renderTable(loads, serverColumns)}\n`);
    if (options.verbose)
      process.stdout.write(`${renderDetails(rounds, columns)}${renderDetails(loads, serverColumns)}\n`);
    process.stdout.write(`${bars.join('\n')}\n\n${footer}\n`);
  }
  if (options.write) write(results, rounds, columns, loads, serverColumns, bars, footer);
}

/** Where the page of results begins that is written anew. */
const MARK = '<!-- Written by npm run bench -- --write: all below. -->';

function write(results, rounds, columns, loads, serverColumns, bars, footer) {
  const page = new URL('results.md', import.meta.url);
  const head = readFileSync(page, 'utf8').split(MARK)[0] ?? '';
  const tables = [markdownTable(rounds, columns), markdownTable(loads, serverColumns)].join('\n');
  writeFileSync(page, `${head}${MARK}\n\n${tables}\n\`\`\`\n${bars.join('\n')}\n\`\`\`\n\n${footer}\n`);
  const others = [...new Map([...columns, ...serverColumns].map((column) => [column.id, column])).values()];
  const picture = others.filter(({ id }) => id !== REFERENCE);
  const caption = 'Speed, native PHP being 1 (the line), on a logarithmic scale';
  writeFileSync(new URL('results.svg', import.meta.url), renderPicture(results, picture, caption));
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof MissingTool ? `missing: ${error.message}` : error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
