import type { Extent } from '../wasm/bounded-module.ts';

/** How much memory guests may leave behind in a thread, in bytes. */
const MOST_LEFT = 64 * 2 ** 20;

/** How many guests a thread has, at most. The engine reserves 10 GB of addresses for the memory of each. */
const MOST_GUESTS = 100;

/** What an element of a table takes at most, in bytes: in V8 of Node 26 a reference, and what is called. */
const ELEMENT_BYTES = 32;

/**
 * How much memory an instance may have left behind, in bytes. Where it has several memories, nobody has seen how those have grown that
 * it does not export; nor has anybody of its tables.
 *
 * @param seen the size of the memory that it exports
 */
export function leftBy(extent: Extent | undefined, seen: number): number {
  if (extent === undefined) return seen;
  const { most, count } = extent;
  return (count.memory > 1 ? most.memory : seen) + most.tableElements * ELEMENT_BYTES;
}

/**
 * What guests have left behind in a thread. Nobody can reach it, but the engine gives it back only when it collects garbage, and does
 * not count all of it (Node 26). So the thread ends, and its memory with it. (V8's `gc` can be had in one way only: by a flag of the
 * whole process, which threads would set against each other.)
 */
export class Wear {
  #left = 0;
  #guests = 0;

  /** A guest has left. @param memory as `leftBy` @returns whether the thread is to end */
  guestLeft(memory: number): boolean {
    this.#left += memory;
    return ++this.#guests >= MOST_GUESTS || this.#left > MOST_LEFT;
  }
}
