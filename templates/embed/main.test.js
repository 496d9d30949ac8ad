import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runOnce, startServer } from './main.js';

let server;
before(async () => (server = await startServer()));
after(() => server.close());

test('the guest reaches the server that it may reach', async () => {
  const { port } = server.address();
  const result = await runOnce(port, ['hello', 'world'], { connect: [`127.0.0.1:${port}`] });
  assert.deepEqual(result, { lines: ['HELLO', 'WORLD'], exitCode: 0, denied: [] });
});

test('and no other', async () => {
  const { port } = server.address();
  const result = await runOnce(port, ['hello'], {});
  assert.deepEqual(result, { lines: [], exitCode: 255, denied: [`--allow-connect 127.0.0.1:${port}`] });
});
