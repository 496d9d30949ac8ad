import { addressOf } from '../os/libc.ts';
import type { Region } from '../socket/region.ts';
import { GuestTrap, LinkError } from '../trap.ts';

/** How strings lie in a guest's memory. */
export type StringEncoding = 'utf8' | 'utf16';

type Exported = (...args: number[]) => unknown;

/** What a core module exports for the canonical ABI. */
interface GuestExports {
  readonly memory: WebAssembly.Memory;
  /** `cabi_realloc`: (pointer, old size, alignment, new size), as realloc(3). */
  readonly realloc: Exported | undefined;
  /**
   * `wasock_landing`, which a guest may export. It returns memory of at least `length` bytes for what the current host call
   * is about to receive. The guest may reuse it if the call does not return it.
   */
  readonly landing: Exported | undefined;
}

/**
 * A guest's linear memory. Pointers and lengths come from the guest, as signed 32-bit integers, and may be anything. Every
 * one goes through `check` before anything is read or written there.
 */
export class GuestMemory {
  readonly #encoding: StringEncoding;
  readonly #onSize: (bytes: number) => void;
  #exports: GuestExports | undefined;
  // The whole memory. Its length is the fastest thing for V8 to read, and 0 once the memory has grown.
  #bytes = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  #base = 0;

  /** @param onSize called with the size in bytes, at the start and after each growth */
  constructor(encoding: StringEncoding, onSize: (bytes: number) => void = () => {}) {
    this.#encoding = encoding;
    this.#onSize = onSize;
  }

  /**
   * Binds to the memory of an instance, which is made after its imports.
   *
   * @throws LinkError if it exports no memory, or one that is shared between threads
   */
  bind(exports: WebAssembly.Instance['exports']): void {
    const { memory, cabi_realloc: realloc, wasock_landing: landing } = exports;
    if (!(memory instanceof WebAssembly.Memory))
      throw new LinkError("the module is not a guest: it exports no memory named 'memory'");
    this.#exports = { memory, realloc: functionOrNone(realloc), landing: functionOrNone(landing) };
    this.#refresh(memory);
  }

  /** The memory as it is now. Any call into the guest may grow it, which makes a new buffer. */
  view(): DataView {
    if (this.#bytes.length === 0) this.#refresh(this.#bound().memory);
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
    if (this.#bytes.length === 0) this.#refresh(this.#bound().memory);
    return this.#bytes.length;
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
    return this.check(pointer, bytes, alignment);
  }

  /** Bytes of the guest for a system call. @throws GuestTrap as `check` */
  region(pointer: number, length: number): GuestRegion {
    return new GuestRegion(this, this.check(pointer, length), length >>> 0);
  }

  /** The address of a checked pointer. */
  addressOf(start: number): number {
    if (this.#bytes.length === 0) this.#refresh(this.#bound().memory);
    return this.#base + start;
  }

  /** A copy of bytes of the guest. @throws GuestTrap as `check` */
  bytes(pointer: number, length: number): Uint8Array {
    const start = this.check(pointer, length);
    return this.#bytes.slice(start, start + (length >>> 0));
  }

  /** As `bytes`, of which no more than `most` are copied. */
  bytesUpTo(most: number, pointer: number, length: number): Uint8Array {
    return this.bytes(this.check(pointer, length), Math.min(length >>> 0, most));
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
   * @param length code units (UTF-16) or bytes (UTF-8)
   * @param most how many of them are read. No valid name is longer, and copies of one could be as large as the guest's memory
   * @throws GuestTrap as `check`
   */
  string(pointer: number, length: number, most = LONGEST_NAME): string {
    const taken = Math.min(length >>> 0, most);
    if (this.#encoding === 'utf8') return utf8.decode(this.bytes(this.check(pointer, length), taken));
    const start = this.checkList(pointer, length, 2, 2);
    return codeUnits(new Uint16Array(this.#bytes.slice(start, start + taken * 2).buffer));
  }

  /** Allocates in the guest. @returns a checked pointer @throws GuestTrap if the guest returns an invalid one */
  allocate(length: number, alignment: number): number {
    const { realloc } = this.#bound();
    if (realloc === undefined) throw new GuestTrap("the guest needs to export 'cabi_realloc'");
    const pointer = called(realloc, 0, 0, alignment, length);
    if (typeof pointer !== 'number') throw new GuestTrap('cabi_realloc returned no pointer');
    return this.check(pointer, length, alignment);
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
    if (bytes.length === 0) return 0;
    const pointer = this.allocate(bytes.length, 1);
    this.copyIn(pointer, bytes);
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

  /** Puts the UTF-16 of a string into the guest. @returns a pointer */
  allocateString(text: string): number {
    const pointer = text.length === 0 ? 0 : this.allocate(text.length * 2, 2);
    const view = this.view();
    for (let index = 0; index < text.length; index++) {
      view.setUint16(pointer + index * 2, text.charCodeAt(index), true);
    }
    return pointer;
  }

  /** Puts a string into the guest and its pointer and length at `at`, a checked pointer. */
  storeString(at: number, text: string): void {
    if (this.#encoding === 'utf8') return this.storeBytes(at, new TextEncoder().encode(text));
    const pointer = this.allocateString(text);
    const view = this.view();
    view.setUint32(at, pointer, true);
    view.setUint32(at + 4, text.length, true);
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

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

/** The most arguments that a call has. */
const STRETCH = 8192;

/** The text of these code units, including lone surrogates: asm/foreign-text.ts carries bytes in them. */
function codeUnits(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += STRETCH) text += String.fromCharCode(...units.subarray(at, at + STRETCH));
  return text;
}

/** A stretch of a guest's memory that has been checked. */
export class GuestRegion implements Region {
  readonly length: number;
  /**
   * V8 maps the pages of such a memory for it alone, and unmaps them when the guest is gone or its memory has moved. Pages
   * that the system keeps then hold what the guest wrote there last, and are nobody's until the system has sent them.
   */
  readonly mayBeKept = true;
  /** The pointer to it. */
  readonly start: number;
  readonly #memory: GuestMemory;

  constructor(memory: GuestMemory, start: number, length: number) {
    this.#memory = memory;
    this.start = start;
    this.length = length;
  }

  address(offset: number): number {
    // A guest's memory never shrinks, so the check still holds. But the memory may have moved.
    return this.#memory.addressOf(this.start + offset);
  }
}

function functionOrNone(exported: unknown): Exported | undefined {
  return typeof exported === 'function' ? (exported as Exported) : undefined;
}
