import type { Completion } from '../wait/completion.ts';
import { GuestKilled, type Waiter } from '../wait/waiter.ts';
import { ComponentStateError } from './errors.ts';

/** What happens when a component ends. */
export interface Ending {
  /** Ends what a call waits for that is under way: its guest gets no control any more. */
  stop?(): void;
  /** Closes what the component had. Called once. */
  close(): Completion<void>;
  /** What is thrown to the program, of what ended a call. @param functionName for messages */
  explain(error: unknown, functionName: string): unknown;
}

/** Waits for a promise, as long as the guest may live: see `Waiter`. */
type Until = NonNullable<Waiter['until']>;

/**
 * The calls of one component, by the program that has it: one at a time. An error in one of them ends the component, because
 * what it was doing is half done.
 */
export class Calls {
  readonly #ending: Ending;
  readonly #until: Until;
  #ended: { readonly reason: string; readonly cause?: unknown } | undefined;
  /** What came of closing it. */
  #closing: Completion<void> = undefined;
  #isCalling = false;
  /** How many functions of the program's are running that the component has called. */
  #inside = 0;
  /** Functions that end the current waits for promises of the program's. */
  readonly #waits = new Set<() => void>();

  constructor(ending: Ending, until: Until) {
    this.#ending = ending;
    this.#until = until;
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /**
   * Calls the component.
   *
   * @param prepare takes the arguments; the program's own code may run in it. An error in it ends nothing
   * @throws ComponentStateError if it cannot be called now
   */
  run<A, T>(functionName: string, prepare: () => A, call: (prepared: A) => Completion<T>): Completion<T> {
    this.check(functionName);
    this.#isCalling = true;
    let prepared: A;
    try {
      prepared = prepare();
    } catch (error) {
      this.#isCalling = false;
      throw error;
    }
    const done = (value: T): T => {
      this.#isCalling = false;
      return value;
    };
    const failed = (error: unknown): never => this.#fail(functionName, error);
    let outcome: Completion<T>;
    try {
      outcome = call(prepared);
    } catch (error) {
      return failed(error);
    }
    return outcome instanceof Promise ? outcome.then(done, failed) : done(outcome);
  }

  /** Runs a function of the program's that the component has called, to its first wait. */
  outside<T>(call: () => T): T {
    this.#inside++;
    try {
      return call();
    } finally {
      this.#inside--;
    }
  }

  /** Waits for a promise of the program's. @throws GuestKilled if the component ends meanwhile; LimitError if its time does */
  until<T>(promise: Promise<T>): Promise<T> {
    const settled = new Promise<T>((resolve, reject) => {
      const end = (): void => reject(new GuestKilled());
      this.#waits.add(end);
      promise.then(resolve, reject).finally(() => this.#waits.delete(end));
    });
    return this.#until(settled);
  }

  /**
   * Ends the component. Ending it again does nothing.
   *
   * @param isAsking whether a callback of the program's is running
   * @returns when it is closed, also if it had ended before
   * @throws ComponentStateError in the middle of a call that does not wait
   */
  close(isAsking: boolean, suspends: boolean): Completion<void> {
    if (this.#ended !== undefined) return this.#closing;
    if (isAsking || this.#inside > 0 || (this.#isCalling && !suspends)) {
      throw new ComponentStateError('close(): a call of the guest is under way');
    }
    this.#ended = { reason: 'the guest has been closed' };
    if (this.#isCalling) this.#ending.stop?.();
    for (const end of Array.from(this.#waits)) end();
    return (this.#closing = this.#ending.close());
  }

  /** @throws ComponentStateError if the component has ended, or a call of it is under way */
  check(functionName: string): void {
    if (this.#ended !== undefined) {
      const { reason, ...options } = this.#ended;
      throw new ComponentStateError(`${functionName}(): ${reason}`, options);
    }
    if (this.#isCalling) throw new ComponentStateError(`${functionName}(): another call of the guest is under way`);
  }

  /** The error of a call says more than what closing meets. */
  #closeQuietly(): Completion<void> {
    try {
      const closing = this.#ending.close();
      return closing instanceof Promise ? closing.catch(() => {}) : closing;
    } catch {
      return undefined;
    }
  }

  #fail(functionName: string, error: unknown): never {
    this.#isCalling = false;
    const shown = this.#ending.explain(error, functionName);
    if (this.#ended === undefined) {
      this.#ended = { reason: 'an earlier call has ended the guest', cause: shown };
      this.#closing = this.#closeQuietly();
    }
    throw shown;
  }
}
