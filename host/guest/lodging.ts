// Where the thread of a guest comes from: a worker that it has alone (workers.ts), or one that it shares (guest-worker.ts).
import type { FromGuest, ToWorker, WorkerData } from './thread-data.ts';

/** Who has a guest on a thread. */
export interface Tenant {
  onMessage(message: FromGuest): void;
  /** The thread has ended, before the guest and not for its sake: by an error that nobody caught, or for another guest. */
  onError(error: unknown): void;
  /** The guest has left the thread, or the thread has ended. Nothing is called after this. */
  onGone(): void;
}

/** The place of a guest on a thread, until it has gone. */
export interface Place {
  /** Sends something to the guest. @throws DOMException if it cannot be sent */
  post(message: ToWorker): void;
  /** Ends the thread, whatever the guest does. */
  terminate(): void;
}

/** Gives guests places. */
export interface Lodging {
  /** How long a guest that is ended has at least until `terminate`, in milliseconds. */
  readonly graceMs: number;
  /** Whether others are on the thread: it may be terminated although the guest itself does not compute. */
  readonly isShared: boolean;
  /** Starts a guest. @throws DOMException if the data cannot be sent to a worker; GuestCrashed if the thread has ended */
  start(data: WorkerData, tenant: Tenant): Place;
}
