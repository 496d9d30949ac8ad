/**
 * Servers under load: each is a process that stays, and takes turns with the others in being asked.
 *
 * @import { Row } from './rows.mjs'
 *
 * @typedef {object} Server
 * @property {string} id      as of the contestants, where it is one
 * @property {string} title
 * @property {(port: number) => string[]} command   prints its port. Throws `MissingTool`
 * @property {RegExp} [ready]   or prints this, and listens at the port that it was given
 *
 * @typedef {Row & { servers: readonly Server[], load: (port: number, seconds: number) => string[], count: (printed: string, seconds: number) => number }} ServerRow
 *   `load`: the command that asks; `count`: how many requests that were, from what it printed
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { command, MissingTool, nodeCommand, phpCommand, runCommand } from './contestants.mjs';
import { RowResult } from './measure.mjs';

/** @param {number} ns */
const perSecond = (ns) => 1e9 / ns;

/** @param {string} script @returns {Server[]} */
const guestAndPhp = (script) => [
  { id: 'wasock', title: 'wasock', command: () => runCommand(script, 'core') },
  { id: 'component', title: 'component', command: () => runCommand(script, 'component') },
  { id: 'php', title: 'native PHP', command: () => phpCommand(script) },
];

const CLIENTS = '200';
const PIPELINED = '16';
/** @param {number} seconds */
const commands = (seconds) => Math.ceil(seconds * 75_000);

/** @type {readonly ServerRow[]} */
export const SERVER_ROWS = [
  {
    id: 'key-value',
    label: `key-value server, ${CLIENTS} clients, ${PIPELINED} pipelined`,
    unit: 'requests/s of CPU',
    value: perSecond,
    bars: [
      { of: 'wasock', to: 'php', least: 2 },
      { of: 'wasock', to: 'redis', least: 0.5 },
    ],
    servers: [
      ...guestAndPhp('key-value'),
      {
        id: 'redis',
        title: 'Redis',
        command: (port) => [command('redis-server'), '--port', `${port}`, '--bind', '127.0.0.1', '--save', ''],
        ready: /Ready to accept/,
      },
    ],
    load(port, seconds) {
      const clients = ['-c', CLIENTS, '-P', PIPELINED, '-n', `${commands(seconds)}`];
      return [command('redis-benchmark'), '-p', `${port}`, ...clients, '-t', 'set,get', '-r', '10000', '--csv'];
    },
    // So many of SET, and of GET.
    count: (_, seconds) => 2 * commands(seconds),
  },
  {
    id: 'http',
    label: 'HTTP/1.1 server, 50 connections kept',
    unit: 'requests/s of CPU',
    value: perSecond,
    bars: [
      { of: 'wasock', to: 'php', least: 1.5 },
      { of: 'wasock', to: 'node', least: 1 },
    ],
    servers: [...guestAndPhp('http'), { id: 'node', title: 'Node', command: () => nodeCommand('http') }],
    load: (port, seconds) => [command('wrk'), '-t1', '-c50', `-d${Math.ceil(seconds)}s`, `http://127.0.0.1:${port}/`],
    count: (text) => Number(/(\d+) requests in /.exec(text)?.[1]),
  },
];

/**
 * Measures one row: all servers are started, and asked in turns, one at a time. What counts is the time that a server computes for a
 * request: whoever asks may be the slower one.
 *
 * @param {ServerRow} row
 * @param {{ rounds: number, seconds: number, contestants: readonly string[] | undefined, cpu: number | undefined }} plan
 *   `cpu`: where the servers stay; those who ask have the others
 * @returns {Promise<RowResult>}
 */
export async function measureServers(row, { rounds, seconds, contestants, cpu }) {
  const result = new RowResult(row);
  const started = [];
  try {
    for (const server of row.servers) {
      if (contestants !== undefined && !contestants.includes(server.id)) continue;
      try {
        started.push({ id: server.id, ...(await start(server, cpu)) });
        result.rounds.set(server.id, []);
      } catch (error) {
        if (!(error instanceof MissingTool)) throw error;
        result.errors.set(server.id, error);
      }
    }
    // The first round warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const { id, port, pid } of started) {
        const before = cpuNanoseconds(pid);
        const count = row.count(await printed(row.load(port, seconds), cpu), seconds);
        if (!(count > 0)) throw new Error(`${id} answered nothing`);
        if (round > 0) result.rounds.get(id)?.push((cpuNanoseconds(pid) - before) / count);
      }
    }
  } finally {
    for (const { stop } of started) stop();
  }
  return result;
}

/** @param {readonly string[]} words @param {readonly number[] | undefined} on   the CPUs */
const pinned = (words, on) => (on?.length ? ['taskset', '-c', on.join(','), ...words] : words);

/** @param {Server} server @param {number | undefined} cpu */
async function start({ command: commandOf, ready }, cpu) {
  const given = ready === undefined ? 0 : await freePort();
  const [program = '', ...args] = pinned(commandOf(given), cpu === undefined ? undefined : [cpu]);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (ready !== undefined && !ready.test(line)) continue;
    child.stdout.resume();
    return {
      pid: child.pid ?? 0,
      port: ready === undefined ? Number(line) : given,
      stop: () => child.kill('SIGKILL'),
    };
  }
  throw new Error(`${program} ${args.join(' ')} ended before it served`);
}

/** What a process has computed, on all its threads: proc(5), in ticks of 10 ms. @param {number} pid */
function cpuNanoseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000_000;
}

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What those who ask print. @param {readonly string[]} words @param {number | undefined} cpu   that is not theirs */
async function printed(words, cpu) {
  const others = cpu === undefined ? undefined : cpus().flatMap((_, at) => (at === cpu ? [] : [at]));
  const [program = '', ...args] = pinned(words, others);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return text;
}
