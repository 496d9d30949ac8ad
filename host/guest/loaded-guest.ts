import type { ComponentExports } from '../component/exports.ts';
import type { Guest } from './guest.ts';

/** A guest whose functions this program calls. */
export interface LoadedGuest<Exports extends object = ComponentExports> extends Guest {
  /**
   * What it exports: functions, and an object of them for each interface of a component, by its name and by its full name. Each gives
   * a promise, but for a guest on this thread that blocks it. Functions that take or give objects of resources are there, with
   * their classes, on this thread (`thread`) only. Calls are made one after the other. An error in one, other than a ComponentError, an ArgumentError or a
   * ComponentStateError, ends the guest.
   */
  readonly exports: Exports;
  /** Ends the guest after the calls that were made before. `exited` then gives 0. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
