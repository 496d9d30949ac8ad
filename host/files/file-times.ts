import { errnoNumber } from '../os/errno.ts';
import { setTimes } from '../os/file-calls.ts';
import { Scratch } from '../os/libc.ts';
import { platform } from '../os/platform.ts';

const EINVAL = errnoNumber('einval');
const NS_PER_S = 1_000_000_000n;

/** The last second that Linux can express. */
const LAST_SECOND = 2n ** 63n - 1n;

/** A time to set: nanoseconds since 1970, or one of these. */
export type NewTime = bigint | 'now' | 'no-change';

/** The times of a file: when it was read, and written. */
export interface NewTimes {
  readonly accessed: NewTime;
  readonly modified: NewTime;
}

/** Two `struct timespec`. */
const scratch = new Scratch(32);

function put(at: number, time: NewTime): void {
  const { view } = scratch;
  const isTime = typeof time === 'bigint';
  view.setBigInt64(at, isTime ? time / NS_PER_S : 0n, true);
  const special = time === 'now' ? platform.UTIME_NOW : platform.UTIME_OMIT;
  view.setBigInt64(at + 8, isTime ? time % NS_PER_S : BigInt(special), true);
}

/** Sets the times of what a descriptor is of. @returns 0 or minus the system's errno */
export function setTimesOf(fd: number, { accessed, modified }: NewTimes): number {
  if (isTooLate(accessed) || isTooLate(modified)) return -EINVAL;
  put(0, accessed);
  put(16, modified);
  return setTimes(fd, scratch.address);
}

function isTooLate(time: NewTime): boolean {
  return typeof time === 'bigint' && time / NS_PER_S > LAST_SECOND;
}
