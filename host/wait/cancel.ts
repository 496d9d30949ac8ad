import { createCancelDescriptor, signalCancelDescriptor } from '../os/wake.ts';
import { GuestKilled } from './waiter.ts';

/**
 * Ends a guest from outside, also from another thread: a flag that every operation looks at, and a descriptor
 * that every wait includes. It can be sent to a worker.
 */
export interface CancelHandle {
  readonly flag: Int32Array;
  readonly fd: number;
}

/** A new handle; its descriptor is the caller's to close. */
export function createCancelHandle(): CancelHandle {
  return { flag: new Int32Array(new SharedArrayBuffer(4)), fd: createCancelDescriptor() };
}

/** Ends whatever uses the handle: at its next operation, or at once if it waits. */
export function cancel(handle: CancelHandle): void {
  Atomics.store(handle.flag, 0, 1);
  signalCancelDescriptor(handle.fd);
}

/** @throws GuestKilled if the handle was used */
export function throwIfCancelled(handle: CancelHandle | undefined): void {
  if (handle !== undefined && Atomics.load(handle.flag, 0) !== 0) throw new GuestKilled();
}
