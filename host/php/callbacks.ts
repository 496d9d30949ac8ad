import type { HostOptions, Severity } from '../host.ts';
import type { Denial, PolicyRequest } from '../policy.ts';
import { printWarning } from '../print-warning.ts';

/**
 * Calls the embedder's callbacks during a call of the library. An error that they throw must not go through the
 * library, which could not clean up. It is kept until the call is over.
 */
export class Callbacks {
  readonly #onWarning: NonNullable<HostOptions['onWarning']>;
  readonly #onDenied: HostOptions['onDenied'];
  readonly #policy: HostOptions['policy'];
  #thrown: { error: unknown } | undefined;

  constructor({ onWarning = printWarning, onDenied, policy }: HostOptions) {
    this.#onWarning = onWarning;
    this.#onDenied = onDenied;
    this.#policy = policy;
  }

  warn(message: string, severity: Severity): void {
    this.#run(() => this.#onWarning.call(undefined, message, severity));
  }

  deny(denial: Denial): void {
    this.#run(() => this.#onDenied?.call(undefined, denial));
  }

  /** The answer of the policy function. An error that it throws denies, and is in the denial. */
  ask(request: PolicyRequest): boolean | Promise<boolean> {
    return typeof this.#policy === 'function' && this.#policy.call(undefined, request);
  }

  #run(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#thrown ??= { error };
    }
  }

  /** Throws the error of the first callback that failed, once. */
  rethrow(): void {
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown !== undefined) throw thrown.error;
  }
}
