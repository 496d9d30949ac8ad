import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPlugin } from './main.js';

test('greets, and counts', async (t) => {
  const plugin = await loadPlugin();
  t.after(() => plugin.close());
  assert.equal(await plugin.exports.greet('Ada'), 'Hello, Ada! This is call 1.');
  assert.equal(await plugin.exports.greet('Bob'), 'Hello, Bob! This is call 2.');
  assert.equal(await plugin.exports.sum(Uint8Array.of(1, 2, 3)), 6);
});

test('an error of its own ends it', async () => {
  const plugin = await loadPlugin();
  await assert.rejects(plugin.exports.greet(''), { code: 'ERR_WASOCK_ABORT', message: /nobody to greet/ });
  await assert.rejects(plugin.exited, { code: 'ERR_WASOCK_ABORT' });
  await assert.rejects(plugin.exports.greet('Ada'), { code: 'ERR_WASOCK_COMPONENT_STATE' });
});
