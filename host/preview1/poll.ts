import type { GuestMemory } from '../abi/guest-memory.ts';
import { clockTime } from '../os/clock.ts';
import { poll, Scratch } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { PollSet, Waiter } from '../wait/waiter.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';
import type { GuestStreams } from './streams.ts';
import {
  EVENT,
  type Files,
  halves,
  type Now,
  type Ready,
  type StreamBits,
  SUBSCRIPTION,
  Subscriptions,
} from './subscriptions.ts';

const EINVAL = wasiErrno('inval');
const { POLLHUP } = platform;

/** `struct pollfd`s for the three streams, and one for the waiter. */
const POLLFDS_SIZE = 8 * 4;

const NS_PER_MS = 1e6;

/** `poll_oneoff`: waits for the first of clocks and standard streams. */
export class Poll {
  readonly #memory: GuestMemory;
  readonly #streams: GuestStreams;
  readonly #waiter: Waiter;
  readonly #files: Files;
  readonly #scratch = new Scratch(POLLFDS_SIZE);
  readonly #words = new Int32Array(this.#scratch.buffer);

  constructor(memory: GuestMemory, streams: GuestStreams, waiter: Waiter, files: Files) {
    this.#memory = memory;
    this.#streams = streams;
    this.#waiter = waiter;
    this.#files = files;
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
    const list = new Subscriptions(memory, this.#waiter, from, count >>> 0, this.#files);
    const began = clockTime('monotonic');
    return repeat(() => this.#step(list, began, to, at));
  }

  /** @returns undefined after a wait */
  #step(list: Subscriptions, began: bigint, to: number, stored: number): Completion<number | undefined> {
    const now = timeSince(began);
    const survey = list.survey(now);
    if (survey === undefined) return EINVAL;
    const ready = this.#ready(survey.streams);
    if (ready.streams === 0 && survey.shortest > 0) {
      return andThen(this.#wait(survey.streams, survey.shortest / NS_PER_MS), (outcome) =>
        outcome < 0 ? fromSystem(outcome) : undefined,
      );
    }
    const delivered = list.deliver(now, ready, to);
    this.#memory.view().setUint32(stored, delivered, true);
    return SUCCESS;
  }

  #wait(asked: StreamBits, milliseconds: number): Completion<number> {
    if (asked !== 0) return this.#waiter.poll(this.#pollSet(asked), milliseconds);
    return andThen(this.#waiter.sleep(milliseconds), () => 0);
  }

  /** Which of the streams are ready now. */
  #ready(asked: StreamBits): Ready {
    let streams = 0;
    let hangup = 0;
    if (asked === 0) return { streams, hangup };
    const { address, count } = this.#pollSet(asked);
    poll(address, count, 0);
    for (let fd = 0, at = 0; fd < this.#streams.length; fd++) {
      if ((asked & (1 << fd)) === 0) continue;
      const told = this.#words[at++ * 2 + 1]! >>> 16;
      if (told !== 0) streams |= 1 << fd;
      if ((told & POLLHUP) !== 0) hangup |= 1 << fd;
    }
    return { streams, hangup };
  }

  #pollSet(asked: StreamBits): PollSet {
    let count = 0;
    for (const [fd, { stream }] of this.#streams.entries()) {
      if ((asked & (1 << fd)) === 0) continue;
      this.#words[count * 2] = stream.fd;
      this.#words[count * 2 + 1] = stream.events;
      count++;
    }
    return { address: this.#scratch.address, count, words: this.#words };
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
