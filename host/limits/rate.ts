interface RateOptions {
  /** A clock in milliseconds. */
  readonly now?: () => number;
  /** How many share the rate. */
  readonly among?: () => number;
  /** Whether none may be taken at once. */
  readonly isEmpty?: boolean;
}

/**
 * Allows something so many times in a second, and some at once after a pause: a token bucket. The clock is read only
 * the first time, and when the bucket is empty.
 */
export class Rate {
  readonly #perMs: number;
  readonly #most: number;
  readonly #now: () => number;
  readonly #among: () => number;
  #tokens: number;
  /** When tokens were last counted; undefined while all are there. */
  #filledAt: number | undefined;

  /**
   * @param perSecond how many; with 0 none, ever
   * @param burst how many at once
   */
  constructor(
    perSecond: number,
    burst = perSecond,
    { now = () => performance.now(), among = () => 1, isEmpty = false }: RateOptions = {},
  ) {
    this.#among = among;
    this.#perMs = perSecond / 1000;
    this.#most = perSecond === 0 ? 0 : Math.max(1, burst);
    this.#now = now;
    this.#tokens = isEmpty ? 0 : this.#most;
    this.#filledAt = isEmpty ? now() : undefined;
  }

  /** Takes a token. @returns 0; or, without taking one, after how many milliseconds there will be one */
  take(): number {
    if (this.#filledAt === undefined) this.#filledAt = this.#now();
    else if (this.#tokens < 1) this.#fill(this.#filledAt);
    if (this.#tokens < 1) return ((1 - this.#tokens) * this.#among()) / this.#perMs;
    this.#tokens -= 1;
    return 0;
  }

  #fill(since: number): void {
    const now = this.#now();
    this.#tokens = Math.min(this.#most, this.#tokens + ((now - since) * this.#perMs) / this.#among());
    this.#filledAt = now;
  }
}
