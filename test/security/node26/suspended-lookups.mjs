// Runs on Node 26 (JSPI), where the name server is this machine: suspended guests look up a name until their time is over, while
// this program reads a file. Prints how each ended, whether the file was read before, and after how many milliseconds all had
// ended, as one line of JSON.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { runGuest } from 'wasock';
import '../silent-server.mjs';

const stranger = readFileSync(process.argv[2]);
const options = { wait: 'suspend', policy: { all: true }, limits: { wallTimeMs: 1000, lookups: 1 } };
const start = performance.now();
let isRead = false;
// As many as Node's pool has threads.
const guests = Array.from({ length: 4 }, () =>
  runGuest(stranger, options).then(String, ({ limit }) => ({ limit, isRead })),
);
// They are all in their lookups then.
await new Promise((resolve) => void setTimeout(resolve, 0));
await readFile(process.argv[2]);
isRead = true;
console.log(JSON.stringify({ ends: await Promise.all(guests), ms: Math.round(performance.now() - start) }));
process.exit();
