// Run where the name server never answers and `friend` is in /etc/hosts: guests are killed in the middle of a lookup, then
// one more looks up `friend`. Prints how long that took, in milliseconds. Arguments: the isolation, how many guests, and
// the guests' binaries.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { spawnGuest } from 'wasock';

const [, , isolation, count, stranger, friend] = process.argv;
const options = { isolation, policy: { all: true } };

const asked = new Set();
const server = createSocket('udp4');
server.on('message', (question, { port }) => asked.add(port));
server.bind(53, '127.0.0.1');
await once(server, 'listening');

const strangers = Array.from({ length: Number(count) }, () => spawnGuest(readFileSync(stranger), options));
// glibc asks from twenty threads at once; from processes all ask.
const most = isolation === 'process' ? strangers.length : Math.min(20, strangers.length);
while (asked.size < most) await once(server, 'message');
await Promise.all(strangers.map((guest) => guest.kill()));

const start = performance.now();
const code = await spawnGuest(readFileSync(friend), options).exited;
console.log(JSON.stringify({ code, ms: Math.round(performance.now() - start) }));
server.close();
