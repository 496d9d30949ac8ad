// A Node program that runs a guest which it need not trust: the guest may connect to one server, and to nothing else.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { linesOf, spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

/** A server that answers in capitals. */
export async function startServer() {
  const server = createServer((client) => client.on('data', (data) => client.write(data.toString().toUpperCase())));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Runs the guest. Resolves to what it has printed, how it ended, and what it wanted and was not allowed. */
export async function runOnce(port, questions, policy) {
  const denied = [];
  const guest = spawnGuest(await compileGuest('guest.ts'), {
    args: ['guest', String(port), ...questions],
    policy,
    limits: { memory: 64 * 1024 * 1024, sockets: 10, wallTimeMs: 30_000 },
    stdout: 'pipe',
    stderr: 'ignore', // its own complaints; 'inherit' shows them
    onWarning: (message) => console.error(`the guest: ${message}`),
    onDenied: ({ flag }) => denied.push(flag),
  });
  const lines = [];
  for await (const line of linesOf(guest.stdout)) lines.push(line);
  return { lines, exitCode: await guest.exited, denied };
}

if (import.meta.filename === process.argv[1]) {
  const server = await startServer();
  const { port } = server.address();
  console.log(await runOnce(port, ['hello', 'world'], { connect: [`127.0.0.1:${port}`] }));
  console.log(await runOnce(port, ['hello'], {}));
  server.close();
}
