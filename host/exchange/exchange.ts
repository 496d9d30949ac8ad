import { randomFillSync } from 'node:crypto';
import type { Ledger } from '../ledger.ts';
import { errnoNumber } from '../os/errno.ts';
import { Entries, ENTRY_WORDS, MAKING, MAX_ENTRIES, OFFERED, stateOf, TAKING, TOKEN_WORDS } from './entries.ts';
import { GUEST_WORDS, Guests } from './guests.ts';

const EINVAL = errnoNumber('einval');
const ENOBUFS = errnoNumber('enobufs');
const ESRCH = errnoNumber('esrch');

/** Bytes of shared memory that an exchange needs. */
export const EXCHANGE_BYTES = 4 * (GUEST_WORDS + ENTRY_WORDS);

/** An offer that was made. */
export interface Offer {
  /** What the taker must know: where it is, and 128 random bits. */
  readonly id: string;
  readonly index: number;
  /** The state of its entry while it is open. */
  readonly state: number;
}

/** An offer that was taken: a descriptor, which is already in the taker's ledger, and the kind that the offerer gave. */
export interface Taken {
  readonly fd: number;
  readonly kind: number;
}

/** Where the guests of a process hand each other descriptors, from any threads. */
export class Exchange {
  readonly guests: Guests;
  readonly #entries: Entries;

  /** @param memory `EXCHANGE_BYTES` of shared memory, zero at first */
  constructor(memory: SharedArrayBuffer) {
    this.guests = new Guests(new Int32Array(memory, 0, GUEST_WORDS));
    this.#entries = new Entries(new Int32Array(memory, 4 * GUEST_WORDS));
  }

  /**
   * Offers a duplicate of a descriptor to another guest.
   *
   * @param kind a number from 0 to 2³¹ − 1, for the taker
   * @returns −ESRCH if the target has ended or never was; −ENOBUFS if the exchange is full; minus the system's errno
   */
  offer(owner: number, target: number, fd: number, kind: number): Offer | number {
    if (!this.guests.has(target)) return -ESRCH;
    const entries = this.#entries;
    const index = entries.claim(owner);
    if (index < 0) return -ENOBUFS;
    const token = randomFillSync(new Int32Array(TOKEN_WORDS));
    entries.describe(index, { target, kind, token });
    const failed = entries.duplicate(index, fd);
    if (failed < 0) {
      entries.release(index, false);
      return failed;
    }
    const state = entries.publish(index);
    // If the target ended before it could see the offer, nobody else has withdrawn it.
    if (!this.guests.has(target)) {
      this.#withdraw(index, state, owner);
      return -ESRCH;
    }
    return { id: writeId(index, token), index, state };
  }

  /** Whether an offer is still open. */
  isOpen({ index, state }: Offer): boolean {
    return this.#entries.state(index) === state;
  }

  /**
   * Takes an offer, which uses it up.
   *
   * @param check called before the offer is taken, with its kind: 0, or minus the errno of a refusal, which leaves the offer
   * @returns −EINVAL if no offer has this id, or it is for another guest; minus the errno of `check`
   */
  take(guest: number, id: string, ledger: Ledger, check: (kind: number) => number): Taken | number {
    const entries = this.#entries;
    const found = this.#find(id);
    if (found === undefined || entries.target(found.index) !== guest) return -EINVAL;
    const kind = entries.kind(found.index);
    const refusal = check(kind);
    if (refusal < 0) return refusal;
    // The state is the same as before the reading, so what was read belongs to this offer.
    if (!entries.seize(found.index, found.state, guest)) return -EINVAL;
    const fd = entries.descriptor(found.index);
    ledger.add(fd);
    entries.release(found.index, true);
    return { fd, kind };
  }

  /** Withdraws an offer. @returns 0, or −EINVAL if this guest has no open offer of that id */
  revoke(owner: number, id: string): number {
    const found = this.#find(id);
    if (found === undefined || this.#entries.owner(found.index) !== owner) return -EINVAL;
    return this.#withdraw(found.index, found.state, owner) ? 0 : -EINVAL;
  }

  /**
   * Ends a guest: its own offers, those made to it, and what it was doing when its thread was ended. Another thread may
   * call this, once the guest's thread is gone. A second call does nothing.
   *
   * @param ledger the guest's. A descriptor that the guest was taking is either in there or still the exchange's
   */
  leave(guest: number, ledger: Ledger): void {
    this.guests.delete(guest);
    const entries = this.#entries;
    for (let index = 0, { used } = entries; index < used; index++) {
      const state = entries.state(index);
      if (state === stateOf(MAKING, guest)) {
        entries.release(index, false);
      } else if (state === stateOf(TAKING, guest)) {
        entries.release(index, ledger.has(entries.descriptor(index)));
      } else if ((state & 3) === OFFERED && (entries.owner(index) === guest || entries.target(index) === guest)) {
        this.#withdraw(index, state, guest);
      }
    }
  }

  #withdraw(index: number, state: number, guest: number): boolean {
    if (!this.#entries.seize(index, state, guest)) return false;
    this.#entries.release(index, false);
    return true;
  }

  /** The open offer of an id, with the state in which the token was found there. */
  #find(id: string): { index: number; state: number } | undefined {
    const parsed = readId(id);
    if (parsed === undefined) return undefined;
    const { index, token } = parsed;
    const state = this.#entries.state(index);
    return (state & 3) === OFFERED && this.#entries.hasToken(index, token) ? { index, state } : undefined;
  }
}

/** Hexadecimal: four digits of the index, eight of each word of the token. */
function writeId(index: number, token: Int32Array): string {
  const words = Array.from(token, (word) => (word >>> 0).toString(16).padStart(8, '0'));
  return [index.toString(16).padStart(4, '0'), ...words].join('');
}

function readId(id: string): { index: number; token: Int32Array } | undefined {
  if (!/^[0-9a-f]{36}$/.test(id)) return undefined;
  const index = Number.parseInt(id.slice(0, 4), 16);
  const token = Int32Array.from({ length: TOKEN_WORDS }, (_, i) =>
    Number.parseInt(id.slice(4 + 8 * i, 12 + 8 * i), 16),
  );
  return index < MAX_ENTRIES ? { index, token } : undefined;
}
