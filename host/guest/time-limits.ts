import type { Bounds } from '../limits.ts';
import type { Counters } from '../limits/usage.ts';
import { LimitError } from '../trap.ts';

/** The longest that a timer of Node's waits, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** The shortest time until a thread's CPU time is checked again, in milliseconds. */
const SOON_MS = 5;

/**
 * Ends a guest that runs on another thread when its time is over. It does so on the event loop of the thread that
 * started the guest, which must not be blocked.
 */
export class TimeLimits {
  readonly #limits: Bounds;
  readonly #counters: Counters;
  readonly #end: (reason: LimitError) => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param end ends the guest; called once at most */
  constructor(limits: Bounds, counters: Counters, end: (reason: LimitError) => void) {
    this.#limits = limits;
    this.#counters = counters;
    this.#end = end;
  }

  start(): void {
    const { cpuTimeMs, wallTimeMs } = this.#limits;
    if (cpuTimeMs !== Infinity || wallTimeMs !== Infinity) this.#look();
  }

  /** The guest has ended. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const { cpuTimeMs, wallTimeMs } = this.#limits;
    const wallLeft = wallTimeMs - this.#counters.wallTimeMs();
    if (wallLeft <= 0) return this.#end(new LimitError('wallTimeMs', wallTimeMs));
    const cpuLeft = cpuTimeMs === Infinity ? Infinity : cpuTimeMs - this.#counters.cpuTimeMs();
    if (cpuLeft <= 0) return this.#end(new LimitError('cpuTimeMs', cpuTimeMs));
    // A thread computes no more than the time that passes.
    const next = Math.min(Math.ceil(wallLeft), Math.max(cpuLeft, SOON_MS), LONGEST_MS);
    this.#timer = setTimeout(() => this.#look(), next);
  }
}
