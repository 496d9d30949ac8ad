import { cFunctions, close, errno, Scratch } from './libc.ts';

/** epoll(7). The system's struct epoll_event is packed on x86-64 only. */
const EVENT = process.arch === 'x64' ? { size: 12, data: 4 } : { size: 16, data: 8 };
const EPOLL_CLOEXEC = 0o2000000;
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EPOLL_CTL_MOD = 3;
/** How many ready descriptors are read at once by default. Others wait for the next turn. */
const BATCH = 256;

/** EPOLLET, EPOLLONESHOT, EPOLLEXCLUSIVE. */
export const MODES = { edge: 1 << 31, oneshot: 1 << 30, exclusive: 1 << 28 } as const;

const raw = cFunctions({
  create: 'int epoll_create1(int flags)',
  control: 'int epoll_ctl(int epfd, int op, int fd, uintptr_t event)',
  wait: 'int epoll_wait(int epfd, uintptr_t events, int most, int timeout)',
});

/**
 * Makes a set that is not ours watch one more descriptor.
 *
 * @param set its descriptor
 * @param events POLL*, the same numbers
 * @returns 0 or minus the system's errno
 */
export function watchIn(set: number, fd: number, events: number): number {
  return control(set, EPOLL_CTL_ADD, fd, events, fd, new Scratch(EVENT.size));
}

function control(set: number, operation: number, fd: number, events: number, data: number, event: Scratch): number {
  event.view.setUint32(0, events, true);
  event.view.setUint32(EVENT.data, data, true);
  return raw.control(set, operation, fd, event.address) < 0 ? -errno() : 0;
}

/** A set of descriptors. The system keeps track of which are ready. */
export class Epoll {
  /** Readable while a descriptor of the set is ready. */
  readonly fd: number;
  readonly #event = new Scratch(EVENT.size);
  readonly #batch: number;
  readonly #ready: Scratch;

  /**
   * @param batch how many ready descriptors are read at once
   * @throws Error if the process has no descriptor left
   */
  constructor(batch = BATCH) {
    this.#batch = batch;
    this.#ready = new Scratch(EVENT.size * batch);
    this.fd = raw.create(EPOLL_CLOEXEC);
    if (this.fd < 0) throw new Error(`epoll_create1: errno ${errno()}`);
  }

  /**
   * Watches one more descriptor.
   *
   * @param events POLL*, the same numbers, and `MODES`
   * @param data what it is called back by, 32 bits
   * @returns 0 or minus the system's errno
   */
  add(fd: number, events: number, data = fd): number {
    return this.#control(EPOLL_CTL_ADD, fd, events, data);
  }

  /** Changes what a descriptor is watched for. @returns as `add` */
  change(fd: number, events: number, data = fd): number {
    return this.#control(EPOLL_CTL_MOD, fd, events, data);
  }

  /** No longer watches a descriptor. @returns 0 or minus the system's errno */
  remove(fd: number): number {
    return this.#control(EPOLL_CTL_DEL, fd, 0, fd);
  }

  #control(operation: number, fd: number, events: number, data: number): number {
    return control(this.fd, operation, fd, events, data, this.#event);
  }

  /** Calls back for ready descriptors, with their data and events, for at most a batch, or `most`. */
  take(onReady: (data: number, events: number) => void, most = this.#batch): void {
    const count = raw.wait(this.fd, this.#ready.address, Math.min(most, this.#batch), 0);
    const { view } = this.#ready;
    const found = Array.from({ length: Math.max(0, count) }, (_, index) => ({
      data: view.getUint32(index * EVENT.size + EVENT.data, true),
      events: view.getUint32(index * EVENT.size, true),
    }));
    for (const { data, events } of found) onReady(data, events);
  }

  /** Closes the set. */
  close(): void {
    close(this.fd);
  }
}
