import { errnoNumber } from '../os/errno.ts';
import { poll } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { type CancelHandle, throwIfCancelled } from './cancel.ts';
import type { Deadline } from './deadline.ts';
import { Pace } from './pace.ts';
import { Readiness } from './readiness.ts';
import { GuestKilled, PARTLY, type PollSet, type Waiter } from './waiter.ts';

const EBADF = errnoNumber('ebadf');

/** The thread's; made when the first guest waits. */
let readiness: Readiness | undefined;

/** The longest time of a timer, in milliseconds. A longer wait ends then, after 24 days. */
const LONGEST_MS = 0x7fff_ffff;

/** How long to wait before another look at descriptors that the system does not watch, in milliseconds. */
const UNWATCHED_MS = 20;

/** The interest of a wait without descriptors. */
const NOTHING: ReadonlyMap<number, number> = new Map();

/** Why a wait is over. */
type Outcome = 'ready' | 'timeout' | 'killed';

/** Waits by suspending the guest (JSPI), while the event loop of the same thread runs on. */
export class SuspendingWaiter implements Waiter {
  limit: Deadline | undefined;
  #killed = false;
  readonly #cancel: CancelHandle | undefined;
  /** Functions that end the current waits, and when each of these is over, on the clock of performance.now(). */
  readonly #waits = new Map<(outcome: Outcome) => void, number>();
  /** Descriptors that were closed during a wait. */
  readonly #closed = new Set<number>();

  /** @param cancel ends the guest from another thread, where it does not wait */
  constructor(cancel?: CancelHandle) {
    this.#cancel = cancel;
  }

  /** When the guest goes on at the latest, on the clock of performance.now(); undefined if it does not wait. */
  get waitsUntil(): number | undefined {
    return this.#waits.size === 0 ? undefined : Math.min(...this.#waits.values());
  }

  async retry(fd: number, events: number, timeoutMs: number, again: number, attempt: () => number): Promise<number> {
    const deadline = performance.now() + timeoutMs;
    const interest = new Map([[fd, events]]);
    const pace = new Pace(fd, events);
    for (;;) {
      if (!(await this.#wait(interest, deadline))) return again;
      if (this.#closed.has(fd)) return -EBADF;
      const outcome = attempt();
      if (outcome === PARTLY) continue;
      if (outcome !== again || performance.now() >= deadline) return outcome;
      const pause = pace.pauseMs();
      if (pause > 0) await this.sleep(Math.min(pause, deadline - performance.now()));
      if (this.#closed.has(fd)) return -EBADF;
    }
  }

  async poll(set: PollSet, timeoutMs: number, isPolled = false): Promise<number> {
    const deadline = performance.now() + timeoutMs;
    for (let looks = !isPolled; ; looks = true) {
      const ready = looks ? poll(set.address, set.count, 0) : 0;
      if (ready !== 0 || deadline <= performance.now()) return ready;
      const interest = new Map<number, number>();
      for (let at = 0; at < set.count; at++) {
        const fd = set.words[at * 2]!;
        if (fd >= 0) interest.set(fd, (interest.get(fd) ?? 0) | (set.words[at * 2 + 1]! & 0xffff));
      }
      await this.#wait(interest, deadline);
      const closed = this.#markClosed(set);
      if (closed > 0) return closed;
    }
  }

  /** Says of descriptors that were closed during a wait what the system says: their numbers may be others' by now. */
  #markClosed({ words, count }: PollSet): number {
    let closed = 0;
    for (let at = 0; at < count; at++) {
      if (!this.#closed.has(words[at * 2]!)) continue;
      words[at * 2 + 1] = (words[at * 2 + 1]! & 0xffff) | (platform.POLLNVAL << 16);
      closed++;
    }
    return closed;
  }

  async sleep(milliseconds: number): Promise<void> {
    await this.#wait(NOTHING, performance.now() + milliseconds);
  }

  async until<T>(promise: Promise<T>): Promise<T> {
    // Nobody waits for it after the guest's end.
    promise.catch(() => {});
    await this.#wait(NOTHING, Infinity, promise);
    return promise;
  }

  checkCancelled(): void {
    if (this.#killed) throw new GuestKilled();
    throwIfCancelled(this.#cancel);
    this.limit?.check();
  }

  forget(fd: number): void {
    if (this.#waits.size > 0) this.#closed.add(fd);
    // Whoever waits for it on this thread.
    readiness?.forget(fd);
  }

  /** Ends the guest: at once if it waits, else at its next operation. */
  kill(): void {
    this.#killed = true;
    for (const end of Array.from(this.#waits.keys())) end('killed');
  }

  /**
   * @param settling a promise to wait for, beside descriptors
   * @returns whether something is ready, or settled; false if the time is over
   * @throws GuestKilled, LimitError
   */
  async #wait(interest: ReadonlyMap<number, number>, deadline: number, settling?: Promise<unknown>): Promise<boolean> {
    this.checkCancelled();
    for (const fd of interest.keys()) this.#closed.delete(fd);
    const last = Math.min(deadline, this.limit?.at ?? Infinity);
    const outcome = await new Promise<Outcome>((resolve) => {
      const left = Math.min(last - performance.now(), LONGEST_MS);
      const timer = last === Infinity ? undefined : setTimeout(() => end('timeout'), left);
      let look: NodeJS.Timeout | undefined;
      const waiting = { interest, wake: (): void => end('ready') };
      const end = (how: Outcome): void => {
        clearTimeout(timer);
        clearTimeout(look);
        if (interest.size > 0) readiness?.delete(waiting);
        this.#waits.delete(end);
        resolve(how);
      };
      this.#waits.set(end, last);
      if (interest.size > 0 && !(readiness ??= new Readiness()).add(waiting)) {
        look = setTimeout(waiting.wake, UNWATCHED_MS);
        this.#waits.set(end, Math.min(last, performance.now() + UNWATCHED_MS));
      }
      settling?.then(waiting.wake, waiting.wake);
    });
    if (outcome === 'killed') throw new GuestKilled();
    if (outcome === 'timeout' && last < deadline) this.limit?.expire();
    return outcome === 'ready';
  }
}
