import { Epoll } from '../os/epoll.ts';
import { type LoopWatch, watchReadable } from '../os/event-loop.ts';
import { platform } from '../os/platform.ts';

const ALWAYS = platform.POLLERR | platform.POLLHUP;

/** A wait for descriptors. */
export interface Waiting {
  /** The events, POLL*, by descriptor. */
  readonly interest: ReadonlyMap<number, number>;
  /** Called once, when one of them is ready or about to be closed. Nothing is watched for this wait after that. */
  wake(): void;
}

/**
 * All waits for descriptors on this thread's event loop. The descriptors are in one epoll set, which the loop watches: one
 * handle of libuv and one callback, however many guests wait.
 */
export class Readiness {
  readonly #epoll = new Epoll();
  readonly #watch: LoopWatch = watchReadable(this.#epoll.fd, () => this.#dispatch());
  readonly #waiting = new Map<number, Set<Waiting>>();

  /**
   * Wakes `waiting` as soon as a descriptor is ready.
   *
   * @returns false if the system refuses to watch one: event sets of a guest may be too deep in each other, or too many
   */
  add(waiting: Waiting): boolean {
    let areWatched = true;
    if (this.#waiting.size === 0) this.#watch.start();
    for (const [fd, events] of waiting.interest) {
      const others = this.#waiting.get(fd);
      if (others === undefined) {
        this.#waiting.set(fd, new Set([waiting]));
        if (this.#epoll.add(fd, events) < 0) areWatched = false;
      } else {
        others.add(waiting);
        // If the descriptor was closed, the system has forgotten it; the number is another's now.
        if (this.#epoll.change(fd, interestOf(fd, others)) < 0 && this.#epoll.add(fd, interestOf(fd, others)) < 0)
          areWatched = false;
      }
    }
    return areWatched;
  }

  /** Forgets `waiting`. */
  delete(waiting: Waiting): void {
    for (const fd of waiting.interest.keys()) {
      const others = this.#waiting.get(fd);
      if (others === undefined || !others.delete(waiting)) continue;
      if (others.size > 0) {
        this.#epoll.change(fd, interestOf(fd, others));
      } else {
        this.#epoll.remove(fd);
        this.#waiting.delete(fd);
      }
    }
    if (this.#waiting.size === 0) this.#watch.stop();
  }

  /** Wakes all waits for a descriptor that is about to be closed. */
  forget(fd: number): void {
    this.#wake(this.#waiting.get(fd) ?? []);
  }

  #dispatch(): void {
    this.#epoll.take((fd, events) => {
      const woken = [...(this.#waiting.get(fd) ?? [])];
      this.#wake(woken.filter(({ interest }) => (events & ((interest.get(fd) ?? 0) | ALWAYS)) !== 0));
    });
  }

  #wake(woken: Iterable<Waiting>): void {
    for (const waiting of Array.from(woken)) {
      this.delete(waiting);
      waiting.wake();
    }
  }
}

function interestOf(fd: number, all: ReadonlySet<Waiting>): number {
  let events = 0;
  for (const { interest } of all) events |= interest.get(fd) ?? 0;
  return events;
}
