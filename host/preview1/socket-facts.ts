// What a guest is told of its sockets, and how it may change them.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import type { Descriptors, GuestSocket } from './descriptors.ts';
import { SUCCESS, wasiErrno } from './errno.ts';
import { FileMemory } from './file-memory.ts';
import { FDFLAGS, FDSTAT_SIZE, FILE_TYPES, FILESTAT_SIZE, PRESTAT_SIZE } from './file-structs.ts';

const DATAGRAM_SOCKET = 5;
const EBADF = wasiErrno('badf');
const EINVAL = wasiErrno('inval');

/** `rights`: bits in the lower half. */
const RIGHTS = {
  read: 1 << 1,
  setFlags: 1 << 3,
  write: 1 << 6,
  filestatGet: 1 << 21,
  poll: 1 << 27,
  shutdown: 1 << 28,
  accept: 1 << 29,
};

const OF_BOTH = RIGHTS.setFlags | RIGHTS.filestatGet | RIGHTS.poll | RIGHTS.shutdown;
const OF_CONNECTIONS = OF_BOTH | RIGHTS.read | RIGHTS.write;
/** Perhaps a listener. */
const OF_GIVEN = OF_CONNECTIONS | RIGHTS.accept;

/**
 * `preopentype` of what is given to a guest and is no directory. The specification has none. With an error instead, the
 * libraries of C and Rust would look for no directory after a listener, or end the program. These, Go's and Zig's pass over it.
 */
const NO_DIRECTORY = 1;

/** `filetype`: `socket_dgram`; otherwise `socket_stream`. */
function typeOf({ type }: HostSocket): number {
  return type === 'dgram' ? DATAGRAM_SOCKET : FILE_TYPES.socket;
}

function putFdstat(view: DataView, { socket, isGiven }: GuestSocket): void {
  view.setUint8(0, typeOf(socket));
  view.setUint16(2, socket.blocking ? 0 : FDFLAGS.nonblock, true);
  view.setUint32(8, isGiven ? OF_GIVEN : OF_CONNECTIONS, true);
  view.setUint32(16, isGiven ? OF_CONNECTIONS : 0, true);
}

/** `fd_fdstat_*`, `fd_filestat_get` and `fd_prestat_*` on sockets. */
export function socketFactFunctions(memory: GuestMemory, descriptors: Descriptors) {
  const room = new FileMemory(memory);
  const on = (fd: number, call: (own: GuestSocket) => number): number => {
    const own = descriptors.socket(fd);
    return own === undefined ? EBADF : call(own);
  };
  return {
    fd_fdstat_get: (fd: number, at: number): number => on(fd, (own) => room.struct(at, FDSTAT_SIZE, own, putFdstat)),
    fd_fdstat_set_flags: (fd: number, flags: number): number =>
      on(fd, ({ socket }) => {
        if ((flags & ~FDFLAGS.nonblock) !== 0) return EINVAL;
        socket.blocking = (flags & FDFLAGS.nonblock) === 0;
        return SUCCESS;
      }),
    // No more than of a standard stream: a number for it in place of an inode, and what it is.
    fd_filestat_get: (fd: number, at: number): number =>
      on(fd, (own) =>
        room.struct(at, FILESTAT_SIZE, own, (view) => {
          view.setUint32(8, fd, true);
          view.setUint8(16, typeOf(own.socket));
          view.setUint32(24, 1, true);
        }),
      ),
    fd_prestat_get: (fd: number, at: number): number =>
      on(fd, (own) =>
        own.isGiven ? room.struct(at, PRESTAT_SIZE, own, (view) => view.setUint8(0, NO_DIRECTORY)) : EBADF,
      ),
    /** It has no name. */
    fd_prestat_dir_name: (fd: number): number => on(fd, ({ isGiven }) => (isGiven ? SUCCESS : EBADF)),
  };
}
