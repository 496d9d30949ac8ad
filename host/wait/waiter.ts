import type { Completion } from './completion.ts';
import type { Deadline } from './deadline.ts';
import { Uncatchable } from '../uncatchable.ts';

/** A set of descriptors to poll: `struct pollfd`s at an address, which revents are written back to. */
export interface PollSet {
  /** Address of the first `struct pollfd`. One more than `count` must fit: a waiter appends its own. */
  readonly address: number;
  readonly count: number;
  /** The pollfds as pairs of 32 bits: the descriptor, then events (low half) and revents (high half). */
  readonly words: Int32Array;
}

/** The outcome of an attempt that has done a part of its work. It is repeated for the rest. */
export const PARTLY = -Infinity;

/** How an operation waits. It is the only thing that differs between a blocking host and a suspending one. */
export interface Waiter {
  /** The end of the guest's time. Its operations and waits check it, and throw a LimitError. */
  limit: Deadline | undefined;

  /**
   * Repeats `attempt` each time the descriptor is ready for `events` (POLL*), until its outcome is neither −EAGAIN nor
   * `PARTLY`. If attempts fail although the descriptor stays ready, there are pauses between them.
   *
   * @param timeoutMs milliseconds; Infinity for no limit
   * @param again the value of −EAGAIN on this system
   * @returns the last outcome: `again` if the time is over
   * @throws GuestKilled if the guest is ended meanwhile
   */
  retry(fd: number, events: number, timeoutMs: number, again: number, attempt: () => number): Completion<number>;

  /**
   * Waits until the descriptor may be ready for `events` (POLL*), which the next attempt shows. Only a waiter that blocks the thread
   * has this function.
   *
   * @throws GuestKilled if the guest is ended meanwhile
   */
  untilReady?(fd: number, events: number): void;

  /**
   * Waits until a descriptor of the set has revents.
   *
   * @param timeoutMs milliseconds, fractions count; Infinity for no limit
   * @param isPolled whether the set was just polled, and none had
   * @returns how many have; 0 if the time is over; or minus the system's errno
   * @throws GuestKilled if the guest is ended meanwhile
   */
  poll(set: PollSet, timeoutMs: number, isPolled?: boolean): Completion<number>;

  /**
   * Waits without a descriptor.
   *
   * @throws GuestKilled if the guest is ended meanwhile
   */
  sleep(milliseconds: number): Completion<void>;

  /**
   * Waits for a promise. Only a waiter that suspends the guest has this function.
   *
   * @throws GuestKilled if the guest is ended meanwhile; LimitError if its time is over
   */
  until?<T>(promise: Promise<T>): Promise<T>;

  /** @throws GuestKilled if the guest has been ended; LimitError if its time is over */
  checkCancelled(): void;

  /** Ends all waits for a descriptor, with −EBADF: it is about to be closed. */
  forget(fd: number): void;
}

/** Thrown through a guest that is killed from outside. The guest cannot catch it. */
export class GuestKilled extends Uncatchable {
  override readonly name = 'GuestKilled';
  readonly code = 'ERR_WASOCK_KILLED';

  constructor() {
    super('the guest was killed');
  }
}
