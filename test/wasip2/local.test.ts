// The property tests' guests with local sockets, which a wasip2 guest has in its own memory, in a real wasmtime: each
// prints what it prints on this package's host, where they are the system's.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { argumentsFor } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';
import { buildGuest, hasWasmtime, prepare, type Ready, runReady } from './runtimes.ts';

const CASES = {
  transfer: ['partial-write', 'end-of-file', 'reset', 'half-close', 'receive-timeout', 'peek', 'dontwait'],
  select: ['in-place', 'timeouts', 'many', 'ends'],
  flags: ['send-dontwait', 'eof', 'nosignal'],
  messages: ['stream', 'waitall', 'last'],
  rights: ['oneself', 'mode', 'timeout', 'cut', 'waitall', 'wrong', 'credentials', 'forged'],
  errors: ['address-in-use', 'refused'],
};

describe.skipIf(!hasWasmtime).for(Object.entries(CASES))('%s', ([name, cases]) => {
  const guest = fileURLToPath(new URL(`../properties/guests/${name}.ts`, import.meta.url));

  let ready: Ready;
  beforeAll(async () => {
    ready = await prepare('wasmtime', await buildGuest(guest));
  });

  test.for(cases)('%s is the same in wasmtime', { timeout: 60_000 }, async (testCase) => {
    const here = await run(guest, argumentsFor(testCase, 'unix'), { policy: LOOPBACK });
    const there = runReady(ready, argumentsFor(testCase, 'unix'));
    expect(await there.exited, there.stderr).toBe(0);
    expect(there.stdout.split('\n').slice(0, -1)).toEqual(here.lines);
    expect(there.stderr).toBe(here.warnings.map((warning) => `Warning: ${warning}\n`).join(''));
  });
});
