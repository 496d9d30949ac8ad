import { LimitError } from '../trap.ts';
import { currentThread, threadCpuMs } from '../os/thread-clock.ts';

/** What a guest has of time, in milliseconds; Infinity for no limit. */
export interface TimeLimit {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
}

/** When a guest's time is over that shares this thread with whoever runs it: its operations and its waits look at it. */
export class Deadline {
  /** On the clock of performance.now(). */
  readonly at: number;
  readonly #limit: TimeLimit;
  readonly #thread = currentThread();
  readonly #cpuAtMs: number;

  /** From now on. */
  constructor(limit: TimeLimit) {
    this.#limit = limit;
    this.at = performance.now() + limit.wallTimeMs;
    this.#cpuAtMs = limit.cpuTimeMs === Infinity ? Infinity : this.#cpuMs() + limit.cpuTimeMs;
  }

  /** @returns undefined if there is no limit */
  static of(limit: TimeLimit): Deadline | undefined {
    return limit.cpuTimeMs === Infinity && limit.wallTimeMs === Infinity ? undefined : new Deadline(limit);
  }

  /** @throws LimitError if the time is over */
  check(): void {
    if (performance.now() >= this.at) this.expire();
    const { cpuTimeMs } = this.#limit;
    if (this.#cpuAtMs !== Infinity && this.#cpuMs() >= this.#cpuAtMs) throw new LimitError('cpuTimeMs', cpuTimeMs);
  }

  /** A wait has lasted until then. @throws LimitError always */
  expire(): never {
    throw new LimitError('wallTimeMs', this.#limit.wallTimeMs);
  }

  #cpuMs(): number {
    return threadCpuMs(this.#thread) ?? 0;
  }
}
