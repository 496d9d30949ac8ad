import type { Bounds } from '../limits.ts';
import { Rate } from './rate.ts';
import { LimitError } from '../trap.ts';
import { type Counters, SLOT } from './usage.ts';

/** Under a limit, how many operations may come at once: those of a tenth of a second. */
const BURST_S = 0.1;

// The slots that every call counts. An engine loads a constant faster than a table's entry.
const { operations: OPERATIONS, bytesSent: BYTES_SENT, bytesReceived: BYTES_RECEIVED } = SLOT;

/** Bytes of memories and elements of tables. */
interface Taken {
  readonly memory: number;
  readonly tableElements: number;
}

/** Counts what a guest takes, on the guest's thread. It ends the guest at a limit of a total. */
export class Meter {
  readonly counters: Counters;
  limits: Bounds;
  /** Whether the guest may have other processes. */
  readonly hasCompany: boolean;
  /** Slows the guest's operations down; undefined without a limit. */
  pace: Rate | undefined;
  /** Whether the embedder is to get one more denial. */
  #denials: Rate;
  readonly #words: Float64Array;
  /** The size of the memories that are not exported, in bytes. */
  #otherMemory = 0;
  #sendable = 0;
  #receivable = 0;

  constructor(counters: Counters, limits: Bounds) {
    this.counters = counters;
    this.hasCompany = counters.hasCompany;
    this.limits = limits;
    this.#words = counters.words;
    this.#denials = this.#rate(limits.denialsPerSecond);
    this.configure(limits);
  }

  /** Changes the limits. What was taken stays counted. */
  configure(limits: Bounds): void {
    this.limits = limits;
    this.#look();
    const { operationsPerSecond } = limits;
    this.pace =
      operationsPerSecond === Infinity ? undefined : this.#rate(operationsPerSecond, operationsPerSecond * BURST_S);
    this.#denials = this.#rate(limits.denialsPerSecond);
  }

  /** So many a second of all the guest's processes together. A new one begins with none. */
  #rate(perSecond: number, burst = perSecond): Rate {
    return new Rate(perSecond, burst, { among: () => this.counters.living(), isEmpty: this.counters.isForked });
  }

  /** The part of an amount that this process may take before it looks again: others take theirs meanwhile. */
  share(amount: number): number {
    return this.hasCompany ? Math.ceil(amount / this.counters.living()) : amount;
  }

  /** Measures what is left of the totals, which other processes of the guest take as well. */
  #look(): void {
    this.#sendable = this.limits.bytesSent - this.counters.total(BYTES_SENT);
    this.#receivable = this.limits.bytesReceived - this.counters.total(BYTES_RECEIVED);
  }

  /** Whether a new process of the guest is being given what it has. What that is, is counted already. */
  isInheriting = false;

  /** What the guest's other processes have of something that comes and goes. */
  others(slot: number): number {
    return this.hasCompany ? this.counters.others(slot) : 0;
  }

  /** Counts a call of the host. */
  operation(): void {
    this.#words[OPERATIONS]! += 1;
  }

  /** How many bytes of `length` may be sent now. @throws LimitError if none, or if not all of a message */
  toSend(length: number, isStream: boolean): number {
    if (this.hasCompany) this.#look();
    if (length <= this.share(this.#sendable)) return length;
    if (isStream && this.#sendable > 0) return this.share(this.#sendable);
    if (length <= this.#sendable) return length;
    throw new LimitError('bytesSent', this.limits.bytesSent);
  }

  /** Counts bytes that were sent. */
  sent(count: number): void {
    this.#words[BYTES_SENT]! += count;
    this.#sendable -= count;
  }

  /** How many bytes of `length` to ask for: of a stream, one more than may be received, which its end does not count as. */
  toReceive(length: number, isStream: boolean): number {
    if (this.hasCompany) this.#look();
    const most = this.share(this.#receivable);
    return length <= most || !isStream ? length : Math.max(0, most) + 1;
  }

  /** Counts bytes that were received. @throws LimitError if they are too many */
  received(count: number): void {
    this.#words[BYTES_RECEIVED]! += count;
    this.#receivable -= count;
    if (this.hasCompany) this.#look();
    if (this.#receivable < 0) throw new LimitError('bytesReceived', this.limits.bytesReceived);
  }

  /**
   * Counts bytes that are about to be read from or written to a standard stream.
   *
   * @returns how many of them may pass
   * @throws LimitError if none
   */
  take(bytes: number): number {
    const { streamBytes } = this.limits;
    const taken = Math.min(bytes, streamBytes - this.counters.total(SLOT.streamBytes));
    if (taken <= 0 && bytes > 0) throw new LimitError('streamBytes', streamBytes);
    this.#words[SLOT.streamBytes]! += taken;
    return taken;
  }

  /** Takes back bytes that were counted but not read or written. */
  giveBack(bytes: number): void {
    this.#words[SLOT.streamBytes]! -= bytes;
  }

  /** Counts a lookup, until `lookupEnds`: see `CountedLookup`. @returns whether it may begin */
  lookupBegins(): boolean {
    const under = this.#words[SLOT.lookups]!;
    if (under + this.others(SLOT.lookups) >= this.limits.lookups) return false;
    this.set(SLOT.lookups, SLOT.lookupsPeak, under + 1);
    return true;
  }

  lookupEnds(): void {
    this.#words[SLOT.lookups]! -= 1;
  }

  /** Counts a denial. @returns whether the embedder is to get it */
  denied(): boolean {
    this.#words[SLOT.denials]! += 1;
    if (this.#denials.take() === 0) return true;
    this.#words[SLOT.denialsUnreported]! += 1;
    return false;
  }

  /**
   * Records the size of the memory that a guest exports.
   *
   * @param initial the sizes of all its memories and tables at the start
   * @throws LimitError if the guest's processes have too much together
   */
  memory(initial: Taken, bytes: number): void {
    if (this.isInheriting) return;
    if (this.#words[SLOT.memory] === 0) {
      this.#otherMemory = Math.max(0, initial.memory - bytes);
      this.#words[SLOT.tableElements] = initial.tableElements;
    }
    this.#words[SLOT.memory] = this.#otherMemory + bytes;
    if (this.hasCompany && this.counters.total(SLOT.memory) > this.limits.memory) {
      throw new LimitError('memory', this.limits.memory);
    }
  }

  /** Sets the amount of something that comes and goes. */
  set(slot: number, peak: number, value: number): void {
    if (this.isInheriting) return;
    this.#words[slot] = value;
    if (value > this.#words[peak]!) this.#words[peak] = value;
  }
}
