import { closeSync, openSync, writeSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { GuestTrap } from '#host/trap';
import { BlockingWaiter } from '#host/wait/blocking';
import { GuestKilled } from '#host/wait/waiter';
import { ERRNO, PAGE, pipe, Preview1 } from '../../support/preview1.ts';

const FROM = 0;
const TO = 8192;
const COUNT = 16_384;
const CLOCK = 0;
const READ = 1;
const WRITE = 2;
const REALTIME = 0;
const MONOTONIC = 1;

type Subscription =
  { clock: number; timeout: bigint; absolute?: boolean } | { read: number } | { write: number } | { tag: number };

function put(wasi: Preview1, subscriptions: readonly Subscription[]): void {
  for (const [index, each] of subscriptions.entries()) {
    const at = FROM + index * 48;
    const { view } = wasi;
    view.setBigUint64(at, 0xffff_ffff_0000_0000n + BigInt(index), true);
    view.setUint8(at + 8, 'clock' in each ? CLOCK : 'read' in each ? READ : 'write' in each ? WRITE : each.tag);
    if ('clock' in each) {
      view.setUint32(at + 16, each.clock, true);
      view.setBigUint64(at + 24, each.timeout, true);
      view.setUint16(at + 40, each.absolute === true ? 1 : 0, true);
    }
    if ('read' in each) view.setUint32(at + 16, each.read, true);
    if ('write' in each) view.setUint32(at + 16, each.write, true);
  }
}

/** The events: the position of the subscription, its type, its error, and whether the other end has hung up. */
function poll(wasi: Preview1, ...subscriptions: Subscription[]): unknown {
  put(wasi, subscriptions);
  const errno = wasi.call('poll_oneoff', FROM, TO, subscriptions.length, COUNT);
  if (errno !== ERRNO.success) return errno;
  return Array.from({ length: wasi.word(COUNT) }, (_, index) => {
    const { view } = wasi;
    const at = TO + index * 32;
    const position = Number(view.getBigUint64(at, true) - 0xffff_ffff_0000_0000n);
    return [position, view.getUint8(at + 10), view.getUint16(at + 8, true), view.getUint16(at + 24, true)];
  });
}

function time(wasi: Preview1, clock: number): bigint {
  wasi.call('clock_time_get', clock, 0n, COUNT + 8);
  return wasi.view.getBigUint64(COUNT + 8, true);
}

const MS = 1_000_000n;

test.each([REALTIME, MONOTONIC])('a sleep by clock %i ends when it is due, not before', (clock) => {
  const wasi = new Preview1();
  const start = time(wasi, MONOTONIC);
  expect(poll(wasi, { clock, timeout: 3n * MS + 1n })).toEqual([[0, CLOCK, 0, 0]]);
  expect(time(wasi, MONOTONIC) - start).toBeGreaterThan(3n * MS);
  const due = time(wasi, clock) + 3n * MS;
  expect(poll(wasi, { clock, timeout: due, absolute: true })).toEqual([[0, CLOCK, 0, 0]]);
  expect(time(wasi, clock)).toBeGreaterThanOrEqual(due);
});

test('a time that has been is due at once; of several clocks those that are due are told', () => {
  const wasi = new Preview1();
  const past = time(wasi, MONOTONIC) - 1n;
  expect(
    poll(
      wasi,
      { clock: MONOTONIC, timeout: 1n << 62n },
      { clock: MONOTONIC, timeout: past, absolute: true },
      { clock: REALTIME, timeout: 0n, absolute: true },
      { clock: REALTIME, timeout: 0xffff_ffff_ffff_ffffn, absolute: true },
      { clock: REALTIME, timeout: 0n },
    ),
  ).toEqual([1, 2, 4].map((position) => [position, CLOCK, 0, 0]));
});

test('what cannot be waited for is told at once, with its error', () => {
  const wasi = new Preview1();
  const events = poll(
    wasi,
    { clock: MONOTONIC, timeout: 1n << 62n },
    { clock: 2, timeout: 0n },
    { clock: 3, timeout: 0n },
    { clock: 4, timeout: 0n },
    { read: 1 },
    { read: 3 },
    { write: 0 },
    { write: 0xffff_ffff },
  );
  expect(events).toEqual([
    [1, CLOCK, ERRNO.notsup, 0],
    [2, CLOCK, ERRNO.notsup, 0],
    [3, CLOCK, ERRNO.inval, 0],
    [4, READ, ERRNO.badf, 0],
    [5, READ, ERRNO.badf, 0],
    [6, WRITE, ERRNO.badf, 0],
    [7, WRITE, ERRNO.badf, 0],
  ]);
});

test('no subscription, and one of no type that there is, are refused', () => {
  expect(poll(new Preview1())).toBe(ERRNO.inval);
  expect(poll(new Preview1(), { tag: 3 })).toBe(ERRNO.inval);
  expect(poll(new Preview1(), { clock: REALTIME, timeout: 0n }, { tag: 255 })).toBe(ERRNO.inval);
});

test('the input is ready when it can be read, an output when there is room', () => {
  const [read, write] = pipe();
  const [, full] = pipe();
  const soon = { clock: MONOTONIC, timeout: 2n * MS };
  const wasi = new Preview1({ stdin: read, stdout: write, stderr: full });
  wasi.call('fd_fdstat_set_flags', 2, 4);
  wasi.putBuffers(0, [0, 4096]);
  while (wasi.call('fd_write', 2, 0, 1, COUNT) === ERRNO.success);

  expect(poll(wasi, { read: 0 }, soon)).toEqual([[1, CLOCK, 0, 0]]);
  expect(poll(wasi, { write: 2 }, soon)).toEqual([[1, CLOCK, 0, 0]]);
  expect(poll(wasi, { read: 0 }, { write: 1 }, { write: 2 })).toEqual([[1, WRITE, 0, 0]]);
  writeSync(write, 'x');
  expect(poll(wasi, { write: 2 }, { read: 0 })).toEqual([[1, READ, 0, 0]]);
});

test('the end of the input can be read, and is told as such', () => {
  const [read, write] = pipe();
  closeSync(write);
  expect(poll(new Preview1({ stdin: read }), { read: 0 })).toEqual([[0, READ, 0, 1]]);
});

test.each(['/dev/null', import.meta.filename])('%s is always ready', (path) => {
  const fd = openSync(path, 'r');
  onTestFinished(() => closeSync(fd));
  expect(poll(new Preview1({ stdin: fd }), { read: 0 })).toEqual([[0, READ, 0, 0]]);
});

test('what is not open is ready: the call that is made then tells why', () => {
  expect(poll(new Preview1({ stdin: 9999 }), { read: 0 })).toEqual([[0, READ, 0, 0]]);
});

test('lists that are not in the memory are a trap', () => {
  const wasi = new Preview1();
  for (const [from, to, count, stored] of [
    [PAGE - 47, 0, 1, 0],
    [0, PAGE - 31, 1, 0],
    [0, 0, 1, PAGE - 3],
    [-1, 0, 1, 0],
    [0, 0, -1, 0],
    [0, 0, 0x5555556, 0],
    [0, 0, PAGE / 48 + 1, 0],
  ] as const) {
    expect(() => wasi.call('poll_oneoff', from, to, count, stored)).toThrow(GuestTrap);
  }
});

test('a million subscriptions cost the host no memory', () => {
  const count = 1_000_000;
  const wasi = new Preview1({}, { pages: Math.ceil((count * 48) / PAGE) });
  // The guest's memory is the system's to give as soon as it is written.
  wasi.bytes(0, count * 48).fill(0);
  const before = process.memoryUsage();
  expect(wasi.call('poll_oneoff', 0, 0, count, 0)).toBe(ERRNO.success);
  const after = process.memoryUsage();
  expect(after.rss + after.heapUsed - before.rss - before.heapUsed).toBeLessThan(32 << 20);
  expect(wasi.word(0)).toBe(count);
});

test('a guest that is killed meanwhile looks at no more subscriptions', () => {
  class Ending extends BlockingWaiter {
    looks = 0;
    override checkCancelled(): void {
      if (++this.looks > 2) throw new GuestKilled();
    }
  }
  const count = 1_000_000;
  const wasi = new Preview1({}, { pages: Math.ceil((count * 48) / PAGE), waiter: new Ending() });
  expect(() => wasi.call('poll_oneoff', 0, 0, count, 0)).toThrow(GuestKilled);
});
