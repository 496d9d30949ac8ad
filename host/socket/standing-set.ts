import type { Ledger } from '../ledger.ts';
import { Epoll } from '../os/epoll.ts';
import { Scratch } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { PollSet, Waiter } from '../wait/waiter.ts';
import { refuseOverflow } from '../stack-room.ts';

const { POLLIN, POLLERR, POLLHUP } = platform;

/** Polling smaller selections is as fast. */
const LEAST = 16;
/** After this many selections of the same sockets in a row, the next one is expected to have the same. */
const STANDING = 8;
/** The half of a pollfd's word with the requested events. */
const ASKED = 0xffff;
/** The end of a chain of positions. */
const NONE = -1;

/**
 * The sockets that a guest selects among again and again. poll(2) examines every socket each time. A standing set is
 * given to the system once (epoll), which then names the ready ones. Closing any socket ends the set: its number may be
 * reused, and a file description that lives on elsewhere would stay in the system's set.
 */
export class StandingSet {
  /** To wait until one of the set is ready. */
  readonly waitSet: PollSet;
  readonly #waiter: Waiter;
  readonly #ledger: Ledger;
  readonly #waitWords: Int32Array;
  #epoll: Epoll | undefined;
  /** The last selection, as pollfds. */
  #known = new Int32Array(0);
  #length = 0;
  /** How many times in a row. */
  #seen = 0;
  // A descriptor may be in several lists. This has its first position, and for each position the next one.
  #first = new Map<number, number>();
  #next = new Int32Array(0);

  constructor(waiter: Waiter, ledger: Ledger) {
    this.#waiter = waiter;
    this.#ledger = ledger;
    // Room for a waiter's own pollfd.
    const scratch = new Scratch(16);
    this.#waitWords = new Int32Array(scratch.buffer);
    this.waitSet = { address: scratch.address, count: 1, words: this.#waitWords };
  }

  /** Whether the set is exactly these pollfds, which have no revents yet. */
  covers(set: PollSet): boolean {
    if (set.count < LEAST) return false;
    if (!this.#isKnown(set)) {
      this.drop();
      this.#remember(set);
      return false;
    }
    if (this.#epoll === undefined && ++this.#seen === STANDING) this.#epoll = this.#watch(set);
    return this.#epoll !== undefined;
  }

  /** Writes the revents of the pollfds that it covers. @returns how many descriptors have any */
  collect({ words }: PollSet): number {
    let count = 0;
    this.#epoll?.take((fd, events) => {
      count++;
      for (let at = this.#first.get(fd) ?? NONE; at !== NONE; at = this.#next[at]!) {
        words[at * 2 + 1]! |= (events & (words[at * 2 + 1]! | POLLERR | POLLHUP)) << 16;
      }
    });
    return count;
  }

  /** Ends the set, because a socket is about to be closed. */
  drop(): void {
    this.#length = 0;
    this.#seen = 0;
    const epoll = this.#epoll;
    if (epoll === undefined) return;
    this.#epoll = undefined;
    this.#waiter.forget(epoll.fd);
    this.#ledger.close(epoll.fd);
  }

  #isKnown({ words, count }: PollSet): boolean {
    if (count * 2 !== this.#length) return false;
    const known = this.#known;
    for (let at = 0; at < count * 2; at++) if (words[at] !== known[at]) return false;
    return true;
  }

  #remember({ words, count }: PollSet): void {
    if (this.#known.length < count * 2) this.#known = new Int32Array(words.length);
    this.#known.set(words.subarray(0, count * 2));
    this.#length = count * 2;
    this.#seen = 1;
  }

  /** @returns undefined if the system refuses them */
  #watch({ words, count }: PollSet): Epoll | undefined {
    const interest = new Map<number, number>();
    this.#first = new Map();
    this.#next = new Int32Array(count);
    for (let position = count - 1; position >= 0; position--) {
      const fd = words[position * 2]!;
      this.#next[position] = this.#first.get(fd) ?? NONE;
      this.#first.set(fd, position);
      interest.set(fd, (interest.get(fd) ?? 0) | (words[position * 2 + 1]! & ASKED));
    }
    let epoll: Epoll | undefined;
    this.#ledger.open(() => (epoll = openEpoll(interest.size))?.fd ?? -1);
    if (epoll === undefined) return undefined;
    for (const [fd, events] of interest) {
      if (epoll.add(fd, events) === 0) continue;
      this.#ledger.close(epoll.fd);
      return undefined;
    }
    this.#waitWords.set([epoll.fd, POLLIN]);
    return epoll;
  }
}

/** Makes the epoll. If there is no descriptor for it, poll(2) still works, so that is not an error. */
function openEpoll(batch: number): Epoll | undefined {
  try {
    return new Epoll(batch);
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}
