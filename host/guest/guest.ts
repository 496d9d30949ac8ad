import type { Usage } from '../limits/usage.ts';

/** A guest that runs elsewhere. */
export interface Guest {
  /**
   * The guest's id, its getmypid(): unique among those that this process has started, in whatever process. Other guests of
   * the same process hand it sockets by it.
   */
  readonly id: number;
  /**
   * The exit code. Rejects as `runGuest` does; with GuestKilled if the guest was killed; with GuestCrashed if its process
   * has ended. Its descriptors are closed by then.
   */
  readonly exited: Promise<number>;
  /**
   * Ends the guest. In a process within 100 ms, whatever it does; a process that it shares ends with it where it cannot be
   * ended alone. In a worker so where docs/isolation.md says so. Resolves when its descriptors are closed.
   */
  kill(): Promise<void>;
  /** What the guest has taken, or had at its end. Rejects as `exited` if its process was ended by a signal. */
  usage(): Promise<Usage>;
}
