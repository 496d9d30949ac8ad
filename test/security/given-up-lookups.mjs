// Run where the name server is this machine and `friend` is in /etc/hosts: a guest gives its lookups up and ends; then another
// one looks up `friend`. Prints how many lookups of the first still count, and what the second gave, after how many
// milliseconds. Arguments: the limit on lookups of the first guest, and the guests' binaries, the second of them optional.
import { readFileSync } from 'node:fs';
import { spawnGuest } from 'wasock';
import './silent-server.mjs';

const [, , lookups, givingUp, friend] = process.argv;
const policy = { all: true };

const guest = spawnGuest(readFileSync(givingUp), { policy, limits: { lookups: Number(lookups) } });
const ended = await guest.exited;
const { current } = (await guest.usage()).lookups;
const start = performance.now();
const code = friend === undefined ? undefined : await spawnGuest(readFileSync(friend), { policy }).exited;
console.log(JSON.stringify({ ended, current, code, ms: Math.round(performance.now() - start) }));
// Nobody waits for the threads that are left behind.
process.exit();
