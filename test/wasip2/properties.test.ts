// The property tests' guests over wasi:sockets in a real wasmtime, and in jco's WASI: each prints what it prints on this package's host.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { INTERNET } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';
import { buildGuest, prepare, type Ready, RUNTIMES, runReady } from './runtimes.ts';

// Left out are the cases in which a call that does not wait expects bytes sent a moment before (`dontwait`, `in-place`):
// wasmtime learns of them some microseconds later, on a thread of its own. So is `refused-later`: wasmtime may know of
// the refusal as soon as the connection is begun, where Linux always says EINPROGRESS first.
const CASES = {
  transfer: ['partial-write', 'end-of-file', 'reset', 'half-close', 'receive-timeout', 'peek'],
  select: ['timeouts', 'ends', 'fresh-datagram'],
  datagram: ['truncation', 'sender'],
  // Not `refused`: neither runtime wakes a wait when a peer refuses a datagram.
  udp: ['connected', 'flags', 'limits', 'mixed', 'options', 'errors', 'ended', 'names'],
  errors: ['address-in-use', 'refused'],
  messages: ['stream'],
  streams: ['connection', 'lines', 'one-read', 'timeouts', 'non-blocking', 'end', 'select'],
  'stream-sockets': ['sharing', 'read-ahead', 'forged'],
  'stream-openings': ['asynchronous', 'persistent', 'accept-in-time'],
};

/** What also runs through jco's own WASI. */
const BY_JCO = new Set(['datagram', 'udp']);

const POLICY = { ...LOOPBACK, lookup: ['*'] };

describe.for(RUNTIMES)('in %s', (runtime) => {
  const chosen = Object.entries(CASES).filter(([name]) => runtime === 'wasmtime' || BY_JCO.has(name));
  describe.for(chosen)('%s', ([name, cases]) => {
    const guest = fileURLToPath(new URL(`../properties/guests/${name}.ts`, import.meta.url));
    let ready: Ready;
    beforeAll(async () => {
      ready = await prepare(runtime, await buildGuest(guest));
    });

    test.for(cases.flatMap((testCase) => INTERNET.map((family) => [testCase, family] as const)))(
      '%s over %s is the same',
      { timeout: 60_000 },
      async (args) => {
        const here = await run(guest, args, { linking: 'blocking', policy: POLICY });
        const there = runReady(ready, args);
        expect(await there.exited, there.stderr).toBe(0);
        expect(there.stdout.split('\n').slice(0, -1)).toEqual(here.lines);
        expect(there.stderr).toBe(here.warnings.map((warning) => `Warning: ${warning}\n`).join(''));
      },
    );
  });
});
