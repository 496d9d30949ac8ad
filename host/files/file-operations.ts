// Operations on an open file. Those that transfer bytes are system calls on regular files, which wait for the disk and
// nothing else. Each transfers a bounded number of bytes, and a guest that was killed ends after it.
import { errnoNumber } from '../os/errno.ts';
import { append, fadvise, fdatasync, fsync, ftruncate, pread, pwrite } from '../os/file-calls.ts';
import { type FileFacts, factsOf } from '../os/file-facts.ts';
import { type AdviceName, platform } from '../os/platform.ts';
import { type NewTimes, setTimesOf } from './file-times.ts';
import type { OpenFile } from './open-file.ts';

const EBADF = errnoNumber('ebadf');
const EFBIG = errnoNumber('efbig');
const EINVAL = errnoNumber('einval');
const EIO = errnoNumber('eio');
const EAGAIN = errnoNumber('eagain');
const EISDIR = errnoNumber('eisdir');
const EROFS = errnoNumber('erofs');

/** How many bytes one call transfers at most. */
export const MOST_TRANSFERRED = 1 << 20;

/** The largest position in a file. */
export const LAST_POSITION = 2n ** 63n - 1n;

/** Whether a file may be read. @returns 0 or minus the system's errno */
export function readable({ access, type }: OpenFile): number {
  if (type === 'directory') return -EISDIR;
  return access.read ? 0 : -EBADF;
}

/** Whether a file may be written. @returns 0 or minus the system's errno */
export function writable({ access, type }: OpenFile): number {
  if (!access.mutate) return -EROFS;
  if (type === 'directory') return -EISDIR;
  return access.write ? 0 : -EBADF;
}

/** Reads at an address. @returns bytes, 0 at the end; or minus the system's errno */
export function readAt(file: OpenFile, address: number, length: number, offset: bigint): number {
  file.files.begin();
  const refused = readable(file);
  if (refused < 0) return refused;
  if (offset > LAST_POSITION) return -EINVAL;
  return transferred(pread(file.fd, address, Math.min(length, MOST_TRANSFERRED), offset));
}

/** Writes bytes at an address, to a position or (undefined) to the end. @returns how many; or minus the system's errno */
export function writeAt(file: OpenFile, address: number, length: number, offset: bigint | undefined): number {
  file.files.begin();
  const refused = writable(file);
  if (refused < 0) return refused;
  const most = Math.min(length, MOST_TRANSFERRED);
  if (offset === undefined) return transferred(append(file.fd, address, most));
  return offset > LAST_POSITION ? -EFBIG : transferred(pwrite(file.fd, address, most, offset));
}

/** What can be waited for is not opened here, so that EAGAIN would be waited for in vain. */
function transferred(outcome: number): number {
  return outcome === -EAGAIN ? -EIO : outcome;
}

export function statOf(file: OpenFile): FileFacts | number {
  file.files.begin();
  return factsOf(file.fd);
}

export function setSize(file: OpenFile, size: bigint): number {
  file.files.begin();
  const refused = writable(file);
  if (refused < 0) return refused;
  return size > LAST_POSITION ? -EFBIG : ftruncate(file.fd, size);
}

/** Sets times, for which a file need not be open for writing. */
export function setTimesOfFile(file: OpenFile, times: NewTimes): number {
  file.files.begin();
  return file.access.mutate ? setTimesOf(file.fd, times) : -EROFS;
}

/** Waits until what was written is on the disk. "Succeeds with no effect if not opened for writing." */
export function synchronize(file: OpenFile, how: 'data' | 'all'): number {
  file.files.begin();
  if (!file.access.write && !(file.type === 'directory' && file.access.mutate)) return 0;
  return how === 'data' ? fdatasync(file.fd) : fsync(file.fd);
}

export function advise(file: OpenFile, offset: bigint, length: bigint, advice: AdviceName): number {
  file.files.begin();
  if (file.type === 'directory') return -EBADF;
  if (offset > LAST_POSITION || length > LAST_POSITION) return -EINVAL;
  return fadvise(file.fd, offset, length, platform.advice[advice]);
}
