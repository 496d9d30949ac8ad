// What a guest is told of its files, and how it changes them, by descriptor.
import { advise, setSize, setTimesOfFile, statOf, synchronize } from '../files/file-operations.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { AdviceName } from '../os/platform.ts';
import type { Descriptors, GuestFile } from './descriptors.ts';
import { SUCCESS, wasiErrno } from './errno.ts';
import { FileMemory, told } from './file-memory.ts';
import {
  FDFLAGS,
  fdflagsOf,
  FDSTAT_SIZE,
  FILESTAT_SIZE,
  newTimes,
  PRESTAT_SIZE,
  putFdstat,
  putFilestat,
} from './file-structs.ts';

const EBADF = wasiErrno('badf');
const EINVAL = wasiErrno('inval');
const EFAULT = wasiErrno('fault');
const ENAMETOOLONG = wasiErrno('nametoolong');
const ENOTSOCK = wasiErrno('notsock');
const ENOTSUP = wasiErrno('notsup');

/** `advice`, in the order of the specification. */
const ADVICE: readonly AdviceName[] = ['normal', 'sequential', 'random', 'will-need', 'dont-need', 'no-reuse'];

/** The flags that can be changed. */
const CHANGEABLE = FDFLAGS.append | FDFLAGS.nonblock;

export function fileFactFunctions(memory: GuestMemory, descriptors: Descriptors) {
  const room = new FileMemory(memory);

  const on = (fd: number, call: (own: GuestFile) => number): number => {
    const own = descriptors.file(fd);
    return own === undefined ? EBADF : call(own);
  };

  return {
    fd_advise: (fd: number, offset: bigint, length: bigint, advice: number): number =>
      on(fd, ({ file }) => {
        const name = ADVICE[advice >>> 0];
        if (name === undefined) return EINVAL;
        return told(advise(file, BigInt.asUintN(64, offset), BigInt.asUintN(64, length), name));
      }),
    // As in WASI 0.2, which has left it out: not every file system can do it.
    fd_allocate: (): number => ENOTSUP,
    fd_datasync: (fd: number): number => on(fd, ({ file }) => told(synchronize(file, 'data'))),
    fd_fdstat_get: (fd: number, at: number): number => on(fd, (own) => room.struct(at, FDSTAT_SIZE, own, putFdstat)),
    fd_fdstat_set_flags: (fd: number, flags: number): number =>
      on(fd, (own) => {
        if (flags >>> 5 !== 0) return EINVAL;
        if (((flags ^ fdflagsOf(own)) & ~CHANGEABLE) !== 0) return ENOTSUP;
        own.append = (flags & FDFLAGS.append) !== 0;
        own.nonBlocking = (flags & FDFLAGS.nonblock) !== 0;
        return SUCCESS;
      }),
    fd_fdstat_set_rights: (): number => ENOTSUP,
    fd_filestat_get: (fd: number, at: number): number =>
      on(fd, ({ file }) => room.struct(at, FILESTAT_SIZE, statOf(file), putFilestat)),
    fd_filestat_set_size: (fd: number, size: bigint): number =>
      on(fd, ({ file }) => told(setSize(file, BigInt.asUintN(64, size)))),
    fd_filestat_set_times: (fd: number, accessed: bigint, modified: bigint, flags: number): number =>
      on(fd, ({ file }) => {
        const times = newTimes(accessed, modified, flags);
        return times === undefined ? EINVAL : told(setTimesOfFile(file, times));
      }),
    fd_prestat_get: (fd: number, at: number): number =>
      on(fd, ({ given }) =>
        given === undefined
          ? EBADF
          : room.struct(at, PRESTAT_SIZE, given, (view) => view.setUint32(4, given.length, true)),
      ),
    fd_prestat_dir_name: (fd: number, pointer: number, length: number): number =>
      on(fd, ({ given }) => {
        if (given === undefined) return EBADF;
        if (length >>> 0 < given.length) return ENAMETOOLONG;
        if (!memory.holds(pointer, given.length)) return EFAULT;
        memory.copyIn(pointer >>> 0, given);
        return SUCCESS;
      }),
    fd_sync: (fd: number): number => on(fd, ({ file }) => told(synchronize(file, 'all'))),
    sock_accept: (): number => ENOTSOCK,
    sock_recv: (): number => ENOTSOCK,
    sock_send: (): number => ENOTSOCK,
    sock_shutdown: (): number => ENOTSOCK,
  };
}
