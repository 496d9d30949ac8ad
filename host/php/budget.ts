import { ArgumentError } from './argument-error.ts';

/** How many bytes the arguments of one call may have together: the library's memory has room for a few copies. */
const MOST = 1 << 28;

/** Sees to it that a call's arguments fit the library's memory, which would trap, before any of them is there. */
export class Budget {
  #left = MOST;

  /** A call begins. */
  renew(): void {
    this.#left = MOST;
  }

  /** An argument, or a part of one, will take as many bytes. @throws ArgumentError if they are too many */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new ArgumentError(`shorter: the arguments of a call have at most ${MOST} bytes together`);
  }
}
