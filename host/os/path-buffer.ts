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
    const { read, written } = utf8.encodeInto(path, this.#scratch.bytes);
    return read < path.length ? -ENAMETOOLONG : this.#end(written);
  }

  /** The same for a path that need not be UTF-8. */
  putBytes(path: Uint8Array): number {
    if (path.length >= SIZE) return -ENAMETOOLONG;
    this.#scratch.bytes.set(path);
    return this.#end(path.length);
  }

  #end(length: number): number {
    if (length >= SIZE) return -ENAMETOOLONG;
    const { bytes, address } = this.#scratch;
    bytes[length] = 0;
    return address;
  }
}
