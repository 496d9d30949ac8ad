import type { Ledger } from '../ledger.ts';
import type { Meter } from '../limits/meter.ts';
import { SLOT } from '../limits/usage.ts';
import { errnoNumber } from '../os/errno.ts';
import { GuestTrap } from '../trap.ts';
import type { Waiter } from '../wait/waiter.ts';

const EMFILE = errnoNumber('emfile');

/** What files need of their guest's host. */
export interface FilesContext {
  readonly waiter: Waiter;
  readonly ledger: Ledger;
  readonly meter: Meter;
  /** Whether the guest is over. */
  readonly isClosed: boolean;
  /** Whether the guest has a directory that it may write, now or earlier. */
  changesPaths: boolean;
}

/** The files and directories that a guest has open. */
export class OpenFiles {
  readonly #context: FilesContext;
  #count = 0;

  constructor(context: FilesContext) {
    this.#context = context;
  }

  /**
   * Begins an operation of the guest.
   *
   * @throws GuestKilled, LimitError if the guest has been ended, or its time is over; GuestTrap if its host is closed
   */
  begin(): void {
    if (this.#context.isClosed) throw new GuestTrap('the guest calls a host that is closed');
    this.#context.waiter.checkCancelled();
  }

  /** Whether another may be opened. @returns 0 or minus the system's errno: EMFILE */
  admit(): number {
    const { meter } = this.#context;
    return this.#count + meter.others(SLOT.files) < meter.limits.files ? 0 : -EMFILE;
  }

  /** Records the descriptor that is opened, such that it is closed however the guest ends. @returns what `open` returned */
  hold(open: () => number): number {
    return this.#context.ledger.open(open);
  }

  /** Closes a descriptor that is held. After the guest's end others have closed it, and its number may be another's. */
  release(fd: number): void {
    const { ledger } = this.#context;
    if (fd < 0 || !ledger.has(fd)) return;
    ledger.close(fd);
  }

  /** Counts a file that was opened (1) or closed (−1). */
  count(change: 1 | -1): void {
    this.#count += change;
    this.#context.meter.set(SLOT.files, SLOT.filesPeak, this.#count);
  }
}
