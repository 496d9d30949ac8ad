// A server and its workers, each a guest in a thread of its own: connections go from guest to guest.
//
//   node examples/worker-pool/run.mjs 7000 3
//   nc 127.0.0.1 7000
//
// Arguments: the port, 0 (the default) for any; how many workers, 2 by default; and after how many clients to end, 0
// (the default) for never.
import { once } from 'node:events';
import { mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

const [port = '0', count = '2', limit = '0'] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'wasock-workers-'));
const path = join(directory, 'server');
const source = (name) => fileURLToPath(new URL(name, import.meta.url));

const watcher = watch(directory);
const bound = once(watcher, 'change');

const server = spawnGuest(await compileGuest(source('server.ts')), {
  policy: { bind: [`127.0.0.1:${port}`, `unix:${path}`], connect: [`unix:${directory}/*`] },
  args: ['server', port, path, count, limit],
});

// The server has its socket before the workers ask it for work.
await Promise.race([bound, server.exited]);
watcher.close();

const worker = await compileGuest(source('worker.ts'));
const workers = Array.from({ length: Number(count) }, () =>
  spawnGuest(worker, { policy: { connect: [`unix:${path}`], bind: [`unix:${directory}/*`] }, args: ['worker', path] }),
);
console.log(`Workers: ${workers.map(({ id }) => id).join(' ')}`);

process.exitCode = await server.exited;
await Promise.all(workers.map((guest) => (process.exitCode === 0 ? guest.exited : guest.kill())));
rmSync(directory, { recursive: true });
