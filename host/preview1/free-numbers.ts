/** The first number after the standard streams. Libraries look for directories from here on, until there is none. */
const FIRST = 3;

/** The numbers that no descriptor of a guest has. */
export class FreeNumbers {
  /** All from here on. */
  #next = FIRST;
  /** Those below that were given back, in descending order. */
  readonly #returned: number[] = [];

  /** Those that are not taken. */
  static beside(taken: ReadonlySet<number>): FreeNumbers {
    const free = new FreeNumbers();
    free.#next = Math.max(FIRST - 1, ...taken) + 1;
    for (let number = free.#next - 1; number >= FIRST; number--) if (!taken.has(number)) free.#returned.push(number);
    return free;
  }

  /** Takes the lowest. */
  take(): number {
    return this.#returned.pop() ?? this.#next++;
  }

  /** Gives one back that was taken. */
  give(number: number): void {
    let low = 0;
    let high = this.#returned.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#returned[middle]! > number) low = middle + 1;
      else high = middle;
    }
    this.#returned.splice(low, 0, number);
  }
}
