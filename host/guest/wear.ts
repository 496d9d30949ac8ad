/** How much memory guests may leave behind in a thread, in bytes. */
const MOST_LEFT = 64 * 2 ** 20;

/** How many guests a thread has, at most. The engine reserves 10 GB of addresses for the memory of each. */
const MOST_GUESTS = 100;

/**
 * What guests have left behind in a thread. Nobody can reach it, but the engine gives it back only when it collects garbage, and does
 * not count all of it (Node 26). So the thread ends, and its memory with it. (V8's `gc` can be had in one way only: by a flag of the
 * whole process, which threads would set against each other.)
 */
export class Wear {
  #left = 0;
  #guests = 0;

  /** A guest has left. @param memory its linear memory, in bytes @returns whether the thread is to end */
  guestLeft(memory: number): boolean {
    this.#left += memory;
    return ++this.#guests >= MOST_GUESTS || this.#left > MOST_LEFT;
  }
}
