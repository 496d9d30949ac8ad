import type { GuestMemory } from '../abi/guest-memory.ts';
import { clockResolution, clockTime } from '../os/clock.ts';
import type { ClockName } from '../os/platform.ts';
import { SUCCESS, wasiErrno } from './errno.ts';

const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');

/** The system's clock for each `clockid`. For the guest, process and thread are the same: this thread. */
const CLOCKS: readonly ClockName[] = ['realtime', 'monotonic', 'threadCpuTime', 'threadCpuTime'];

/** The `clockid` of the wall clock and of the monotonic clock. */
export const REALTIME = 0;
export const MONOTONIC = 1;

/** How many `clockid`s there are. */
export const CLOCK_COUNT = CLOCKS.length;

/** `clock_*`. CPU time counts from here on: what the thread did before is not the guest's. */
export function clockFunctions(memory: GuestMemory) {
  const before = clockTime('threadCpuTime');
  const store = (at: number, nanoseconds: bigint): number => {
    memory.view().setBigUint64(at >>> 0, nanoseconds, true);
    return SUCCESS;
  };
  return {
    clock_time_get: (id: number, _precision: bigint, at: number): number => {
      const clock = CLOCKS[id >>> 0];
      if (clock === undefined) return EINVAL;
      if (!memory.holds(at, 8)) return EFAULT;
      const time = clockTime(clock);
      return store(at, clock === 'threadCpuTime' ? time - before : time);
    },
    clock_res_get: (id: number, at: number): number => {
      const clock = CLOCKS[id >>> 0];
      if (clock === undefined) return EINVAL;
      return memory.holds(at, 8) ? store(at, clockResolution(clock)) : EFAULT;
    },
  };
}
