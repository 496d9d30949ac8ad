import type { GuestOptions } from './guest-options.ts';
import type { GuestProcess } from './guest-process.ts';
import type { GuestWorker } from './guest-worker.ts';
import type { PipedStream, StandardStreams } from './standard-streams.ts';

/**
 * What keeps a guest apart: a thread of this process; a process of its own; or a process or thread that it shares with other guests
 * (`createGuestProcess`, `createGuestWorker`). docs/isolation.md says what each promises, and what it costs.
 */
export type Isolation = 'worker' | 'process' | GuestProcess | GuestWorker;

/** How to run a guest in a thread or process, which blocks where the guest waits, unless the thread is shared. */
export interface SpawnOptions
  extends Omit<GuestOptions, 'imports' | 'wait' | keyof StandardStreams>, StandardStreams<PipedStream> {
  /** `worker` by default. */
  readonly isolation?: Isolation;
}
