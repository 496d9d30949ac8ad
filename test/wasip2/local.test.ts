// Local sockets, which a wasip2 guest has in its own memory, in a real wasmtime: their bounds, and that random
// operations give what they give on this package's host, where local sockets are the system's. Cases: properties.ts.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { argumentsFor } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';
import { isNewKernel } from '../support/kernel.ts';
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

/** The SHA-256 of what the guest printed on Linux 6.18, where each of its 8,000 operations was a system call. */
const RECORDED = '483fd4971ed9bb7481b0ff640342d44448a0a0e64ac95cc4f43fc6d307fec2f3';

// Where older kernels differ, in corners, wasip2 guests do as newer ones: what comes first where a call has two reasons
// to fail, and what SO_PASSCRED gives a connection that has not been accepted. There, the record alone decides.
test.skipIf(!hasWasmtime)('random operations give what they give in Linux', { timeout: 60_000 }, async () => {
  const guest = fileURLToPath(new URL('../properties/guests/local-random.ts', import.meta.url));
  const args = [...argumentsFor('random', 'unix'), '1', '80', '100'];
  const there = runReady(await prepare('wasmtime', await buildGuest(guest)), args);
  expect(await there.exited, there.stderr).toBe(0);
  const lines = there.stdout.split('\n').slice(0, -1);
  const inLinux = isNewKernel ? (await run(guest, args, { linking: 'blocking', policy: LOOPBACK })).lines : lines;
  expect(lines).toHaveLength(8000);
  expect(lines).toEqual(inLinux);
  expect(createHash('sha256').update(there.stdout).digest('hex')).toBe(RECORDED);
});
