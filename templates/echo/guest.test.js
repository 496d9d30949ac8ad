// Runs the guest, and talks to it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { linesOf, spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

test('sends back what it gets, to several clients', async (t) => {
  const guest = spawnGuest(await compileGuest('guest.ts'), {
    args: ['guest', '0'], // port 0: one of the system's choice
    policy: { bind: ['127.0.0.1:0'] },
    stdout: 'pipe',
  });
  t.after(() => guest.kill());
  const { value } = await linesOf(guest.stdout).next();
  const port = Number(value.split(':').at(-1));

  for (const text of ['hello', 'Grüße']) {
    const client = connect(port, '127.0.0.1');
    t.after(() => client.destroy());
    client.write(text);
    const [data] = await once(client, 'data');
    assert.equal(data.toString(), text);
  }
});
