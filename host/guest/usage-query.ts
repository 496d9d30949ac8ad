import type { Usage } from '../limits/usage.ts';

/** Whoever waits for an answer. */
interface Waiting {
  resolve(usage: Usage): void;
  reject(error: Error): void;
}

/** Asks another process what a guest has taken. A question while another is open gets the same answer. */
export class UsageQuery {
  readonly #ask: () => void;
  #waiting: Waiting[] = [];
  /** What the guest had taken at its end, or why nobody knows. */
  #last: Usage | Error | undefined;

  /** @param ask sends the question; `answer` or `end` is to follow */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** Rejects if the process ended without an answer. */
  get(): Promise<Usage> {
    return new Promise((resolve, reject) => {
      if (this.#last instanceof Error) return reject(this.#last);
      if (this.#last !== undefined) return resolve(this.#last);
      this.#waiting.push({ resolve, reject });
      if (this.#waiting.length === 1) this.#ask();
    });
  }

  answer(usage: Usage): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(usage);
  }

  /** Called when the guest has ended. Only the first call counts. */
  end(last: Usage | Error): void {
    this.#last ??= last;
    const end = this.#last;
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (end instanceof Error) reject(end);
      else resolve(end);
    }
  }
}
