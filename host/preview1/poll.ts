import type { GuestMemory } from '../abi/guest-memory.ts';
import { clockTime } from '../os/clock.ts';
import { poll } from '../os/libc.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';
import type { Descriptors } from './descriptors.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';
import { PollTable } from './poll-table.ts';
import type { GuestStreams } from './streams.ts';
import { EVENT, halves, type Now, SUBSCRIPTION, Subscriptions } from './subscriptions.ts';

const EINVAL = wasiErrno('inval');

const NS_PER_MS = 1e6;

/** `poll_oneoff`: waits for the first of clocks, standard streams and sockets. */
export class Poll {
  readonly #memory: GuestMemory;
  readonly #streams: GuestStreams;
  readonly #waiter: Waiter;
  readonly #descriptors: Descriptors;
  readonly #table = new PollTable();

  constructor(memory: GuestMemory, streams: GuestStreams, waiter: Waiter, descriptors: Descriptors) {
    this.#memory = memory;
    this.#streams = streams;
    this.#waiter = waiter;
    this.#descriptors = descriptors;
  }

  /**
   * Waits until one of the subscriptions is ready, and writes an event for each that is. A subscription that cannot be
   * waited for is ready at once, with its error.
   *
   * @returns an errno of WASI: EINVAL without subscriptions, or for one of an unknown type
   * @throws GuestTrap if a list is not in the memory
   */
  oneoff(subscriptions: number, events: number, count: number, stored: number): Completion<number> {
    const memory = this.#memory;
    const from = memory.checkList(subscriptions, count, SUBSCRIPTION.size, 1);
    const to = memory.checkList(events, count, EVENT.size, 1);
    const at = memory.check(stored, 4);
    if (count === 0) return EINVAL;
    const list = new Subscriptions(memory, this.#waiter, from, count >>> 0, this.#streams, this.#descriptors);
    const began = clockTime('monotonic');
    return repeat(() => this.#step(list, began, to, at));
  }

  /** @returns undefined after a wait */
  #step(list: Subscriptions, began: bigint, to: number, stored: number): Completion<number | undefined> {
    const now = timeSince(began);
    const table = this.#table;
    table.clear();
    const shortest = list.survey(now, table);
    if (shortest === undefined) return EINVAL;
    const isAnyReady = table.count > 0 && poll(table.address, table.count, 0) > 0;
    if (!isAnyReady && shortest > 0) {
      return andThen(this.#wait(shortest / NS_PER_MS), (outcome) => (outcome < 0 ? fromSystem(outcome) : undefined));
    }
    const delivered = list.deliver(now, table, to);
    this.#memory.view().setUint32(stored, delivered, true);
    return SUCCESS;
  }

  #wait(milliseconds: number): Completion<number> {
    if (this.#table.count > 0) return this.#waiter.poll(this.#table, milliseconds, true);
    return andThen(this.#waiter.sleep(milliseconds), () => 0);
  }
}

function timeSince(began: bigint): Now {
  const monotonic = clockTime('monotonic');
  return {
    realtime: halves(clockTime('realtime')),
    monotonic: halves(monotonic),
    elapsed: Number(monotonic - began),
  };
}
