#!/usr/bin/env node
/**
 * Guests that are started, misbehave and are killed by the thousand, beside one that serves real clients: nothing may be
 * lost there, and descriptors, threads and memory must stay what they are.
 *
 *   npm run soak -- --seconds 600 --seed 1
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { compileModule, spawnGuest } from 'wasock';
import { compileCached } from 'wasock/build';
import { descriptors, figures, median, newOf, randomFrom } from './figures.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    /** Names are asked of somebody who never answers: in a network of its own, whose resolv.conf names 127.0.0.1. */
    lookups: { type: 'boolean', default: false },
  },
});

const SECONDS = Number(values.seconds);
const random = randomFrom(Number(values.seed));
/** How many misbehave at once, and how many of them have a process of their own. */
const AT_ONCE = 8;
const IN_PROCESSES = 0.1;

/** How guests misbehave, and whether they end by themselves. */
const WAYS = {
  end: true,
  trap: true,
  exit: true,
  sockets: true,
  receive: false,
  fill: false,
  accept: false,
  select: false,
  spin: false,
  denied: false,
  reset: false,
  print: false,
  ...(values.lookups ? { lookup: false } : {}),
};

const directory = mkdtempSync(join(tmpdir(), 'wasock-soak-'));
const source = fileURLToPath(new URL('guests/unruly.ts', import.meta.url));
const guest = compileModule(
  await compileCached(source, fileURLToPath(new URL('../../.cache/guests/', import.meta.url))),
);
const output = join(directory, 'output');
const descriptor = openSync(output, 'w');
const sink = openSync('/dev/null', 'w');

// From a process' first stream on libuv keeps a descriptor in reserve.
await promisify((done) => {
  const first = createServer().listen(0, '127.0.0.1', () => first.close(done));
})();
const before = figures();
const known = descriptors();
const POLICY = { bind: ['127.0.0.1'], connect: ['127.0.0.1:1024-65535'], lookup: ['*'] };
const quiet = { onWarning() {}, onDenied() {} };
const server = spawnGuest(guest, { policy: POLICY, args: ['guest', 'echo'], stdout: descriptor, ...quiet });
while (!readFileSync(output, 'utf8').includes('\n')) await delay(10);
const others = fork(fileURLToPath(new URL('clients.mjs', import.meta.url)), [
  readFileSync(output, 'utf8').trim(),
  values.seed,
  String(values.lookups),
]);
const [{ resetting }] = await once(others, 'message');

const counts = { started: 0, killed: 0, ended: 0, trapped: 0, refused: 0 };
const ends = Date.now() + SECONDS * 1000;

/** One after the other, until the time is over. */
async function misbehave() {
  while (Date.now() < ends) {
    const names = Object.keys(WAYS);
    const way = names[Math.floor(random() * names.length)];
    const args = ['guest', way, String(resetting)];
    const isolation = random() < IN_PROCESSES ? 'process' : 'worker';
    const one = start({ policy: POLICY, args, stdout: sink, limits: { sockets: 500 }, isolation, ...quiet });
    if (one === undefined) {
      await delay(5);
      continue;
    }
    const outcome = one.exited.then(
      () => void counts.ended++,
      (error) => void (error.name === 'GuestKilled' ? counts.killed++ : counts.trapped++),
    );
    if (!WAYS[way]) {
      await delay(random() * 40);
      await one.kill();
    }
    await outcome;
  }
}

/** A guest; none where the process has no descriptor left for one. */
function start(options) {
  try {
    const one = spawnGuest(guest, options);
    counts.started++;
    return one;
  } catch (error) {
    // EPIPE: a process that there were no descriptors to start, which Node tells later.
    if (!/EMFILE|errno 24|epipe/i.test(String(error))) throw error;
    counts.refused++;
    return undefined;
  }
}

const samples = [];
const sampling = setInterval(() => samples.push(...[figures() ?? []].flat()), Math.max(200, SECONDS * 10));
await Promise.all(Array.from({ length: AT_ONCE }, misbehave));
clearInterval(sampling);
const gone = once(others, 'exit');
others.send('stop');
const [served] = await once(others, 'message');
await server.kill();
await gone;
// Workers that wait for guests are there for ten seconds, the system's own threads and sockets for names until they have given up.
// Node leaves an epoll behind for each worker that it has no descriptors to make.
const leftOver = () => newOf(known, descriptors()).filter((one) => one !== 'anon_inode:[eventpoll]');
for (let patience = 0; patience < 300; patience++) {
  if (leftOver().length === 0 && figures().threads <= before.threads) break;
  await delay(100);
}
const after = figures();

/** Memory in the second and in the last quarter of the time, at its median: the first quarter is for warming up. */
const quarter = (index) =>
  samples.slice(Math.floor((samples.length * index) / 4), Math.floor((samples.length * (index + 1)) / 4));
const memory = [1, 3].map((index) => median(quarter(index).map((sample) => sample.memory)));
const result = {
  seconds: SECONDS,
  ...counts,
  ...served,
  descriptors: [before.descriptors, after.descriptors],
  /** What there is that was not there before. */
  left: leftOver(),
  threads: [before.threads, after.threads],
  memory,
};
closeSync(descriptor);
closeSync(sink);
rmSync(directory, { recursive: true });
if (values.json) console.log(JSON.stringify(result));
else console.table(result);
process.exitCode = result.failures.length > 0 ? 1 : 0;
