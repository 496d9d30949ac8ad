// Runs the guest beside a server.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { linesOf, spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

const wasm = await compileGuest('guest.ts');

test('prints what the server answers', async (t) => {
  const server = createServer((request, response) => response.end(`you asked for ${request.url}\n`)).listen(
    0,
    '127.0.0.1',
  );
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address();

  const guest = spawnGuest(wasm, {
    args: ['guest', '127.0.0.1', `${port}`, '/page'],
    policy: { connect: [`127.0.0.1:${port}`] },
    stdout: 'pipe',
  });
  const lines = [];
  for await (const line of linesOf(guest.stdout)) lines.push(line);
  assert.equal(await guest.exited, 0);
  assert.match(lines[0], /200 OK/);
  assert.equal(lines.at(-1), 'you asked for /page');
});

test('connects nowhere else', async () => {
  const denied = [];
  const guest = spawnGuest(wasm, {
    args: ['guest', '127.0.0.1', '1'],
    policy: {},
    stderr: 'ignore',
    onWarning: () => {},
    onDenied: ({ flag }) => denied.push(flag),
  });
  assert.equal(await guest.exited, 1);
  assert.deepEqual(denied, ['--allow-connect 127.0.0.1:1']);
});
