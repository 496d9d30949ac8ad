import type { GuestMemory } from '../abi/guest-memory.ts';
import { errnoNumber } from '../os/errno.ts';
import { Scratch } from '../os/libc.ts';
import type { Waiter } from '../wait/waiter.ts';

/** `iovec`, `ciovec`: a pointer and a length. Bytes. */
export const IOVEC_SIZE = 8;

/** How many bytes one call moves at most: Linux's MAX_RW_COUNT. */
export const MOST_MOVED = 0x7fff_f000;

/** Of the system: an outcome for a buffer that is not in the memory. */
export const OUTSIDE = -errnoNumber('efault');

/** Small buffers are gathered up to this many bytes, so that they go out in one piece. */
const GATHERED = 65_536;

/** How many buffers are examined before it is checked again whether the guest was killed. */
const BUFFERS = 65_536;

/** One for the thread: it is used between taking a piece and writing it, and nothing waits in between. */
let gathered: Scratch | undefined;

/**
 * Walks through a guest's list of buffers. The list may have any length, so only the position is kept. Each buffer is
 * checked when its turn comes.
 */
export class Pieces {
  readonly #memory: GuestMemory;
  readonly #waiter: Waiter;
  /** The buffer whose turn it is, and the end of the list. */
  #at: number;
  readonly #end: number;
  /** Bytes of the buffer that have passed. */
  #passed = 0;
  /** The first byte of the piece in the guest, unless it was gathered. */
  #start = 0;
  #isGathered = false;
  #total = 0;

  /** @param list a pointer to a list that lies in the memory */
  constructor(memory: GuestMemory, list: number, count: number, waiter: Waiter) {
    this.#memory = memory;
    this.#waiter = waiter;
    this.#at = list >>> 0;
    this.#end = this.#at + (count >>> 0) * IOVEC_SIZE;
  }

  /** Where the piece lies in the guest. */
  get start(): number {
    return this.#start;
  }

  /** Bytes that have passed, of all buffers. */
  get total(): number {
    return this.#total;
  }

  /** The address of the piece; right after it was taken. */
  address(): number {
    return this.#isGathered && gathered !== undefined ? gathered.address : this.#memory.addressOf(this.#start);
  }

  /**
   * The rest of the first buffer that has one.
   *
   * @returns its length in bytes, 0 at the end of the list; undefined if the buffer is not in the memory
   */
  first(): number | undefined {
    this.#isGathered = false;
    for (let seen = 1; this.#at < this.#end; seen++) {
      if (seen % BUFFERS === 0) this.#waiter.checkCancelled();
      const view = this.#memory.view();
      const start = view.getUint32(this.#at, true);
      const length = view.getUint32(this.#at + 4, true);
      if (!this.#memory.holds(start, length)) return undefined;
      if (length > this.#passed) {
        this.#start = start + this.#passed;
        return length - this.#passed;
      }
      this.#at += IOVEC_SIZE;
      this.#passed = 0;
    }
    return 0;
  }

  /** The next piece: of one buffer, or of several small ones. @returns as `first` */
  next(most: number): number | undefined {
    const length = this.first();
    if (length === undefined || length === 0) return length;
    if (length >= Math.min(most, GATHERED) || this.#at + IOVEC_SIZE >= this.#end) return Math.min(length, most);
    return this.#gather(Math.min(most, GATHERED));
  }

  #gather(most: number): number {
    const { bytes } = (gathered ??= new Scratch(GATHERED));
    const at = this.#at;
    const passed = this.#passed;
    let total = 0;
    while (total < most) {
      const length = this.first();
      // A buffer outside the memory is reported when it is the first.
      if (length === undefined || length === 0) break;
      const part = Math.min(length, most - total);
      this.#memory.copyOut(this.#start, part, bytes, total);
      total += part;
      this.#passed += part;
    }
    this.#at = at;
    this.#passed = passed;
    this.#isGathered = true;
    return total;
  }

  /**
   * Writes the pieces, until all have passed or one does not.
   *
   * @param most bytes of a piece
   * @param transfer of bytes at an address. @returns how many, or minus the system's errno
   * @returns 0, or what `transfer` gave at last; `OUTSIDE` only if nothing has passed
   */
  write(most: number, transfer: (address: number, length: number) => number): number {
    while (this.#total < MOST_MOVED) {
      this.#waiter.checkCancelled();
      const length = this.next(Math.min(most, MOST_MOVED - this.#total));
      if (length === undefined) return this.#total > 0 ? 0 : OUTSIDE;
      if (length === 0) return 0;
      const moved = transfer(this.address(), length);
      if (moved <= 0) return moved;
      this.advance(moved);
    }
    return 0;
  }

  /** Moves on after so many bytes have passed. */
  advance(bytes: number): void {
    this.#total += bytes;
    for (let left = bytes; left > 0;) {
      const length = this.first();
      if (length === undefined || length === 0) return;
      const part = Math.min(length, left);
      this.#passed += part;
      left -= part;
    }
  }
}
