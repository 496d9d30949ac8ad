import { BOUND_FILES_BYTES, type BoundFiles, LocalBoundFiles, SharedBoundFiles } from './bound-files.ts';
import { close } from './os/libc.ts';
import { reserveStack } from './stack-room.ts';

/** The most descriptors that Linux gives a process by default (fs.nr_open). */
const CAPACITY = 1_048_576;

/** A set of descriptors. */
interface Descriptors extends Iterable<number> {
  add(fd: number): unknown;
  delete(fd: number): unknown;
  has(fd: number): boolean;
}

/**
 * Records a guest's descriptors and the files of its sockets, so that others can close and remove them after the guest has
 * ended. This one is for a guest on the thread that also cleans up after it.
 */
export class Ledger {
  readonly files: BoundFiles;
  /** Whether its files stay when the descriptors are closed, because others remove them: see family.ts. */
  keepsFiles = false;
  readonly #descriptors: Descriptors;

  constructor(descriptors: Descriptors = new Set(), files: BoundFiles = new LocalBoundFiles()) {
    this.#descriptors = descriptors;
    this.files = files;
  }

  /**
   * Calls what makes or closes descriptors, such that the thread is not ended before they are recorded. A thread that can be ended
   * from outside sets it: see cancel.ts.
   */
  guard: <T>(call: () => T) => T = (call) => call();

  /** Records the descriptor that is made. @param make returns it, or a negative number @returns the same */
  open(make: () => number): number {
    return this.guard(() => {
      reserveStack();
      const fd = make();
      if (fd >= 0) this.add(fd);
      return fd;
    });
  }

  /**
   * Closes a descriptor, and forgets it: both, or neither.
   *
   * @param prepare what comes before, if anything
   */
  close(fd: number, prepare?: (fd: number) => void): void {
    this.guard(() => {
      reserveStack();
      prepare?.(fd);
      this.delete(fd);
      close(fd);
    });
  }

  add(fd: number): void {
    this.#descriptors.add(fd);
  }

  delete(fd: number): void {
    this.#descriptors.delete(fd);
  }

  has(fd: number): boolean {
    return this.#descriptors.has(fd);
  }

  /** The descriptors held. */
  [Symbol.iterator](): Iterator<number> {
    return this.#descriptors[Symbol.iterator]();
  }
}

/** A ledger in shared memory: the thread that started a guest reads it when the guest's thread is gone. */
export class SharedLedger extends Ledger {
  readonly buffer: SharedArrayBuffer;

  /** @param buffer another ledger's, to share its content */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(CAPACITY / 8 + BOUND_FILES_BYTES + 4)) {
    super(new DescriptorBits(buffer), new SharedBoundFiles(buffer, CAPACITY / 8));
    this.buffer = buffer;
  }
}

/** A bit for each descriptor that the process can have. */
class DescriptorBits implements Descriptors {
  readonly #bits: Int32Array;
  /** How many words of the bits were ever used: nobody reads the others. */
  readonly #used: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.#bits = new Int32Array(buffer, 0, CAPACITY / 32);
    this.#used = new Int32Array(buffer, CAPACITY / 8 + BOUND_FILES_BYTES);
  }

  add(fd: number): void {
    if (fd >> 5 >= this.#used[0]!) this.#used[0] = (fd >> 5) + 1;
    this.#bits[fd >> 5]! |= 1 << (fd & 31);
  }

  delete(fd: number): void {
    this.#bits[fd >> 5]! &= ~(1 << (fd & 31));
  }

  has(fd: number): boolean {
    return (this.#bits[fd >> 5]! & (1 << (fd & 31))) !== 0;
  }

  *[Symbol.iterator](): Generator<number> {
    for (let word = 0; word < this.#used[0]!; word++) {
      const bits = this.#bits[word]!;
      for (let rest = bits; rest !== 0; rest &= rest - 1) yield word * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
}
