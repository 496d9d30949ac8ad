// A guest’s thread is not ended between a system call that makes or closes a descriptor and the record of it.
import { expect, onTestFinished, test } from 'vitest';
import { Ledger, SharedLedger } from '#host/ledger';
import { close } from '#host/os/libc';
import { cancel, createCancelHandle, guardOf, mustGoOn, setHeeds } from '#host/wait/cancel';
import { GuestKilled } from '#host/wait/waiter';

function handleOfRunning() {
  const handle = createCancelHandle();
  onTestFinished(() => void close(handle.fd));
  setHeeds(handle, false);
  return handle;
}

test('a thread in a guarded call must go on until the call is over, also if it fails', () => {
  const handle = handleOfRunning();
  const guard = guardOf(handle);
  const nested = (): boolean => guard(() => mustGoOn(handle)) && mustGoOn(handle);
  expect([mustGoOn(handle), guard(nested), mustGoOn(handle)]).toEqual([false, true, false]);
  expect(() =>
    guard(() => {
      throw new RangeError('inside');
    }),
  ).toThrow('inside');
  expect(mustGoOn(handle)).toBe(false);
});

test('once it is killed, no guarded call begins', () => {
  const handle = handleOfRunning();
  const guard = guardOf(handle);
  guard(() => cancel(handle));
  expect(() => guard(() => expect.unreachable())).toThrow(GuestKilled);
  // It ends by itself now, and closes what it has.
  expect(mustGoOn(handle)).toBe(true);
  expect(guard(() => 'closed')).toBe('closed');
});

test.each([Ledger, SharedLedger])('%o records what is made, and forgets what is closed, in guarded calls', (kind) => {
  const ledger = new kind();
  const calls: boolean[] = [];
  let inside = false;
  ledger.guard = (call) => {
    inside = true;
    const value = call();
    inside = false;
    return value;
  };
  expect(ledger.open(() => (calls.push(inside), 1000))).toBe(1000);
  expect(ledger.open(() => -24)).toBe(-24);
  expect(Array.from(ledger)).toEqual([1000]);
  ledger.close(1000, (fd) => void calls.push(inside && fd === 1000));
  expect(Array.from(ledger)).toEqual([]);
  expect(calls).toEqual([true, true]);
});
