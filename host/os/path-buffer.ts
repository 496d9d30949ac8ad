import { errnoNumber } from './errno.ts';
import { Scratch } from './libc.ts';

/** The longest path that Linux takes, with the NUL, in bytes: PATH_MAX. */
const SIZE = 4096;

const ENAMETOOLONG = errnoNumber('enametoolong');

const utf8 = new TextEncoder();

/** A path for a system call: UTF-8, ended by a NUL. */
export class PathBuffer {
  readonly #scratch = new Scratch(SIZE);

  /**
   * Holds another path.
   *
   * @param path without a NUL
   * @returns its address; or minus the system's errno: it is too long
   */
  put(path: string): number {
    const { bytes, address } = this.#scratch;
    const { read, written } = utf8.encodeInto(path, bytes);
    if (read < path.length || written >= SIZE) return -ENAMETOOLONG;
    bytes[written] = 0;
    return address;
  }
}
