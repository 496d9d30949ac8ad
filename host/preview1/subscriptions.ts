import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Waiter } from '../wait/waiter.ts';
import { CLOCK_COUNT, MONOTONIC, REALTIME } from './clocks.ts';
import type { Descriptors } from './descriptors.ts';
import { SUCCESS, wasiErrno } from './errno.ts';
import type { Pollable, PollTable } from './poll-table.ts';
import type { GuestStreams } from './streams.ts';

const EBADF = wasiErrno('badf');
const EINVAL = wasiErrno('inval');
const ENOTSUP = wasiErrno('notsup');

/** The sizes and offsets of `subscription` and `event`, in bytes: WASI preview 1, typenames.witx. */
export const SUBSCRIPTION = { size: 48, tag: 8, clock: 16, descriptor: 16, timeout: 24, flags: 40 };
export const EVENT = { size: 32, error: 8, type: 10, bytes: 16, flags: 24 };

/** `eventtype`. */
const CLOCK = 0;
const READ = 1;
const WRITE = 2;
/** `subclockflags`: the timeout is an absolute time. */
const ABSOLUTE = 1;
/** `eventrwflags`: the other end is closed. */
const HANGUP = 1;

/** How many subscriptions are examined before it is checked again whether the guest was killed. */
const LOOKS = 65_536;

/** A 64-bit number in two halves. The difference of two of them is exact, without a BigInt for each. */
interface Halves {
  readonly high: number;
  readonly low: number;
}

export function halves(value: bigint): Halves {
  return { high: Number((value >> 32n) & 0xffff_ffffn), low: Number(value & 0xffff_ffffn) };
}

/** What the time is, in nanoseconds. */
export interface Now {
  readonly realtime: Halves;
  readonly monotonic: Halves;
  /** Since the call began. */
  readonly elapsed: number;
}

/** A guest's subscriptions. There may be as many as its memory holds, so they are read in place, and nothing is kept. */
export class Subscriptions {
  readonly #memory: GuestMemory;
  readonly #waiter: Waiter;
  readonly #from: number;
  readonly #count: number;
  readonly #streams: GuestStreams;
  readonly #descriptors: Descriptors;

  /** @param from a checked pointer to so many subscriptions */
  constructor(
    memory: GuestMemory,
    waiter: Waiter,
    from: number,
    count: number,
    streams: GuestStreams,
    descriptors: Descriptors,
  ) {
    this.#memory = memory;
    this.#waiter = waiter;
    this.#from = from;
    this.#count = count;
    this.#streams = streams;
    this.#descriptors = descriptors;
  }

  /**
   * Adds to a table what must be waited for.
   *
   * @returns nanoseconds until the first clock is due; 0 if something is ready already; Infinity without a clock; undefined
   *   if a subscription has an unknown type
   */
  survey(now: Now, table: PollTable): number | undefined {
    const view = this.#memory.view();
    let shortest = Infinity;
    for (let index = 0; index < this.#count; index++) {
      if (index % LOOKS === 0) this.#waiter.checkCancelled();
      const at = this.#from + index * SUBSCRIPTION.size;
      const tag = view.getUint8(at + SUBSCRIPTION.tag);
      if (tag > WRITE) return undefined;
      const own = tag === CLOCK ? undefined : this.#pollable(view, at, tag);
      if (own !== undefined) {
        table.add(own, tag === READ);
        continue;
      }
      const left = tag === CLOCK && clockError(view, at) === SUCCESS ? timeLeft(view, at, now) : 0;
      if (left < shortest) shortest = Math.max(0, left);
    }
    return shortest;
  }

  /**
   * Writes an event for each subscription that is ready.
   *
   * @param table with what the system said about what `survey` has added
   * @param to a checked pointer
   * @returns how many
   */
  deliver(now: Now, table: PollTable, to: number): number {
    const view = this.#memory.view();
    let delivered = 0;
    for (let index = 0; index < this.#count; index++) {
      if (index % LOOKS === 0) this.#waiter.checkCancelled();
      const at = this.#from + index * SUBSCRIPTION.size;
      const tag = view.getUint8(at + SUBSCRIPTION.tag);
      const own = tag === CLOCK ? undefined : this.#pollable(view, at, tag);
      if (own !== undefined && !table.isReady(own, tag === READ)) continue;
      const isReady = own !== undefined || (tag !== CLOCK && this.#isFile(view, at));
      const error = tag === CLOCK ? clockError(view, at) : isReady ? SUCCESS : EBADF;
      if (tag === CLOCK && error === SUCCESS && timeLeft(view, at, now) > 0) continue;
      const event = to + delivered++ * EVENT.size;
      view.setUint32(event, view.getUint32(at, true), true);
      view.setUint32(event + 4, view.getUint32(at + 4, true), true);
      view.setUint16(event + EVENT.error, error, true);
      view.setUint8(event + EVENT.type, tag);
      view.setUint32(event + EVENT.bytes, isReady ? 1 : 0, true);
      view.setUint32(event + EVENT.bytes + 4, 0, true);
      view.setUint16(event + EVENT.flags, own !== undefined && table.isHungUp(own) ? HANGUP : 0, true);
    }
    return delivered;
  }

  /** The stream or socket of a subscription; undefined if there is none that can be read or written that way. */
  #pollable(view: DataView, at: number, tag: number): Pollable | undefined {
    const fd = descriptorOf(view, at);
    if (fd > 2) return this.#descriptors.socket(fd);
    return (tag === READ) === (fd === 0) ? this.#streams[fd] : undefined;
  }

  /** Files are always ready. */
  #isFile(view: DataView, at: number): boolean {
    return this.#descriptors.file(descriptorOf(view, at)) !== undefined;
  }
}

function descriptorOf(view: DataView, at: number): number {
  return view.getUint32(at + SUBSCRIPTION.descriptor, true);
}

/** Nobody can wait for CPU time, which does not pass while the thread waits. */
function clockError(view: DataView, at: number): number {
  const clock = view.getUint32(at + SUBSCRIPTION.clock, true);
  if (clock === REALTIME || clock === MONOTONIC) return SUCCESS;
  return clock < CLOCK_COUNT ? ENOTSUP : EINVAL;
}

/** Nanoseconds until a clock is due: exact where it matters, which is near zero. */
function timeLeft(view: DataView, at: number, { realtime, monotonic, elapsed }: Now): number {
  const low = view.getUint32(at + SUBSCRIPTION.timeout, true);
  const high = view.getUint32(at + SUBSCRIPTION.timeout + 4, true);
  if ((view.getUint16(at + SUBSCRIPTION.flags, true) & ABSOLUTE) === 0) return high * 2 ** 32 + low - elapsed;
  const now = view.getUint32(at + SUBSCRIPTION.clock, true) === REALTIME ? realtime : monotonic;
  return (high - now.high) * 2 ** 32 + (low - now.low);
}
