import { libc, Scratch } from './libc.ts';

const gettid: () => number = libc.func('int gettid()');
const clockGettime: (clock: number, time: number) => number = libc.func('int clock_gettime(int clock, uintptr_t time)');

const timespec = new Scratch(16);

/** The number of the calling thread in the system: gettid(2). */
export function currentThread(): number {
  return gettid();
}

/**
 * The CPU time of a thread of this process, in milliseconds; undefined if the thread has ended.
 *
 * @param thread as `currentThread` gives it
 */
export function threadCpuMs(thread: number): number | undefined {
  // Linux: the id of a thread's clock is the complement of its number, shifted, with the bits for "thread" and "scheduler
  // time". pthread_getcpuclockid(3) makes the same.
  if (clockGettime((~thread << 3) | 4 | 2, timespec.address) !== 0) return undefined;
  return Number(timespec.view.getBigInt64(0, true)) * 1000 + Number(timespec.view.getBigInt64(8, true)) / 1e6;
}
