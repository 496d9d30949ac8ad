/**
 * Calls the embedder's functions from inside a call of the library. What they throw must not go through the library,
 * which could not clean up: it is kept until the call is over.
 */
export class Callbacks {
  #thrown: { error: unknown } | undefined;

  run(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#thrown ??= { error };
    }
  }

  /** Throws what the first callback that failed has thrown, once. */
  rethrow(): void {
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown !== undefined) throw thrown.error;
  }
}
