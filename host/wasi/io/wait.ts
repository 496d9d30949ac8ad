import { errnoName, errnoNumber } from '../../os/errno.ts';
import { poll as pollNow, Scratch } from '../../os/libc.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen, type Completion, repeat } from '../../wait/completion.ts';
import type { PollSet, Waiter } from '../../wait/waiter.ts';
import { type Outlet, unfinishedOf } from './outlet.ts';
import { type Awaited, Pollable } from './pollable.ts';

const EAGAIN = errnoNumber('eagain');

/** How long to wait before what cannot be waited for is asked again, in milliseconds. */
const SLICE_MS = 10;

/** `struct pollfd`. */
const POLLFD_SIZE = 8;

/** Descriptors that there is room for at first. */
const USUAL = 16;

/** A wait for pollables. Meanwhile what the guest has written and did not fit goes on its way. */
class Wait implements PollSet {
  address = 0;
  words = new Int32Array(0);
  count = 0;
  /** What is waited for, for each descriptor in the set: a position, or an outlet. */
  readonly #waiting: (number | Outlet)[] = [];
  #all: readonly Pollable[] = [];
  #outlets: Set<Outlet> = new Set();
  #ready: number[] = [];
  #timeoutMs = Infinity;

  constructor() {
    this.#reserve(USUAL);
  }

  begin(all: readonly Pollable[], outlets: Set<Outlet>): void {
    this.#all = all;
    this.#outlets = outlets;
  }

  /** Forgets what it waited for. */
  end(): void {
    this.#all = [];
    this.#waiting.length = 0;
  }

  /** @returns the positions that are ready, ascending; undefined if none is, after a wait */
  step(waiter: Waiter): Completion<number[] | undefined> {
    this.#survey();
    if (this.#ready.length > 0) {
      if (this.count > 0) pollNow(this.address, this.count, 0);
      return this.#found();
    }
    if (this.count === 0) return andThen(waiter.sleep(this.#timeoutMs), () => undefined);
    return andThen(waiter.poll(this, this.#timeoutMs), (outcome) => {
      if (outcome < 0) throw new GuestTrap(`these pollables cannot be waited for (${errnoName(-outcome)})`);
      return outcome > 0 ? this.#found() : undefined;
    });
  }

  #survey(): void {
    const all = this.#all;
    this.#waiting.length = 0;
    this.#ready = [];
    this.#timeoutMs = Infinity;
    this.count = 0;
    this.#reserve(all.length + this.#outlets.size);
    for (let position = 0; position < all.length; position++) this.#add(position, all[position]!.awaited());
    for (const outlet of this.#outlets) {
      const awaited = outlet.awaited();
      if (awaited !== undefined && 'fd' in awaited && awaited.fd >= 0) this.#watch(outlet, awaited.fd, awaited.events);
    }
  }

  #add(position: number, awaited: Awaited): void {
    if (awaited === undefined) {
      this.#ready.push(position);
    } else if ('fd' in awaited) {
      if (awaited.fd >= 0) this.#watch(position, awaited.fd, awaited.events);
      else this.#ready.push(position);
    } else if ('at' in awaited) {
      const left = awaited.at - performance.now();
      if (left <= 0) this.#ready.push(position);
      else this.#timeoutMs = Math.min(this.#timeoutMs, left);
    } else if (awaited.isDone()) {
      this.#ready.push(position);
    } else {
      this.#timeoutMs = Math.min(this.#timeoutMs, SLICE_MS);
    }
  }

  #watch(what: number | Outlet, fd: number, events: number): void {
    const at = this.count++;
    this.#waiting.push(what);
    this.words[at * 2] = fd;
    this.words[at * 2 + 1] = events;
  }

  #found(): number[] | undefined {
    const found = this.#ready;
    const before = found.length;
    for (let at = 0; at < this.count; at++) {
      if (this.words[at * 2 + 1]! >>> 16 === 0) continue;
      const what = this.#waiting[at]!;
      if (typeof what === 'number') found.push(what);
      else what.pushAside();
    }
    if (before > 0 && before < found.length) found.sort((a, b) => a - b);
    return found.length > 0 ? found : undefined;
  }

  #reserve(count: number): void {
    // One more is the waiter's.
    if (this.words.length >= (count + 1) * 2) return;
    const scratch = new Scratch((count + 1) * POLLFD_SIZE);
    this.words = new Int32Array(scratch.buffer);
    this.address = scratch.address;
  }
}

/** The wait of before, whose memory the next one takes. */
let spare: Wait | undefined;

/** Waits until some are ready. @returns their positions, ascending */
export function pollAll(waiter: Waiter, all: readonly Pollable[]): Completion<number[]> {
  const wait = spare ?? new Wait();
  spare = undefined;
  wait.begin(all, unfinishedOf(waiter));
  return andThen(
    repeat(() => wait.step(waiter)),
    (found) => {
      wait.end();
      spare = wait;
      return found;
    },
  );
}

/** Waits until one is ready. */
export function untilReady(waiter: Waiter, pollable: Pollable): Completion<void> {
  return andThen(pollAll(waiter, [pollable]), () => undefined);
}

/**
 * Repeats an attempt until it gives something else than −EAGAIN, each time after a wait.
 *
 * @param own the outlet that the attempt itself writes to
 */
export function waitFor(
  waiter: Waiter,
  awaited: () => Awaited,
  attempt: () => number,
  own?: Outlet,
): Completion<number> {
  const now = awaited();
  const outlets = unfinishedOf(waiter);
  const isAlone = outlets.size === 0 || (outlets.size === 1 && own !== undefined && outlets.has(own));
  if (isAlone && now !== undefined && 'fd' in now && now.fd >= 0) {
    return waiter.retry(now.fd, now.events, Infinity, -EAGAIN, attempt);
  }
  const pollable = new Pollable(awaited);
  return repeat(() =>
    andThen(untilReady(waiter, pollable), () => {
      const outcome = attempt();
      return outcome === -EAGAIN ? undefined : outcome;
    }),
  );
}
