import { LinkError } from '../trap.ts';

/** The length of the header before the first section, in bytes: the magic number, version and layer. */
export const HEADER_SIZE = 8;

/** A section: its id, its content as a position and an end, in bytes from the binary's start. */
export interface Section {
  readonly id: number;
  /** The position of the id. */
  readonly start: number;
  /** Where the content starts and ends. */
  readonly at: number;
  readonly end: number;
}

/** Whether a binary is a component: the layer in its header is 1. */
export function isComponent(binary: Uint8Array): boolean {
  return binary[4] === 0x0d && binary[6] === 0x01;
}

/**
 * Reads WebAssembly binaries. Every read is bounded: a read past the end is a LinkError, whatever the lengths in the
 * binary say. Reference: https://webassembly.github.io/spec/core/binary/.
 */
export class Reader {
  readonly binary: Uint8Array;
  readonly end: number;
  /** The position of the next byte. */
  at: number;

  /** Reads the bytes from `at` to `end`. */
  constructor(binary: Uint8Array, at = 0, end = binary.length) {
    this.binary = binary;
    this.at = at;
    this.end = end;
  }

  get atEnd(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) this.fail('ends too early');
    return this.binary[this.at++]!;
  }

  /** An unsigned LEB128 number of at most 32 bits. */
  u32(): number {
    // Most are a byte.
    const first = this.binary[this.at]!;
    if (first < 0x80 && this.at < this.end) {
      this.at++;
      return first;
    }
    const value = this.u64();
    if (value > 0xffff_ffff) this.fail('has a number that is too large');
    return value;
  }

  /** An unsigned LEB128 number of at most 64 bits, rounded to a double. */
  u64(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return this.fail('has a number that is too long');
  }

  /** A signed LEB128 number of at most 33 bits, such as a heap type. */
  s33(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return (byte & 0x40) === 0 ? value : value - 2 ** (shift + 7);
    }
    return this.fail('has a number that is too long');
  }

  skip(length: number): void {
    if (length > this.end - this.at) this.fail('ends too early');
    this.at += length;
  }

  /** The next bytes, as a view. */
  bytes(length: number): Uint8Array {
    this.skip(length);
    return this.binary.subarray(this.at - length, this.at);
  }

  /** A name: its length in bytes, then its UTF-8. */
  name(): string {
    const bytes = this.bytes(this.u32());
    try {
      return utf8.decode(bytes);
    } catch {
      return this.fail('has a name that is not UTF-8');
    }
  }

  /** A vector: its length, at most `most`, then its elements, each read by `read`. */
  vector<T>(read: (reader: Reader) => T, most = Infinity): T[] {
    const length = this.u32();
    if (length > most) this.fail(`has a list of more than ${most}`);
    // An element has at least a byte. Without this check, a false length could make an array of gigabytes.
    if (length > this.end - this.at) this.fail('has a list that is longer than it is');
    const elements: T[] = [];
    for (let index = 0; index < length; index++) elements.push(read(this));
    return elements;
  }

  /** The sections from here to the end. Reading a section does not have to move this reader. */
  *sections(): Generator<Section> {
    while (!this.atEnd) {
      const start = this.at;
      const id = this.byte();
      const size = this.u32();
      const at = this.at;
      this.skip(size);
      yield { id, start, at, end: at + size };
    }
  }

  /** A reader of one section's content. */
  within({ at, end }: Section): Reader {
    return new Reader(this.binary, at, end);
  }

  /** @throws LinkError which says what the binary does, and at which position */
  fail(what: string): never {
    throw new LinkError(`the binary ${what}, at byte ${this.at}`);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A number as unsigned LEB128. */
export function unsignedLeb(value: number): Uint8Array {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 0x80)) {
    if (rest < 0x80) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 0x80) + 0x80);
  }
}
