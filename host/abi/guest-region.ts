import type { Region } from '../socket/region.ts';

/** A guest's memory, which may move. */
interface Addressed {
  /** The address of a checked pointer. */
  addressOf(start: number): number;
}

/** A stretch of a guest's memory that has been checked. */
export class GuestRegion implements Region {
  readonly length: number;
  /**
   * V8 maps the pages of such a memory for it alone, and unmaps them when the guest is gone or its memory has moved. Pages
   * that the system keeps then hold what the guest wrote there last, and are nobody's until the system has sent them.
   */
  readonly mayBeKept = true;
  /** The pointer to it. */
  readonly start: number;
  readonly #memory: Addressed;

  constructor(memory: Addressed, start: number, length: number) {
    this.#memory = memory;
    this.start = start;
    this.length = length;
  }

  address(offset: number): number {
    // A guest's memory never shrinks, so the check still holds. But the memory may have moved.
    return this.#memory.addressOf(this.start + offset);
  }
}
