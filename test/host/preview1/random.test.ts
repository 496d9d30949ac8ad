import { expect, test } from 'vitest';
import { BlockingWaiter } from '#host/wait/blocking';
import { GuestKilled } from '#host/wait/waiter';
import { ERRNO, PAGE, Preview1 } from '../../support/preview1.ts';

test('random bytes fill the buffer and nothing beside it', () => {
  const wasi = new Preview1({}, { pages: 8 });
  const length = 3 * PAGE + 5;
  expect(wasi.call('random_get', 100, length)).toBe(ERRNO.success);
  expect(wasi.bytes(0, 100).every((byte) => byte === 0)).toBe(true);
  expect(wasi.bytes(100 + length, PAGE).every((byte) => byte === 0)).toBe(true);
  // Each stretch of 64 zeros in a row would come once in 2^512.
  for (let at = 100; at + 64 <= 100 + length; at += 64)
    expect(wasi.bytes(at, 64).some((byte) => byte !== 0)).toBe(true);
});

test('no bytes are asked for, none come', () => {
  const wasi = new Preview1();
  expect(wasi.call('random_get', PAGE, 0)).toBe(ERRNO.success);
});

test.each([
  [PAGE - 3, 4],
  [PAGE, 1],
  [-1, 2],
  [0, -1],
  [0, PAGE + 1],
])('a buffer at %i of %i bytes is not in the memory, and none of it is written', (at, length) => {
  const wasi = new Preview1();
  expect(wasi.call('random_get', at, length)).toBe(ERRNO.fault);
  expect(wasi.bytes(0, PAGE).every((byte) => byte === 0)).toBe(true);
});

test('a guest that is killed meanwhile gets no more of it', () => {
  class Ending extends BlockingWaiter {
    looks = 0;
    override checkCancelled(): void {
      if (++this.looks > 3) throw new GuestKilled();
    }
  }
  const wasi = new Preview1({}, { pages: 64, waiter: new Ending() });
  expect(() => wasi.call('random_get', 0, 64 * PAGE)).toThrow(GuestKilled);
  expect(wasi.bytes(4 * PAGE, PAGE).every((byte) => byte === 0)).toBe(true);
});
