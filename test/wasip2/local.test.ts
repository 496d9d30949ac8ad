// The property tests' guests with local sockets, which a wasip2 guest has in its own memory, in a real wasmtime: each
// prints what it prints on this package's host, where they are the system's.
import { release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { CASES as LOCAL } from '../properties/cases/local.ts';
import { argumentsFor } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';
import { buildGuest, hasWasmtime, prepare, type Ready, runReady } from './runtimes.ts';

const CASES = {
  transfer: ['partial-write', 'end-of-file', 'reset', 'half-close', 'receive-timeout', 'peek', 'dontwait'],
  select: ['in-place', 'timeouts', 'many', 'ends', 'fresh-datagram'],
  kinds: ['combinations', 'seqpacket', 'nonblock', 'raw-unix'],
  datagram: ['truncation', 'sender', 'abstract', 'too-long'],
  flags: ['peek-datagram', 'trunc', 'send-dontwait', 'eof', 'eor', 'nosignal', 'no-effect'],
  messages: ['datagram', 'stream', 'waitall', 'last'],
  rights: ['oneself', 'mode', 'timeout', 'cut', 'waitall', 'wrong', 'credentials', 'forged'],
  errors: ['address-in-use', 'refused'],
  streams: ['connection', 'lines', 'one-read', 'timeouts', 'non-blocking', 'end', 'select'],
  'stream-sockets': ['sharing', 'read-ahead', 'forged'],
  local: Object.keys(LOCAL),
};

describe.skipIf(!hasWasmtime).for(Object.entries(CASES))('%s', ([name, cases]) => {
  const guest = fileURLToPath(new URL(`../properties/guests/${name}.ts`, import.meta.url));

  let ready: Ready;
  beforeAll(async () => {
    ready = await prepare('wasmtime', await buildGuest(guest));
  });

  test.for(cases)('%s is the same in wasmtime', { timeout: 60_000 }, async (testCase) => {
    const here = await run(guest, argumentsFor(testCase, 'unix'), { linking: 'blocking', policy: LOOPBACK });
    const there = runReady(ready, argumentsFor(testCase, 'unix'));
    expect(await there.exited, there.stderr).toBe(0);
    expect(there.stdout.split('\n').slice(0, -1)).toEqual(here.lines);
    expect(there.stderr).toBe(here.warnings.map((warning) => `Warning: ${warning}\n`).join(''));
  });
});

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
