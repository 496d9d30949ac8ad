import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { errnoNumber } from './errno.ts';
import { cFunctions, errno, read, readyEvents, recv, Scratch, send, write } from './libc.ts';
import { platform } from './platform.ts';
import { type StreamKind, streamKind } from './stream-kind.ts';
import { type StreamMeter, UNLIMITED } from './stream-meter.ts';
import { refuseOverflow } from '../stack-room.ts';

// Reads and writes a descriptor that other programs, threads and guests share. It never waits, and never changes the mode,
// which others share. How it does that depends on the kind of the descriptor:
//
//   sockets                  MSG_DONTWAIT
//   files, block devices     read(2), write(2): they take no longer than the disk
//   pipes and others         preadv2(2), pwritev2(2) with RWF_NOWAIT, if they support it; pipes do since Linux 6.4
//   terminals                a file description of their own, which is non-blocking
//   the rest                 after poll(2), as much as certainly fits; another program may still be faster

const EAGAIN = errnoNumber('eagain');
const EOPNOTSUPP = errnoNumber('eopnotsupp');
const ENOSYS = errnoNumber('enosys');
const { MSG_DONTWAIT, PIPE_BUF, POLLIN, POLLOUT, RWF_NOWAIT } = platform;

/** A way to transfer bytes at an address. @returns how many, or minus the system's errno */
interface Way {
  read(fd: number, address: number, length: number): number;
  write(fd: number, address: number, length: number): number;
}

const PLAIN: Way = { read, write };

const SOCKET: Way = {
  read: (fd, address, length) => recv(fd, address, length, MSG_DONTWAIT),
  // A socket as a standard stream may raise SIGPIPE, as a pipe may: broken-pipe.ts.
  write: (fd, address, length) => send(fd, address, length, MSG_DONTWAIT),
};

const AFTER_POLL: Way = {
  read: (fd, address, length) => (readyEvents(fd, POLLIN) === 0 ? -EAGAIN : read(fd, address, length)),
  write: (fd, address, length) =>
    readyEvents(fd, POLLOUT) === 0 ? -EAGAIN : write(fd, address, Math.min(length, PIPE_BUF)),
};

/** `struct iovec`. */
const iovec = new Scratch(16);
const words = new Uint32Array(iovec.buffer);

type Vectored = (fd: number, iovec: number, count: number, offset: number, flags: number) => number;

const raw: Readonly<Record<'preadv2' | 'pwritev2', Vectored>> = cFunctions({
  preadv2: 'intptr_t preadv2(int fd, uintptr_t iov, int count, int64_t offset, int flags)',
  pwritev2: 'intptr_t pwritev2(int fd, uintptr_t iov, int count, int64_t offset, int flags)',
});

/** A function that some C libraries lack. */
function optional(name: 'preadv2' | 'pwritev2'): Vectored {
  try {
    return raw[name];
  } catch (error) {
    refuseOverflow(error);
    return () => -ENOSYS;
  }
}

function withoutWaiting(name: 'preadv2' | 'pwritev2', fd: number, address: number, length: number): number {
  words[0] = address;
  words[1] = address / 0x1_0000_0000;
  words[2] = length;
  const moved = optional(name)(fd, iovec.address, 1, -1, RWF_NOWAIT ?? 0);
  return moved < 0 ? -errno() : moved;
}

const NO_WAIT: Way | undefined =
  RWF_NOWAIT === null
    ? undefined
    : {
        read: (fd, address, length) => withoutWaiting('preadv2', fd, address, length),
        write: (fd, address, length) => withoutWaiting('pwritev2', fd, address, length),
      };

const WAYS: Readonly<Partial<Record<StreamKind, Way>>> = {
  'stream-socket': SOCKET,
  'datagram-socket': SOCKET,
  'regular-file': PLAIN,
  'block-device': PLAIN,
};

/** Records the descriptors that a stream opens, so that they are closed. */
export interface Holder {
  /** Records the descriptor that `make` opens. @returns it, or the negative number that it returned */
  open(make: () => number): number;
}

/** A shared descriptor, for one direction. Its kind is determined at its first use. */
export class SharedStream {
  /** The descriptor to wait for. Reading and writing go through `read` and `write`. */
  readonly fd: number;
  readonly direction: 'read' | 'write';
  readonly #holder: Holder;
  readonly #meter: StreamMeter;
  #kind: StreamKind | undefined;
  #way: Way | undefined;
  /** The descriptor that `#way` takes. */
  #used: number;

  /** @param holder closes what the stream opens, after its last use */
  constructor(fd: number, direction: 'read' | 'write', holder: Holder, meter: StreamMeter = UNLIMITED) {
    this.fd = fd;
    this.direction = direction;
    this.#holder = holder;
    this.#meter = meter;
    this.#used = fd;
  }

  get kind(): StreamKind {
    return (this.#kind ??= streamKind(this.fd));
  }

  /** The events to wait for after −EAGAIN, POLL*. */
  get events(): number {
    return this.direction === 'read' ? POLLIN : POLLOUT;
  }

  /** Reads or writes at an address, as much as is possible now. @returns bytes, or minus the system's errno: EAGAIN */
  transfer(address: number, length: number): number {
    const allowed = this.#meter.take(length);
    const moved = this.#attempt(address, allowed);
    if (moved < allowed) this.#meter.giveBack(allowed - Math.max(0, moved));
    return moved;
  }

  #attempt(address: number, length: number): number {
    const way = (this.#way ??= WAYS[this.kind] ?? NO_WAIT ?? this.#otherWay());
    const moved = way[this.direction](this.#used, address, length);
    if (way !== NO_WAIT || (moved !== -EOPNOTSUPP && moved !== -ENOSYS)) return moved;
    this.#way = this.#otherWay();
    return this.#way[this.direction](this.#used, address, length);
  }

  /** For descriptors that do not support RWF_NOWAIT. */
  #otherWay(): Way {
    if (this.kind !== 'terminal' && this.kind !== 'pipe') return AFTER_POLL;
    const own = this.#holder.open(() => reopen(this.fd, this.direction) ?? -1);
    if (own < 0) return AFTER_POLL;
    this.#used = own;
    return PLAIN;
  }
}

/** makedev(5, 2): terminal masters. Opening one makes another terminal. */
const PTMX = 0x502;

/** Another file description of the same terminal or pipe, non-blocking. @returns undefined if it cannot be opened */
function reopen(fd: number, direction: 'read' | 'write'): number | undefined {
  if (fstatSync(fd).rdev === PTMX) return undefined;
  const mode = direction === 'read' ? constants.O_RDONLY : constants.O_WRONLY;
  try {
    const own = openSync(`/dev/fd/${fd}`, mode | constants.O_NONBLOCK | constants.O_NOCTTY);
    if (fstatSync(own).ino === fstatSync(fd).ino) return own;
    closeSync(own);
  } catch (error) {
    refuseOverflow(error);
    // EACCES after a change of user, ENXIO if nobody reads the pipe yet, no /dev/fd …
  }
  return undefined;
}
