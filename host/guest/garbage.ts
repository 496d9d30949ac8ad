import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How much more memory the process may have than at the last collection, in bytes. */
const MOST_GROWTH = 1 << 24;

/** How many guests may have left since. The engine reserves 10 GB of addresses for the memory of each. */
const MOST_GUESTS = 100;

/**
 * The memory of guests that have left a thread. Nobody can reach it, but the engine gives it back only when it collects garbage, and
 * does not know how much a guest could have hidden. So a thread that waits for its next guest has collected what is large.
 */
export class Garbage {
  #collect: (() => void) | undefined;
  #rss = process.memoryUsage.rss();
  #guests = 0;

  /** Collects if it is worth it: that takes some 10 ms. */
  guestLeft(): void {
    const { rss } = process.memoryUsage;
    if (++this.#guests < MOST_GUESTS && rss() - this.#rss <= MOST_GROWTH) return;
    this.#collect ??= collector();
    this.#collect();
    this.#rss = rss();
    this.#guests = 0;
  }
}

/** V8's function that collects garbage. Only contexts that are made while the flag is set have it. */
function collector(): () => void {
  if (globalThis.gc !== undefined) return () => globalThis.gc?.();
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as () => void;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
