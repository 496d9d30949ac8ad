import { LimitError } from '../trap.ts';
import { currentThread, threadCpuMs } from '../os/thread-clock.ts';

/** A guest's limits of time, in milliseconds; Infinity for no limit. */
export interface TimeLimit {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
}

/** The end of the time of a guest that runs on its starter's thread. Its operations and waits check it. */
export class Deadline {
  /** On the clock of performance.now(). */
  readonly at: number;
  readonly #limit: TimeLimit;
  readonly #thread = currentThread();
  readonly #cpuAtMs: number;

  /** The time begins now. */
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

  /** Called when a wait has lasted until then. @throws LimitError always */
  expire(): never {
    throw new LimitError('wallTimeMs', this.#limit.wallTimeMs);
  }

  #cpuMs(): number {
    return threadCpuMs(this.#thread) ?? 0;
  }
}
