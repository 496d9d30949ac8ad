import { createCancelDescriptor, signalCancelDescriptor } from '../os/wake.ts';
import { GuestKilled } from './waiter.ts';

/**
 * Ends a guest from outside, also from another thread: a flag that every operation looks at, and a descriptor
 * that every wait includes. It can be sent to a worker.
 */
export interface CancelHandle {
  /** Whether it was used; whether the thread is where it takes note of that by itself. */
  readonly flag: Int32Array;
  readonly fd: number;
}

/** The words of a flag. */
const USED = 0;
const HEEDS = 1;

/** A new handle; its descriptor is the caller's to close. */
export function createCancelHandle(): CancelHandle {
  const handle = { flag: new Int32Array(new SharedArrayBuffer(8)), fd: createCancelDescriptor() };
  setHeeds(handle, true);
  return handle;
}

/** Ends whatever uses the handle: at its next operation, or at once if it waits. */
export function cancel(handle: CancelHandle): void {
  Atomics.store(handle.flag, USED, 1);
  signalCancelDescriptor(handle.fd);
}

/**
 * Tells whether the thread that uses the handle is in the host's code, which heeds it: while it starts, waits and ends. Node
 * must not end a thread there (`worker.terminate()`): in the middle of a call into C that ends the whole process (seen in
 * Node 20: napi_throw is fatal).
 */
export function setHeeds(handle: CancelHandle | undefined, does: boolean): void {
  if (handle !== undefined) Atomics.store(handle.flag, HEEDS, does ? 1 : 0);
}

/** Whether the thread that uses the handle will end by itself once the handle is used. */
export function heeds(handle: CancelHandle): boolean {
  return Atomics.load(handle.flag, HEEDS) !== 0;
}

/** @throws GuestKilled if the handle was used; the thread has only to close what it holds then */
export function throwIfCancelled(handle: CancelHandle | undefined): void {
  if (handle === undefined || Atomics.load(handle.flag, USED) === 0) return;
  setHeeds(handle, true);
  throw new GuestKilled();
}
