// Random numbers from a seed: the same seed, the same numbers, on every Node.

/** A generator of random choices (mulberry32). */
export class Random {
  #state;

  /** @param {number} seed 32 bits */
  constructor(seed) {
    this.#state = seed | 0;
  }

  /** 32 bits, unsigned. */
  bits() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0, below `limit`. */
  below(limit) {
    return Math.floor((this.bits() / 0x1_0000_0000) * limit);
  }

  /** True in so many of 100 cases. */
  percent(chance) {
    return this.below(100) < chance;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  of(list) {
    return list[this.below(list.length)];
  }
}

/** The seed of the n-th thing that comes of a seed. */
export function derived(seed, index) {
  return new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)).bits();
}
