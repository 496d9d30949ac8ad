import { poll, ppoll, Scratch } from '../os/libc.ts';
import { errnoNumber } from '../os/errno.ts';
import { platform } from '../os/platform.ts';
import { type CancelHandle, setHeeds, throwIfCancelled } from './cancel.ts';
import type { Deadline } from './deadline.ts';
import { Pace } from './pace.ts';
import { PARTLY, type PollSet, type Waiter } from './waiter.ts';

const { POLLIN } = platform;
const EINTR = errnoNumber('eintr');

/** Waits on the calling thread: poll(2) on the descriptor and on that of the cancel handle. */
export class BlockingWaiter implements Waiter {
  limit: Deadline | undefined;
  readonly #cancel: CancelHandle | undefined;
  readonly #turnMs: number;
  /** One pollfd for the descriptor, one for the cancel handle, then a timespec. */
  readonly #scratch = new Scratch(32);
  readonly #words = new Int32Array(this.#scratch.buffer);
  readonly #pair: PollSet = { address: this.#scratch.address, count: 1, words: this.#words };

  /**
   * @param turnMs how long to wait in one system call, in milliseconds. In between, Node may end the thread
   *   (`worker.terminate()`), if nobody has a cancel handle
   */
  constructor(cancel?: CancelHandle, turnMs = Infinity) {
    this.#cancel = cancel;
    this.#turnMs = turnMs;
  }

  retry(fd: number, events: number, timeoutMs: number, again: number, attempt: () => number): number {
    const deadline = timeoutMs === Infinity ? Infinity : performance.now() + timeoutMs;
    const pace = new Pace(fd, events);
    for (;;) {
      this.#words[0] = fd;
      this.#words[1] = events;
      const ready = this.#wait(this.#pair, deadline);
      if (ready === 0) return again;
      if (ready < 0) return ready;
      const outcome = attempt();
      if (outcome === PARTLY) continue;
      if (outcome !== again || performance.now() >= deadline) return outcome;
      const pause = pace.pauseMs();
      if (pause > 0) this.sleep(Math.min(pause, deadline - performance.now()));
    }
  }

  untilReady(fd: number, events: number): void {
    this.#words[0] = fd;
    this.#words[1] = events;
    this.#wait(this.#pair, Infinity);
  }

  poll(set: PollSet, timeoutMs: number, isPolled = false): number {
    // If something is ready, polling without waiting is far cheaper than a wait: the system need not join the wait queue of
    // every descriptor.
    const ready = isPolled ? 0 : poll(set.address, set.count, 0);
    if (ready !== 0 || timeoutMs <= 0) return ready;
    return this.#wait(set, timeoutMs === Infinity ? Infinity : performance.now() + timeoutMs);
  }

  sleep(milliseconds: number): void {
    this.#wait({ ...this.#pair, count: 0 }, performance.now() + milliseconds);
  }

  checkCancelled(): void {
    throwIfCancelled(this.#cancel);
    this.limit?.check();
  }

  forget(): void {
    // There is one thread, so nobody waits while it closes a descriptor.
  }

  /** @param deadline on the clock of performance.now() */
  #wait(set: PollSet, deadline: number): number {
    const cancel = this.#cancel;
    let count = set.count;
    if (cancel !== undefined) {
      set.words[count * 2] = cancel.fd;
      set.words[count * 2 + 1] = POLLIN;
      count++;
    }
    for (;;) {
      const end = this.limit === undefined ? deadline : Math.min(deadline, this.limit.at);
      const turn = this.#turnMs === Infinity ? end : Math.min(end, performance.now() + this.#turnMs);
      setHeeds(cancel, true);
      const ready = ppoll(set.address, count, this.#timespec(turn));
      this.checkCancelled();
      setHeeds(cancel, false);
      if (ready !== 0 && ready !== -EINTR) return ready;
      if ((ready === 0 && turn === deadline) || deadline <= performance.now()) return 0;
    }
  }

  /** The address of a timespec with the time left until the deadline; 0 for no limit. */
  #timespec(deadline: number): number {
    if (deadline === Infinity) return 0;
    const left = Math.max(0, deadline - performance.now());
    const seconds = Math.floor(left / 1000);
    this.#scratch.view.setBigInt64(16, BigInt(Math.min(seconds, 0x7fffffff)), true);
    this.#scratch.view.setBigInt64(24, BigInt(Math.floor((left - seconds * 1000) * 1e6)), true);
    return this.#scratch.address + 16;
  }
}
