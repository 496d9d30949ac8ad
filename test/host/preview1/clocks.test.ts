import { expect, test } from 'vitest';
import { ERRNO, PAGE, Preview1 } from '../../support/preview1.ts';

const REALTIME = 0;
const MONOTONIC = 1;
const PROCESS = 2;
const THREAD = 3;
const ALL = [REALTIME, MONOTONIC, PROCESS, THREAD];

function time(wasi: Preview1, clock: number): bigint {
  expect(wasi.call('clock_time_get', clock, 0n, 8)).toBe(ERRNO.success);
  return wasi.view.getBigUint64(8, true);
}

test('the wall clock is the system’s, in nanoseconds', () => {
  const before = BigInt(Date.now()) * 1_000_000n;
  const now = time(new Preview1(), REALTIME);
  const after = BigInt(Date.now() + 1) * 1_000_000n;
  expect(now >= before && now <= after).toBe(true);
});

test.each([MONOTONIC, PROCESS, THREAD])('clock %i does not go back', (clock) => {
  const wasi = new Preview1();
  const times = Array.from({ length: 1000 }, () => time(wasi, clock));
  expect(times.every((each, index) => index === 0 || each >= (times[index - 1] ?? 0n))).toBe(true);
});

test('CPU time is the guest’s, not that of the process before it', () => {
  const spent = process.cpuUsage();
  const sum = BigInt(spent.user + spent.system) * 1000n;
  const wasi = new Preview1();
  for (const clock of [PROCESS, THREAD]) expect(time(wasi, clock)).toBeLessThan(sum / 2n);
});

test.each(ALL)('clock %i has a resolution of a millisecond or finer', (clock) => {
  const wasi = new Preview1();
  expect(wasi.call('clock_res_get', clock, 8)).toBe(ERRNO.success);
  const resolution = wasi.view.getBigUint64(8, true);
  expect(resolution > 0n && resolution <= 1_000_000n).toBe(true);
});

test.each([4, 5, -1, 0x7fff_ffff, -0x8000_0000])('there is no clock %i', (clock) => {
  const wasi = new Preview1();
  expect(wasi.call('clock_time_get', clock, 0n, 8)).toBe(ERRNO.inval);
  expect(wasi.call('clock_res_get', clock, 8)).toBe(ERRNO.inval);
});

test.each([PAGE - 7, PAGE, -1, -8])('a time is not written at %i, outside of the memory', (at) => {
  const wasi = new Preview1();
  for (const clock of ALL) {
    expect(wasi.call('clock_time_get', clock, 0n, at)).toBe(ERRNO.fault);
    expect(wasi.call('clock_res_get', clock, at)).toBe(ERRNO.fault);
  }
  expect(wasi.call('clock_time_get', REALTIME, 0n, PAGE - 8)).toBe(ERRNO.success);
});
