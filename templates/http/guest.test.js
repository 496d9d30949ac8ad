// Runs the guest, and asks it for pages, as a browser does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

test('serves pages', async (t) => {
  const guest = spawnGuest(await compileGuest('guest.ts'), {
    args: ['guest', '0'], // port 0: one of the system's choice
    policy: { bind: ['127.0.0.1:0'] },
    stdout: 'pipe',
  });
  t.after(() => guest.kill());
  const { value: url } = await linesOf(guest.stdout).next();

  const first = await fetch(url);
  assert.equal(first.status, 200);
  assert.match(await first.text(), /Visit 1\./);
  assert.match(await (await fetch(url)).text(), /Visit 2\./);
  assert.equal((await fetch(`${url}/nowhere`)).status, 404);
  assert.equal((await fetch(url, { method: 'POST' })).status, 405);
});
