// Local sockets, which a wasip2 guest has in its own memory, in a real wasmtime: their bounds, and that random
// operations give what they give on this package's host, where local sockets are the system's. Cases: properties.ts.
import { release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';
import { buildGuest, hasWasmtime, prepare, runReady } from './runtimes.ts';

test.skipIf(!hasWasmtime)('sockets on their way are bounded, and closed when nothing leads to them', async () => {
  const guest = fileURLToPath(new URL('guests/in-flight.ts', import.meta.url));
  const command = runReady(await prepare('wasmtime', await buildGuest(guest)), []);
  expect(await command.exited, command.stderr).toBe(0);
  expect(command.stdout.split('\n').slice(0, -1)).toEqual([
    'sent: 10000',
    'ended: 5000',
    'bound: 15000',
    'chain: 4001 true',
    'on their way: 4000 errno 109',
    'again: 1',
  ]);
});

// Where older kernels differ, in corners, this package's guests do as newer ones: what comes first where a call has
// two reasons to fail, and what SO_PASSCRED gives a connection that has not been accepted.
const [major = 0, minor = 0] = release().split('.').map(Number);
const isNew = major > 6 || (major === 6 && minor >= 18);
if (!isNew) console.warn(`random operations are left out: Linux is ${release()}, older than 6.18`);

describe.for(hasWasmtime && isNew ? ['local-random'] : [])('%s', (name) => {
  test('random operations give the same in wasmtime', { timeout: 60_000 }, async () => {
    const guest = fileURLToPath(new URL(`../properties/guests/${name}.ts`, import.meta.url));
    const ready = await prepare('wasmtime', await buildGuest(guest));
    const runs = ['1', '80', '100'];
    const here = await run(guest, [...argumentsFor('random', 'unix'), ...runs], {
      linking: 'blocking',
      policy: LOOPBACK,
    });
    const there = runReady(ready, [...argumentsFor('random', 'unix'), ...runs]);
    expect(await there.exited, there.stderr).toBe(0);
    expect(here.lines).toHaveLength(8000);
    expect(there.stdout.split('\n').slice(0, -1)).toEqual(here.lines);
  });
});
