import type { GuestMemory } from '../abi/guest-memory.ts';
import { decoded } from '../files/paths.ts';
import { errnoNumber } from '../os/errno.ts';
import { fromSystem, SUCCESS } from './errno.ts';

const EFAULT = errnoNumber('efault');
const ENAMETOOLONG = errnoNumber('enametoolong');

/** The longest path that is read from the guest, in bytes. The system takes none that is longer. */
const LONGEST_PATH = 4096;

/** What functions of files read from a guest's memory, and write to it. */
export class FileMemory {
  readonly memory: GuestMemory;

  constructor(memory: GuestMemory) {
    this.memory = memory;
  }

  /** A path of the guest's. @returns or minus the system's errno */
  path(pointer: number, length: number): string | number {
    if (!this.memory.holds(pointer, length >>> 0)) return -EFAULT;
    if (length >>> 0 > LONGEST_PATH) return -ENAMETOOLONG;
    return decoded(this.memory.bytes(pointer, length));
  }

  /** Calls with a path of the guest's. @returns WASI's errno of the outcome, or of a wrong path */
  withPath(pointer: number, length: number, call: (path: string) => number): number {
    const path = this.path(pointer, length);
    return told(typeof path === 'number' ? path : call(path));
  }

  /** The same with two. */
  withPaths(
    one: number,
    oneLength: number,
    two: number,
    twoLength: number,
    call: (one: string, two: string) => number,
  ) {
    return this.withPath(one, oneLength, (first) => {
      const second = this.path(two, twoLength);
      return typeof second === 'number' ? second : call(first, second);
    });
  }

  /**
   * Fills in a struct for the guest.
   *
   * @param put gets a view of zeros
   * @returns WASI's errno
   */
  struct<T extends object>(
    at: number,
    size: number,
    value: T | number,
    put: (view: DataView, value: T) => void,
  ): number {
    if (typeof value === 'number') return fromSystem(value);
    if (!this.memory.holds(at, size)) return told(-EFAULT);
    const { buffer } = this.memory.view();
    new Uint8Array(buffer, at >>> 0, size).fill(0);
    put(new DataView(buffer, at >>> 0, size), value);
    return SUCCESS;
  }
}

/** WASI's errno of an outcome without a value. */
export function told(outcome: number): number {
  return outcome < 0 ? fromSystem(outcome) : SUCCESS;
}
