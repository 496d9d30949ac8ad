// What a guest is told of its standard streams, and how it may change them.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { fileSize, type StreamKind } from '../os/stream-kind.ts';
import { SUCCESS, wasiErrno } from './errno.ts';
import type { GuestStream, GuestStreams } from './streams.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');

/** `filetype`. WASI has none for pipes. A stream that is not open fails when it is used. */
const FILE_TYPES: Readonly<Record<StreamKind, number>> = {
  none: 0,
  other: 0,
  pipe: 0,
  'block-device': 1,
  'character-device': 2,
  terminal: 2,
  'regular-file': 4,
  'datagram-socket': 5,
  'stream-socket': 6,
};

/** `rights`: bits in the lower half. */
const RIGHTS = {
  read: 1 << 1,
  seek: 1 << 2,
  setFlags: 1 << 3,
  tell: 1 << 5,
  write: 1 << 6,
  filestatGet: 1 << 21,
  poll: 1 << 27,
};

/** The rights by which wasi-libc's isatty(3) distinguishes other character devices from terminals. */
const NO_TERMINAL = RIGHTS.seek | RIGHTS.tell;

/** `fdflags`: the one that a standard stream takes. */
const NONBLOCK = 4;

/** The sizes and offsets of `fdstat` and `filestat`, in bytes. */
const FDSTAT = { size: 24, flags: 2, rights: 8 };
const FILESTAT = { size: 64, inode: 8, type: 16, links: 24, fileSize: 32 };

function rightsOf({ stream: { direction, kind } }: GuestStream): number {
  const common = RIGHTS.setFlags | RIGHTS.filestatGet | RIGHTS.poll | RIGHTS[direction];
  return kind === 'character-device' ? common | NO_TERMINAL : common;
}

/** `fd_fdstat_*`, `fd_filestat_get` and `fd_close`. */
export function streamFactFunctions(memory: GuestMemory, streams: GuestStreams) {
  /** A view of zeros for a struct; undefined if it is not in the memory. */
  const struct = (at: number, size: number): DataView | undefined => {
    if (!memory.holds(at, size)) return undefined;
    const { buffer } = memory.view();
    new Uint8Array(buffer, at >>> 0, size).fill(0);
    return new DataView(buffer, at >>> 0, size);
  };
  return {
    fd_fdstat_get: (fd: number, at: number): number => {
      const own = streams[fd];
      if (own === undefined) return EBADF;
      const view = struct(at, FDSTAT.size);
      if (view === undefined) return EFAULT;
      view.setUint8(0, FILE_TYPES[own.stream.kind]);
      view.setUint16(FDSTAT.flags, own.nonBlocking ? NONBLOCK : 0, true);
      view.setUint32(FDSTAT.rights, rightsOf(own), true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: (fd: number, flags: number): number => {
      const own = streams[fd];
      if (own === undefined) return EBADF;
      if ((flags & ~NONBLOCK) !== 0) return EINVAL;
      own.nonBlocking = (flags & NONBLOCK) !== 0;
      return SUCCESS;
    },
    // The file, its device and its times are not told to the guest.
    fd_filestat_get: (fd: number, at: number): number => {
      const own = streams[fd];
      if (own === undefined) return EBADF;
      const view = struct(at, FILESTAT.size);
      if (view === undefined) return EFAULT;
      view.setUint32(FILESTAT.inode, fd, true);
      view.setUint8(FILESTAT.type, FILE_TYPES[own.stream.kind]);
      view.setUint32(FILESTAT.links, 1, true);
      view.setBigUint64(FILESTAT.fileSize, BigInt(fileSize(own.stream.fd)), true);
      return SUCCESS;
    },
    // The standard streams belong to the host. Programs close them at their end, so a close succeeds and does nothing.
    fd_close: (fd: number): number => (streams[fd] === undefined ? EBADF : SUCCESS),
  };
}
