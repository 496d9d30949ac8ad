import { expect, test } from 'vitest';
import { GUEST_WORDS, Guests, MAX_GUEST, MAX_GUESTS } from '#host/exchange/guests';

test('guests have ids that are not given out again soon', () => {
  const guests = new Guests(new Int32Array(new SharedArrayBuffer(4 * GUEST_WORDS)));
  const first = guests.add();
  guests.delete(first);
  expect(guests.has(first)).toBe(false);
  const second = guests.add();
  expect(second).not.toBe(first);
  guests.delete(first);
  expect(guests.has(second)).toBe(true);
});

test('guests whose place in the table is taken get the next', () => {
  const words = new Int32Array(new SharedArrayBuffer(4 * GUEST_WORDS));
  const guests = new Guests(words);
  // 1 is no guest's: it is that of init.
  expect([guests.add(), guests.add()]).toEqual([2, 3]);
  words[0] = MAX_GUESTS + 1;
  expect(guests.add()).toBe(MAX_GUESTS + 4);
  expect(guests.has(2)).toBe(true);
  words[0] = MAX_GUEST - 1;
  expect([guests.add(), guests.add()]).toEqual([MAX_GUEST, 5]);
});

test('guests are no more than the table has room for', () => {
  const guests = new Guests(new Int32Array(new SharedArrayBuffer(4 * GUEST_WORDS)));
  for (let i = 0; i < MAX_GUESTS; i++) guests.add();
  expect(() => guests.add()).toThrow(RangeError);
});
