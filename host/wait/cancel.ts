import { createCancelDescriptor, signalCancelDescriptor } from '../os/wake.ts';
import { GuestKilled } from './waiter.ts';

/**
 * Ends a guest from outside, also from another thread. It has a flag that every operation checks, and a descriptor that
 * every wait includes. It can be sent to a worker.
 */
export interface CancelHandle {
  /** Three words: whether it was used; whether the thread is in code that checks it; whether it is in `guardOf`'s. */
  readonly flag: Int32Array;
  readonly fd: number;
}

/** The words of `flag`. */
const USED = 0;
const HEEDS = 1;
const GUARDED = 2;

/** A new handle. The caller must close its descriptor. */
export function createCancelHandle(): CancelHandle {
  const handle = { flag: new Int32Array(new SharedArrayBuffer(12)), fd: createCancelDescriptor() };
  setHeeds(handle, true);
  return handle;
}

/** Ends the guest of the handle: at its next operation, or at once if it waits. */
export function cancel(handle: CancelHandle): void {
  Atomics.store(handle.flag, USED, 1);
  signalCancelDescriptor(handle.fd);
}

/**
 * Records whether the handle's thread is in code of the host that checks the handle: while it starts, waits or ends.
 * Node must not terminate a thread there (`worker.terminate()`): in the middle of a call into C that ends the whole
 * process (seen in Node 20: napi_throw is fatal).
 */
export function setHeeds(handle: CancelHandle | undefined, does: boolean): void {
  if (handle !== undefined) Atomics.store(handle.flag, HEEDS, does ? 1 : 0);
}

/** Whether the thread that uses the handle will end by itself once the handle is used. */
function heeds(handle: CancelHandle): boolean {
  return Atomics.load(handle.flag, HEEDS) !== 0;
}

/** Whether the thread that uses the handle must not be terminated: it heeds, or is in the middle of a guarded call. */
export function mustGoOn(handle: CancelHandle): boolean {
  return heeds(handle) || isGuarded(handle);
}

/** Whether the thread that uses the handle is in the middle of a guarded call. */
export function isGuarded(handle: CancelHandle): boolean {
  return Atomics.load(handle.flag, GUARDED) !== 0;
}

/** Whether the handle was used. */
export function isCancelled(handle: CancelHandle): boolean {
  return Atomics.load(handle.flag, USED) !== 0;
}

/**
 * Guards calls that must be finished once they have begun: nobody terminates the thread in them who asks `mustGoOn` after he has
 * used the handle. They must not wait.
 *
 * @returns what calls, and throws GuestKilled instead if the handle was used
 */
export function guardOf(handle: CancelHandle): <T>(call: () => T) => T {
  const { flag } = handle;
  return (call) => {
    if (Atomics.load(flag, GUARDED) !== 0) return call();
    Atomics.store(flag, GUARDED, 1);
    try {
      // After the store: who has used the handle either sees that this goes on, or is seen here.
      if (!heeds(handle)) throwIfCancelled(handle);
      return call();
    } finally {
      Atomics.store(flag, GUARDED, 0);
    }
  };
}

/** @throws GuestKilled if the handle was used. The thread then only has to close its descriptors */
export function throwIfCancelled(handle: CancelHandle | undefined): void {
  if (handle === undefined || Atomics.load(handle.flag, USED) === 0) return;
  setHeeds(handle, true);
  throw new GuestKilled();
}
