// Many that wait on one thread: suspended guests, or sockets of Node's own. Reads "start N" and "idle MS" lines.
//
// "start" answers the nanoseconds of CPU time that each took, once it has connected, and the bytes of resident memory that
// each holds; "idle" the CPU time of that many milliseconds in which nothing comes, in nanoseconds.
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { cpuUsage, memoryUsage } from 'node:process';
import { createInterface } from 'node:readline';
import { compileModule, runGuest } from 'wasock';

const [, , kind, port = '', guest = ''] = process.argv;

/** @param {string} path */
async function guests(path) {
  const module = await compileModule(await readFile(path));
  const options = {
    args: ['waiter', port],
    policy: { connect: ['127.0.0.1'] },
    wait: /** @type {const} */ ('suspend'),
  };
  // It goes on with the turn in which the guest has connected: see "accept" of c/waker.c.
  return () => void runGuest(module, options);
}

function socket() {
  const made = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  made.on('data', (data) => made.write(data));
}

const start = kind === 'guests' ? await guests(guest) : socket;

const nanoseconds = () => {
  const { user, system } = cpuUsage();
  return (user + system) * 1000;
};

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let cpu = 0;
let memory = 0;
let count = 0;

/** @type {Record<string, (argument: number) => Promise<string>>} */
const COMMANDS = {
  async start(number) {
    globalThis.gc?.();
    cpu = nanoseconds();
    memory = memoryUsage.rss();
    count = number;
    for (let made = 0; made < number; made++) start();
    return 'starting';
  },
  async started() {
    const took = nanoseconds() - cpu;
    globalThis.gc?.();
    await wait(100);
    return `${took / count} ${(memoryUsage.rss() - memory) / count}`;
  },
  async idle(ms) {
    const before = nanoseconds();
    await wait(ms);
    return String(nanoseconds() - before);
  },
};

const input = createInterface({ input: process.stdin });
for await (const line of input) {
  const [word = '', argument] = line.split(' ');
  console.log(await COMMANDS[word]?.(Number(argument)));
}
await once(input, 'close');
