import { cFunctions, errno, Scratch } from './libc.ts';
import { type ClockName, platform } from './platform.ts';

const raw = cFunctions({
  time: 'int clock_gettime(int clock, uintptr_t time)',
  resolution: 'int clock_getres(int clock, uintptr_t resolution)',
});

/** A `struct timespec`: seconds, then nanoseconds. */
const timespec = new Scratch(16);

/** The time of a clock in nanoseconds: clock_gettime(2). */
export function clockTime(clock: ClockName): bigint {
  return nanoseconds(clock, raw.time(platform.clocks[clock], timespec.address));
}

/** The resolution of a clock in nanoseconds: clock_getres(2). */
export function clockResolution(clock: ClockName): bigint {
  return nanoseconds(clock, raw.resolution(platform.clocks[clock], timespec.address));
}

function nanoseconds(clock: ClockName, outcome: number): bigint {
  // The system has every clock of the table.
  if (outcome < 0) throw new Error(`the clock ${clock}: errno ${errno()}`);
  return timespec.view.getBigInt64(0, true) * 1_000_000_000n + timespec.view.getBigInt64(8, true);
}
