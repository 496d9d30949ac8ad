import type { Usage } from '../limits/usage.ts';
import type { Call } from './calling.ts';
import type { GuestDoor } from './program-door.ts';
import type { ProgramStreams } from './standard-streams.ts';

/** A guest that runs elsewhere. */
export interface Guest extends StartedGuest, ProgramStreams, GuestDoor {}

/** A guest apart from its program, as what starts it knows it. */
export interface ApartGuest extends StartedGuest {
  /** Sends a call, if functions of it are called. Throws a DOMException if an argument cannot be sent. */
  post(call: Call): void;
}

/** The same, but for its streams and sockets. */
export interface StartedGuest {
  /**
   * The guest's id, which its getmypid() returns. It is unique among all guests that this process has started, wherever
   * they run. Other guests of the same process use it to hand this guest a socket.
   */
  readonly id: number;
  /**
   * The exit code. Rejects as `runGuest` does, with GuestKilled if the guest was killed, and with GuestCrashed if its
   * process ended. By then its descriptors are closed.
   */
  readonly exited: Promise<number>;
  /**
   * Ends the guest. In a process that takes at most 100 ms, whatever the guest does; if it cannot be ended alone, a shared
   * process ends with it. In a worker the same holds for what docs/isolation.md lists. Resolves when its descriptors are
   * closed.
   */
  kill(): Promise<void>;
  /** What the guest has taken, or had taken at its end. Rejects as `exited` if a signal ended its process. */
  usage(): Promise<Usage>;
}
