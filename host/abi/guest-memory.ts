import { addressOf } from '../os/libc.ts';
import { GuestTrap, LinkError } from '../trap.ts';
import { refuseWide } from './address-type.ts';
import type { CoreValue } from './flat.mjs';
import { GuestRegion } from './guest-region.ts';
import { decode, formOf, type Placed, type StringEncoding, unitsOf, UTF16_TAG, utf8, writeUnits } from './strings.ts';

export { GuestRegion } from './guest-region.ts';
export type { StringEncoding } from './strings.ts';

type Exported = (...args: number[]) => unknown;

/** What a guest has for the canonical ABI. */
export interface GuestExports {
  /** None if no function is to need it: a use of it is a trap. */
  readonly memory: WebAssembly.Memory | undefined;
  /** `cabi_realloc`: (pointer, old size, alignment, new size), as realloc(3). */
  readonly realloc?: Exported | undefined;
  /**
   * `wasock_landing`, which a guest may export. It returns memory of at least `length` bytes for what the current host call
   * is about to receive. The guest may reuse it if the call does not return it.
   */
  readonly landing?: Exported | undefined;
}

/** How exactly a guest keeps the canonical ABI, and its host. */
export interface MemoryOptions {
  /**
   * Whether strings have to be valid Unicode, lists and strings are no longer than the component model has them, and `realloc`
   * is called for empty ones, too: a guest may take the pointer that it gave for theirs. Else strings are taken as they are.
   */
  readonly isStrict?: boolean;
}

/** Bytes. `MAX_STRING_BYTE_LENGTH` and `MAX_LIST_BYTE_LENGTH` of CanonicalABI.md. */
const LONGEST = (1 << 28) - 1;

/**
 * A guest's linear memory. Pointers and lengths come from the guest, as signed 32-bit integers, and may be anything. Every
 * one goes through `check` before anything is read or written there.
 */
export class GuestMemory {
  readonly #encoding: StringEncoding;
  readonly #onSize: (bytes: number) => void;
  readonly #isStrict: boolean;
  /** No list or string has more bytes. */
  readonly #longest: number;
  #exports: GuestExports | undefined;
  // The whole memory. Its length is the fastest thing for V8 to read, and 0 once the memory has grown.
  #bytes = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  #base = 0;

  /** @param onSize called with the size in bytes, at the start and after each growth */
  constructor(
    encoding: StringEncoding,
    onSize: (bytes: number) => void = () => {},
    { isStrict = false }: MemoryOptions = {},
  ) {
    this.#encoding = encoding;
    this.#onSize = onSize;
    this.#isStrict = isStrict;
    this.#longest = isStrict ? LONGEST : Infinity;
  }

  /**
   * Binds to the memory of an instance, which is made after its imports.
   *
   * @throws LinkError as `bindTo`, or if it exports no memory
   */
  bind(exports: WebAssembly.Instance['exports']): void {
    const { memory, cabi_realloc: realloc, wasock_landing: landing } = exports;
    if (!(memory instanceof WebAssembly.Memory))
      throw new LinkError("the module is not a guest: it exports no memory named 'memory'");
    this.bindTo({ memory, realloc: functionOrNone(realloc), landing: functionOrNone(landing) });
  }

  /** @throws LinkError if the memory is shared between threads, or has addresses of 64 bits */
  bindTo(exports: GuestExports): void {
    this.#exports = exports;
    if (exports.memory === undefined) return;
    this.#refresh(exports.memory);
    refuseWide(exports.memory);
  }

  /** The memory as it is now. Any call into the guest may grow it, which makes a new buffer. */
  view(): DataView {
    if (this.#bytes.length === 0) this.#refresh(this.#memory());
    return this.#view;
  }

  #refresh(memory: WebAssembly.Memory): void {
    const { buffer } = memory;
    if (!(buffer instanceof ArrayBuffer)) throw new LinkError('a guest with shared memory cannot be linked');
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    this.#base = addressOf(buffer);
    this.#onSize(buffer.byteLength);
  }

  /** Bytes. */
  #size(): number {
    if (this.#bytes.length === 0) this.#refresh(this.#memory());
    return this.#bytes.length;
  }

  #memory(): WebAssembly.Memory {
    const { memory } = this.#bound();
    if (memory === undefined) throw new GuestTrap('a function has a value in memory, and no memory');
    return memory;
  }

  #bound(): GuestExports {
    if (this.#exports === undefined) throw new GuestTrap('the guest called its host before it could be linked');
    return this.#exports;
  }

  /**
   * Checks that bytes lie in the memory.
   *
   * @param alignment bytes, a power of two
   * @returns the pointer as an unsigned number
   * @throws GuestTrap if they do not, or the pointer is not aligned
   */
  check(pointer: number, length: number, alignment = 1): number {
    const start = pointer >>> 0;
    const bytes = length >>> 0;
    if (start + bytes > this.#size() || (start & (alignment - 1)) !== 0) this.#refuse(start, bytes, alignment);
    return start;
  }

  // A function of its own, so that V8 inlines `check`.
  #refuse(start: number, bytes: number, alignment: number): never {
    if (start + bytes <= this.#size()) throw new GuestTrap(`${start} is not aligned to ${alignment} bytes`);
    throw new GuestTrap(`${bytes} bytes at ${start} are outside the guest's memory`);
  }

  /** Whether bytes lie in the memory. @param bytes up to any number */
  holds(pointer: number, bytes: number): boolean {
    return (pointer >>> 0) + bytes <= this.#size();
  }

  /** Checks a list and returns where it starts. @param size bytes an element @throws GuestTrap as `check` */
  checkList(pointer: number, count: number, size: number, alignment: number): number {
    const bytes = (count >>> 0) * size;
    if (bytes > this.#size()) throw new GuestTrap(`a list of ${count >>> 0} is longer than the memory`);
    if (bytes > this.#longest) this.#refuseLength(bytes);
    return this.check(pointer, bytes, alignment);
  }

  #refuseLength(bytes: number): never {
    throw new GuestTrap(`a list or a string has ${bytes} bytes: there are no more than ${this.#longest}`);
  }

  /**
   * How many elements or code units are read.
   *
   * @param most no more
   * @throws GuestTrap if there are more, and this memory is strict
   */
  readable(count: number, most: number): number {
    const all = count >>> 0;
    if (all <= most) return all;
    if (this.#isStrict) throw new GuestTrap(`a list or a string has ${all} parts: its host takes ${most}`);
    return most;
  }

  /** Bytes of the guest for a system call. @throws GuestTrap as `check` */
  region(pointer: number, length: number): GuestRegion {
    return new GuestRegion(this, this.check(pointer, length), length >>> 0);
  }

  /** The address of a checked pointer. */
  addressOf(start: number): number {
    if (this.#bytes.length === 0) this.#refresh(this.#memory());
    return this.#base + start;
  }

  /** A copy of bytes of the guest. @throws GuestTrap as `check` */
  bytes(pointer: number, length: number): Uint8Array {
    const start = this.check(pointer, length);
    return this.#bytes.slice(start, start + (length >>> 0));
  }

  /** Copies bytes of the guest. @param start a checked pointer */
  copyOut(start: number, length: number, to: Uint8Array, at: number): void {
    this.view();
    to.set(this.#bytes.subarray(start, start + length), at);
  }

  /** Puts bytes into the guest. @param start a checked pointer */
  copyIn(start: number, bytes: Uint8Array): void {
    this.view();
    this.#bytes.set(bytes, start);
  }

  /**
   * A string of the guest.
   *
   * @param length code units (UTF-16), bytes (UTF-8), or as its tag says
   * @param most how many of them are read. No valid name is longer, and copies of one could be as large as the guest's memory
   * @throws GuestTrap as `check`, or `readable`
   */
  string(pointer: number, length: number, most = LONGEST_NAME): string {
    const { form, count } = unitsOf(this.#encoding, length);
    const size = form === 'utf16' ? 2 : 1;
    const start = this.checkList(pointer, count, size, this.#encoding === 'utf8' ? 1 : 2);
    const read = this.readable(count, most) * size;
    return decode(form, this.#bytes.subarray(start, start + read), this.#isStrict);
  }

  /** Allocates in the guest. @returns a checked pointer @throws GuestTrap if the guest returns an invalid one */
  allocate(length: number, alignment: number): number {
    const { realloc } = this.#bound();
    if (realloc === undefined) throw new GuestTrap("the guest needs to export 'cabi_realloc'");
    const pointer = called(realloc, 0, 0, alignment, length);
    if (typeof pointer !== 'number') throw new GuestTrap('cabi_realloc returned no pointer');
    return this.check(pointer, length, alignment);
  }

  /** Allocates for a list or a string. @returns a checked pointer, or 0 for nothing @throws GuestTrap as `allocate` */
  allocateList(count: number, size: number, alignment: number): number {
    const bytes = count * size;
    if (bytes === 0 && !this.#isStrict) return 0;
    if (bytes > this.#longest) this.#refuseLength(bytes);
    return this.allocate(bytes, alignment);
  }

  /**
   * Memory for received bytes, if the guest has a landing. It may remain unused.
   *
   * @returns a checked pointer
   * @throws GuestTrap as `check`
   */
  landing(length: number): number | undefined {
    const { landing } = this.#bound();
    if (landing === undefined) return undefined;
    const pointer = called(landing, length);
    if (typeof pointer !== 'number') throw new GuestTrap('wasock_landing returned no pointer');
    return this.check(pointer, length);
  }

  /** Puts bytes into the guest. @returns a pointer */
  allocateBytes(bytes: Uint8Array): number {
    const pointer = this.allocateList(bytes.length, 1, 1);
    if (bytes.length > 0) this.copyIn(pointer, bytes);
    return pointer;
  }

  /** Puts a list of bytes into the guest and its pointer and length at `at`, a checked pointer. */
  storeBytes(at: number, bytes: Uint8Array): void {
    const pointer = this.allocateBytes(bytes);
    const view = this.view();
    view.setUint32(at, pointer, true);
    view.setUint32(at + 4, bytes.length, true);
  }

  /** Puts a list of 32-bit numbers into the guest and its pointer and length at `at`, a checked pointer. */
  storeNumbers(at: number, numbers: ArrayLike<number>): void {
    const count = numbers.length;
    const pointer = count === 0 ? 0 : this.allocate(count * 4, 4);
    const view = this.view();
    for (let index = 0; index < count; index++) view.setUint32(pointer + index * 4, numbers[index]!, true);
    view.setUint32(at, pointer, true);
    view.setUint32(at + 4, count, true);
  }

  #place(given: string): Placed {
    const text = this.#isStrict ? given.toWellFormed() : given;
    const form = formOf(this.#encoding, text);
    if (form === 'utf8') {
      const bytes = utf8(text);
      return { pointer: this.allocateBytes(bytes), length: bytes.length };
    }
    const pointer = this.allocateList(text.length, form === 'utf16' ? 2 : 1, 2);
    writeUnits(form, text, this.view(), pointer);
    const isTagged = form === 'utf16' && this.#encoding === 'latin1+utf16';
    return { pointer, length: isTagged ? text.length + UTF16_TAG : text.length };
  }

  /** Puts a string into the guest, and appends its pointer and length to core values. */
  lowerString(text: string, flat: CoreValue[]): void {
    const { pointer, length } = this.#place(text);
    flat.push(pointer, length);
  }

  /** Puts a string into the guest and its pointer and length at `at`, a checked pointer. */
  storeString(at: number, text: string): void {
    const { pointer, length } = this.#place(text);
    const view = this.view();
    view.setUint32(at, pointer, true);
    view.setUint32(at + 4, length, true);
  }
}

/** No name of a host, service, protocol or interface is longer, in bytes or code units. */
const LONGEST_NAME = 4096;

/** Calls a function that a guest exports, whose type is unchecked. @throws GuestTrap if it does not take these numbers */
function called(exported: Exported, ...args: number[]): unknown {
  try {
    return exported(...args);
  } catch (error) {
    if (error instanceof TypeError)
      throw new GuestTrap(`a function that the guest exports for its host has another type: ${error.message}`);
    throw error;
  }
}

function functionOrNone(exported: unknown): Exported | undefined {
  return typeof exported === 'function' ? (exported as Exported) : undefined;
}
