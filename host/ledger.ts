import { BOUND_FILES_BYTES, BoundFiles } from './bound-files.ts';

/** Descriptors: as many as Linux gives a process at most by default (fs.nr_open). */
const CAPACITY = 1_048_576;

/**
 * Which descriptors a guest holds, and which files its sockets were bound to, so that whoever outlives it can close and
 * remove them. It lives in shared memory: the thread that started a guest reads it after the guest's thread has gone.
 */
export class Ledger {
  readonly buffer: SharedArrayBuffer;
  readonly files: BoundFiles;
  readonly #bits: Int32Array;

  /** @param buffer that of another ledger, which has the same content then */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(CAPACITY / 8 + BOUND_FILES_BYTES)) {
    this.buffer = buffer;
    this.#bits = new Int32Array(buffer, 0, CAPACITY / 32);
    this.files = new BoundFiles(buffer, CAPACITY / 8);
  }

  add(fd: number): void {
    this.#bits[fd >> 5]! |= 1 << (fd & 31);
  }

  delete(fd: number): void {
    this.#bits[fd >> 5]! &= ~(1 << (fd & 31));
  }

  has(fd: number): boolean {
    return (this.#bits[fd >> 5]! & (1 << (fd & 31))) !== 0;
  }

  /** The descriptors held, in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let word = 0; word < this.#bits.length; word++) {
      const bits = this.#bits[word]!;
      for (let rest = bits; rest !== 0; rest &= rest - 1) yield word * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
}
