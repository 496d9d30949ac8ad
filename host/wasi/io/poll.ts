// wasi:io/poll
import { immediate, providedInterface, type ProvidedInterface, waiting } from '../../component/provided.ts';
import { errnoName } from '../../os/errno.ts';
import { poll as pollNow, Scratch } from '../../os/libc.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen, type Completion, repeat } from '../../wait/completion.ts';
import type { PollSet, Waiter } from '../../wait/waiter.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import { type Awaited, POLLABLE, type Pollable } from './pollable.ts';

/** How long to wait before what cannot be waited for is asked again, in milliseconds. */
const SLICE_MS = 10;

/** `struct pollfd`. */
const POLLFD_SIZE = 8;

/** A wait for pollables. */
class Wait {
  readonly #all: readonly Pollable[];
  readonly #scratch: Scratch;
  readonly #words: Int32Array;
  /** The positions of the pollables whose descriptors are in the set, in its order. */
  readonly #positions: number[] = [];
  /** The positions of those that are ready without a descriptor. */
  readonly #ready: number[] = [];
  #timeoutMs = Infinity;

  constructor(all: readonly Pollable[]) {
    this.#all = all;
    // One more is the waiter's.
    this.#scratch = new Scratch((all.length + 1) * POLLFD_SIZE);
    this.#words = new Int32Array(this.#scratch.buffer);
  }

  /** @returns the positions that are ready; undefined if none is, after a wait */
  step(waiter: Waiter): Completion<Uint32Array | undefined> {
    this.#survey();
    const set: PollSet = { address: this.#scratch.address, count: this.#positions.length, words: this.#words };
    if (this.#ready.length > 0) {
      if (set.count > 0) pollNow(set.address, set.count, 0);
      return this.#found();
    }
    if (set.count === 0) return andThen(waiter.sleep(this.#timeoutMs), () => undefined);
    return andThen(waiter.poll(set, this.#timeoutMs), (outcome) => {
      if (outcome < 0) throw new GuestTrap(`these pollables cannot be waited for (${errnoName(-outcome)})`);
      return outcome > 0 ? this.#found() : undefined;
    });
  }

  #survey(): void {
    this.#positions.length = 0;
    this.#ready.length = 0;
    this.#timeoutMs = Infinity;
    const now = performance.now();
    for (const [position, pollable] of this.#all.entries()) this.#add(position, pollable.awaited(), now);
  }

  #add(position: number, awaited: Awaited, now: number): void {
    if (awaited !== undefined && 'fd' in awaited && awaited.fd >= 0) {
      const at = this.#positions.push(position) - 1;
      this.#words[at * 2] = awaited.fd;
      this.#words[at * 2 + 1] = awaited.events;
    } else if (awaited !== undefined && 'at' in awaited) {
      if (awaited.at <= now) this.#ready.push(position);
      else this.#timeoutMs = Math.min(this.#timeoutMs, awaited.at - now);
    } else if (awaited !== undefined && 'isDone' in awaited && !awaited.isDone()) {
      this.#timeoutMs = Math.min(this.#timeoutMs, SLICE_MS);
    } else {
      this.#ready.push(position);
    }
  }

  #found(): Uint32Array {
    const found = [...this.#ready];
    for (const [at, position] of this.#positions.entries()) {
      if (this.#words[at * 2 + 1]! >>> 16 !== 0) found.push(position);
    }
    return Uint32Array.from(found).sort();
  }
}

/** Waits until some are ready. @returns their positions, ascending */
export function pollAll(waiter: Waiter, all: readonly Pollable[]): Completion<Uint32Array> {
  const wait = new Wait(all);
  return repeat(() => wait.step(waiter));
}

/** Waits until one is ready. */
export function untilReady(waiter: Waiter, pollable: Pollable): Completion<void> {
  return pollable.isReady() ? undefined : andThen(pollAll(waiter, [pollable]), () => undefined);
}

export function poll({ context }: WasiEnvironment): ProvidedInterface {
  const { waiter } = context;
  return providedInterface('wasi:io/poll', WASI_VERSION, [POLLABLE], {
    '[method]pollable.ready': immediate((self: Pollable) => self.isReady()),
    '[method]pollable.block': waiting((self: Pollable) => untilReady(waiter, self)),
    poll: waiting((all: readonly Pollable[]) => {
      // "This function traps if … the list is empty": wit/deps/io.wit.
      if (all.length === 0) throw new GuestTrap('a component polls for nothing, which would never end');
      return pollAll(waiter, all);
    }),
  });
}
