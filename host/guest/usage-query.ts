import type { Usage } from '../limits/usage.ts';

/** Whoever waits for an answer. */
interface Waiting {
  resolve(usage: Usage): void;
  reject(error: Error): void;
}

/** Asks another process what a guest has taken. Whoever asks while a question is under way gets its answer. */
export class UsageQuery {
  readonly #ask: () => void;
  #waiting: Waiting[] = [];
  /** What the guest had at its end, or why nobody knows. */
  #last: Usage | Error | undefined;

  /** @param ask sends the question; `answer` or `end` is to follow */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** Rejects if the process has ended without telling. */
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

  /** The guest has ended. Only the first end counts. */
  end(last: Usage | Error): void {
    this.#last ??= last;
    const end = this.#last;
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (end instanceof Error) reject(end);
      else resolve(end);
    }
  }
}
