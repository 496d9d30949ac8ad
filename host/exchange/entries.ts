import { endLinger } from '../os/close-socket.ts';
import { closeStored, duplicateInto } from '../os/duplicate.ts';
import { MAX_GUEST } from './guests.ts';

/** How many offers a process can have open at once. */
export const MAX_ENTRIES = 65_536;

/** The words of an entry. */
const STATE = 0;
const OWNER = 1;
const TARGET = 2;
/** The descriptor: 0 for none, negative if duplicating it failed. */
const DESCRIPTOR = 3;
const KIND = 4;
const GENERATION = 5;
const TOKEN = 6;
export const TOKEN_WORDS = 4;
const SIZE = TOKEN + TOKEN_WORDS;

/** The words of shared memory that `Entries` needs: how many entries were ever used, and the entries. */
export const ENTRY_WORDS = 1 + MAX_ENTRIES * SIZE;

/** The phase of an entry: the low two bits of its state. */
export const FREE = 0;
/** A guest, the rest of the state, prepares an offer. */
export const MAKING = 1;
/** Whoever knows the token may try to take it. The rest of the state is the entry's generation. */
export const OFFERED = 2;
/** A guest, the rest of the state, takes the offer, or withdraws it. */
export const TAKING = 3;

/** What a phase and a guest, or a generation, are together. */
export function stateOf(phase: number, number: number): number {
  return phase | (number << 2);
}

/** What an entry says about an offer. */
export interface Description {
  /** The guest that may take it. */
  readonly target: number;
  /** The kind of socket, as a number that offerer and taker understand. */
  readonly kind: number;
  readonly token: Int32Array;
}

/**
 * The offers of a process, in memory that all its threads share. Nobody ever waits here. An entry goes from phase to phase
 * by one `compareExchange` of its state. The guest that moved it to MAKING or TAKING owns it until it moves it on.
 *
 * A thread may be ended between any two steps. The state then says what is left to clean up: see `Exchange.leave`.
 */
export class Entries {
  readonly #words: Int32Array;

  /** @param words `ENTRY_WORDS` of shared memory, zero at first */
  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** How many entries were ever used. The ones after these are free. */
  get used(): number {
    return Atomics.load(this.#words, 0);
  }

  state(index: number): number {
    return Atomics.load(this.#words, at(index, STATE));
  }

  owner(index: number): number {
    return Atomics.load(this.#words, at(index, OWNER));
  }

  target(index: number): number {
    return Atomics.load(this.#words, at(index, TARGET));
  }

  kind(index: number): number {
    return Atomics.load(this.#words, at(index, KIND));
  }

  descriptor(index: number): number {
    return Atomics.load(this.#words, at(index, DESCRIPTOR));
  }

  /** Whether the entry has this token. */
  hasToken(index: number, token: Int32Array): boolean {
    return token.every((word, i) => Atomics.load(this.#words, at(index, TOKEN + i)) === word);
  }

  /** FREE → MAKING: the owner gets the first free entry. @returns its index; −1 if there is none */
  claim(owner: number): number {
    for (let index = 0; index < MAX_ENTRIES; index++) {
      if (this.state(index) !== FREE) continue;
      // Counted before it is claimed, so that every entry that is not free is among the used ones.
      this.#use(index + 1);
      if (this.#move(index, FREE, stateOf(MAKING, owner))) {
        Atomics.store(this.#words, at(index, OWNER), owner);
        return index;
      }
    }
    return -1;
  }

  /** While MAKING: says what is offered. */
  describe(index: number, { target, kind, token }: Description): void {
    Atomics.store(this.#words, at(index, TARGET), target);
    Atomics.store(this.#words, at(index, KIND), kind);
    for (const [i, word] of token.entries()) Atomics.store(this.#words, at(index, TOKEN + i), word);
  }

  /** While MAKING: puts a duplicate of a descriptor there. @returns 0 or minus the system's errno */
  duplicate(index: number, fd: number): number {
    return duplicateInto(this.#words, at(index, DESCRIPTOR), fd);
  }

  /** MAKING → OFFERED. @returns the state that the entry has while this offer is open, and never again */
  publish(index: number): number {
    const generation = (Atomics.load(this.#words, at(index, GENERATION)) + 1) & MAX_GUEST;
    Atomics.store(this.#words, at(index, GENERATION), generation);
    const state = stateOf(OFFERED, generation);
    Atomics.store(this.#words, at(index, STATE), state);
    return state;
  }

  /** OFFERED → TAKING, if the entry still has this state. @returns whether the guest owns it now */
  seize(index: number, seen: number, guest: number): boolean {
    return this.#move(index, seen, stateOf(TAKING, guest));
  }

  /** MAKING or TAKING → FREE. @param keep whether somebody else has the descriptor now; otherwise it is closed */
  release(index: number, keep: boolean): void {
    if (keep) Atomics.store(this.#words, at(index, DESCRIPTOR), 0);
    else this.#close(index);
    Atomics.store(this.#words, at(index, STATE), FREE);
  }

  #close(index: number): void {
    const fd = this.#words[at(index, DESCRIPTOR)]!;
    if (fd > 0) endLinger(fd);
    closeStored(this.#words, at(index, DESCRIPTOR));
  }

  #move(index: number, from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, at(index, STATE), from, to) === from;
  }

  #use(count: number): void {
    for (let used = this.used; used < count; used = this.used) {
      Atomics.compareExchange(this.#words, 0, used, count);
    }
  }
}

function at(index: number, word: number): number {
  return 1 + index * SIZE + word;
}
