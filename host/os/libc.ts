import { constants } from 'node:os';
import koffi from './koffi.ts';

// The system calls that sockets need, each with the outcome as one number: what the call returned, or minus the
// system's errno. Pointers are plain numbers: the address of a Scratch, or of guest memory after its bounds check.

/** The C library this process runs on. */
export const libc = koffi.load(null);

type CFunction = ReturnType<typeof libc.func>;

/**
 * Functions of the C library, by names of the caller's. Each is declared when it is first used: a guest uses few, and declaring
 * one takes as long as many calls. From then on it is a property like any other.
 */
export function cFunctions<Name extends string>(
  declarations: Readonly<Record<Name, string>>,
): Readonly<Record<Name, CFunction>> {
  const undeclared = {};
  for (const name in declarations) {
    Object.defineProperty(undeclared, name, {
      get(this: object): CFunction {
        const value = libc.func(declarations[name]);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  }
  return Object.create(undeclared);
}

/** The errno of this thread's last failed call. */
export const errno: () => number = koffi.errno;

/** The address of a buffer's first byte. It stays valid while the buffer is neither detached nor collected. */
export function addressOf(buffer: ArrayBuffer): number {
  return Number(koffi.address(buffer));
}

/** The host's own memory for system calls, at a fixed address. */
export class Scratch {
  readonly buffer: ArrayBuffer;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly address: number;

  /** @param size bytes */
  constructor(size: number) {
    this.buffer = new ArrayBuffer(size);
    this.view = new DataView(this.buffer);
    this.bytes = new Uint8Array(this.buffer);
    this.address = addressOf(this.buffer);
  }
}

const raw = cFunctions({
  socket: 'int socket(int domain, int type, int protocol)',
  socketpair: 'int socketpair(int domain, int type, int protocol, uintptr_t fds)',
  bind: 'int bind(int fd, uintptr_t addr, uint32_t len)',
  listen: 'int listen(int fd, int backlog)',
  accept4: 'int accept4(int fd, uintptr_t addr, uintptr_t len, int flags)',
  connect: 'int connect(int fd, uintptr_t addr, uint32_t len)',
  shutdown: 'int shutdown(int fd, int how)',
  send: 'intptr_t send(int fd, uintptr_t buf, size_t len, int flags)',
  sendto: 'intptr_t sendto(int fd, uintptr_t buf, size_t len, int flags, uintptr_t addr, uint32_t alen)',
  sendmsg: 'intptr_t sendmsg(int fd, uintptr_t msg, int flags)',
  recv: 'intptr_t recv(int fd, uintptr_t buf, size_t len, int flags)',
  recvfrom: 'intptr_t recvfrom(int fd, uintptr_t buf, size_t len, int flags, uintptr_t addr, uintptr_t alen)',
  recvmsg: 'intptr_t recvmsg(int fd, uintptr_t msg, int flags)',
  getsockname: 'int getsockname(int fd, uintptr_t addr, uintptr_t len)',
  getpeername: 'int getpeername(int fd, uintptr_t addr, uintptr_t len)',
  getsockopt: 'int getsockopt(int fd, int level, int name, uintptr_t value, uintptr_t len)',
  setsockopt: 'int setsockopt(int fd, int level, int name, uintptr_t value, uint32_t len)',
  sockatmark: 'int sockatmark(int fd)',
  ioctl: 'int ioctl(int fd, unsigned long request, uintptr_t argument)',
  poll: 'int poll(uintptr_t fds, unsigned long count, int timeout)',
  ppoll: 'int ppoll(uintptr_t fds, unsigned long count, uintptr_t timeout, uintptr_t mask)',
  close: 'int close(int fd)',
  eventfd: 'int eventfd(unsigned int initial, int flags)',
  read: 'intptr_t read(int fd, uintptr_t buf, size_t len)',
  write: 'intptr_t write(int fd, uintptr_t buf, size_t len)',
});

function outcome(returned: number): number {
  return returned < 0 ? -errno() : returned;
}

/** socket(2). */
export function socket(domain: number, type: number, protocol: number): number {
  return outcome(raw.socket(domain, type, protocol));
}

/** socketpair(2); the two descriptors are written at `fds`. */
export function socketpair(domain: number, type: number, protocol: number, fds: number): number {
  return outcome(raw.socketpair(domain, type, protocol, fds));
}

/** bind(2). */
export function bind(fd: number, address: number, length: number): number {
  return outcome(raw.bind(fd, address, length));
}

/** listen(2). */
export function listen(fd: number, backlog: number): number {
  return outcome(raw.listen(fd, backlog));
}

/** accept4(2) without the peer's address. */
export function accept(fd: number, flags: number): number {
  return outcome(raw.accept4(fd, 0, 0, flags));
}

/** connect(2). */
export function connect(fd: number, address: number, length: number): number {
  return outcome(raw.connect(fd, address, length));
}

/** shutdown(2). */
export function shutdown(fd: number, how: number): number {
  return outcome(raw.shutdown(fd, how));
}

/** send(2). */
export function send(fd: number, address: number, length: number, flags: number): number {
  const sent = raw.send(fd, address, length, flags);
  return sent < 0 ? -errno() : sent;
}

/** sendto(2). */
export function sendto(fd: number, at: number, length: number, flags: number, to: number, toLength: number): number {
  return outcome(raw.sendto(fd, at, length, flags, to, toLength));
}

/** sendmsg(2). */
export function sendmsg(fd: number, message: number, flags: number): number {
  return outcome(raw.sendmsg(fd, message, flags));
}

/** recv(2). */
export function recv(fd: number, address: number, length: number, flags: number): number {
  const received = raw.recv(fd, address, length, flags);
  return received < 0 ? -errno() : received;
}

/** recvfrom(2). */
export function recvfrom(fd: number, at: number, length: number, flags: number, from: number, fromLength: number) {
  return outcome(raw.recvfrom(fd, at, length, flags, from, fromLength));
}

/** recvmsg(2). */
export function recvmsg(fd: number, message: number, flags: number): number {
  return outcome(raw.recvmsg(fd, message, flags));
}

/** getsockname(2). */
export function getsockname(fd: number, address: number, length: number): number {
  return outcome(raw.getsockname(fd, address, length));
}

/** getpeername(2). */
export function getpeername(fd: number, address: number, length: number): number {
  return outcome(raw.getpeername(fd, address, length));
}

/** getsockopt(2). */
export function getsockopt(fd: number, level: number, name: number, value: number, length: number): number {
  return outcome(raw.getsockopt(fd, level, name, value, length));
}

/** setsockopt(2). */
export function setsockopt(fd: number, level: number, name: number, value: number, length: number): number {
  return outcome(raw.setsockopt(fd, level, name, value, length));
}

/** sockatmark(3). */
export function sockatmark(fd: number): number {
  return outcome(raw.sockatmark(fd));
}

/** ioctl(2) with an address. */
export function ioctl(fd: number, request: number, argument: number): number {
  return outcome(raw.ioctl(fd, request, argument));
}

/** poll(2); `timeout` in milliseconds. A signal ends a wait (EINTR), but nothing is said of it where there is none. */
export function poll(fds: number, count: number, timeout: number): number {
  for (;;) {
    const ready = outcome(raw.poll(fds, count, timeout));
    if (timeout !== 0 || ready !== -EINTR) return ready;
  }
}

/** poll(2) of one descriptor; `timeout` in milliseconds, −1 for no limit. */
export function pollOne(fd: number, events: number, timeout: number): number {
  pollfd.view.setInt32(0, fd, true);
  pollfd.view.setInt32(4, events, true);
  return poll(pollfd.address, 1, timeout);
}

/** What a descriptor is ready for now: of `events`, and of the events that poll(2) always reports. */
export function readyEvents(fd: number, events: number): number {
  return pollOne(fd, events, 0) > 0 ? pollfd.view.getUint16(6, true) : 0;
}

const pollfd = new Scratch(8);
const { EINTR } = constants.errno;

/** ppoll(2) without a signal mask; `timespec` is an address, 0 for no limit. */
export function ppoll(fds: number, count: number, timespec: number): number {
  return outcome(raw.ppoll(fds, count, timespec, 0));
}

/** close(2). */
export function close(fd: number): number {
  return outcome(raw.close(fd));
}

/** eventfd(2). */
export function eventfd(initial: number, flags: number): number {
  return outcome(raw.eventfd(initial, flags));
}

/** read(2). */
export function read(fd: number, address: number, length: number): number {
  return outcome(raw.read(fd, address, length));
}

/** write(2). */
export function write(fd: number, address: number, length: number): number {
  return outcome(raw.write(fd, address, length));
}
