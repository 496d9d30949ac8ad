import { cFunctions, Scratch } from './libc.ts';

const raw = cFunctions({
  gettid: 'int gettid()',
  time: 'int clock_gettime(int clock, uintptr_t time)',
});

const timespec = new Scratch(16);

/** The number of the calling thread in the system: gettid(2). */
export function currentThread(): number {
  return raw.gettid();
}

/**
 * The CPU time of a thread of this process, in milliseconds; undefined if the thread has ended.
 *
 * @param thread as `currentThread` gives it
 */
export function threadCpuMs(thread: number): number | undefined {
  return clockMs((~thread << 3) | PER_THREAD | SCHEDULER_TIME);
}

/** The CPU time of all threads of a process, also of those that have ended, in milliseconds; undefined if it has ended. */
export function processCpuMs(pid: number): number | undefined {
  return clockMs((~pid << 3) | SCHEDULER_TIME);
}

// Linux: the id of such a clock is the complement of a thread's or process' number, shifted, with these bits.
// pthread_getcpuclockid(3) and clock_getcpuclockid(3) make the same.
const PER_THREAD = 4;
const SCHEDULER_TIME = 2;

function clockMs(clock: number): number | undefined {
  if (raw.time(clock, timespec.address) !== 0) return undefined;
  return Number(timespec.view.getBigInt64(0, true)) * 1000 + Number(timespec.view.getBigInt64(8, true)) / 1e6;
}
