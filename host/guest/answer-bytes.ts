// The form in which a process of guests tells its starter something: values as bytes. What is read is a tree of new values, without
// prototypes of others, references or holes. It is not larger than some times its bytes, whoever wrote them.
//
// A value is a tag, one byte, and what the tag says. Numbers have their lowest byte first. Lengths and counts have 4 bytes.
import { types } from 'node:util';
import { isInherited } from '../abi/objects.ts';
import { MOST_STRUCTURED, OBJECT, PLACE, VIEW } from './crossing-weight.ts';

const TAG = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  /** 4 bytes, signed. */
  int: 4,
  /** 8 bytes. */
  double: 5,
  /** A bigint of 8 bytes, signed. */
  signed: 6,
  /** The same, unsigned. */
  unsigned: 7,
  /** A text of Latin-1: its length, and a byte a unit. */
  narrow: 8,
  /** Any text: its length in bytes, and two bytes a unit. */
  wide: 9,
  /** A count, and values. */
  array: 10,
  /** A count, and for each property a key and a value. A key is a value, or the number of an earlier one: see `#key`. */
  object: 11,
  /** The number of its class, its length in bytes, and its bytes. */
  numbers: 12,
} as const;

/** A key that was there before: its number follows. */
const AGAIN = 13;

/** The classes of arrays of numbers. The order is the wire's. */
const CLASSES = [
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** How many names and other values an answer has that is no result; see answer-shape.ts. */
const SAID = 1 << 18;

/** How many values an answer has, as the reader counts them: where no guest is called, and where it may be the largest result. */
export const MOST_VALUES = { said: SAID, returned: MOST_STRUCTURED / PLACE + SAID } as const;

/** How deep values lie in each other. */
const MOST_DEEP = 1000;

const BEYOND_LATIN_1 = /[\u0100-\uffff]/;
const FIRST_BYTES = 256;

/** The bytes of a value, after room for others. @throws TypeError if it has no form; RangeError if it is too deep */
export function bytesOf(value: unknown, room: number): Buffer {
  const writer = new Writer(room);
  writer.put(value, 0);
  return writer.bytes();
}

class Writer {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length: number;
  readonly #keys = new Map<string, number>();

  constructor(room: number) {
    this.#length = room;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  put(value: unknown, depth: number): void {
    if (depth > MOST_DEEP) throw new RangeError('a value is too deep');
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'bigint') this.#big(value);
    else if (typeof value === 'object' && value !== null) this.#object(value, depth);
    else if (value === undefined) this.#tag(TAG.undefined);
    else if (value === null) this.#tag(TAG.null);
    else if (typeof value === 'boolean') this.#tag(value ? TAG.true : TAG.false);
    else throw new TypeError(`a ${typeof value} cannot be sent`);
  }

  #object(value: object, depth: number): void {
    if (types.isTypedArray(value)) this.#numbers(value);
    else if (Array.isArray(value)) {
      this.#counted(TAG.array, value.length);
      for (let index = 0; index < value.length; index++) this.put(value[index], depth + 1);
    } else {
      const entries = Object.entries(value);
      this.#counted(TAG.object, entries.length);
      for (const [key, inner] of entries) {
        this.#key(key);
        this.put(inner, depth + 1);
      }
    }
  }

  /** Keys of lists of records come again and again. */
  #key(key: string): void {
    const number = this.#keys.get(key);
    if (number === undefined) {
      this.#keys.set(key, this.#keys.size);
      this.#text(key);
    } else {
      this.#counted(AGAIN, number);
    }
  }

  #number(value: number): void {
    if ((value | 0) === value && !Object.is(value, -0)) {
      const at = this.#tag(TAG.int, 4);
      this.#bytes.writeInt32LE(value, at);
    } else {
      const at = this.#tag(TAG.double, 8);
      this.#bytes.writeDoubleLE(value, at);
    }
  }

  #big(value: bigint): void {
    const isSigned = BigInt.asIntN(64, value) === value;
    if (!isSigned && BigInt.asUintN(64, value) !== value) throw new RangeError('a bigint has more than 64 bits');
    const at = this.#tag(isSigned ? TAG.signed : TAG.unsigned, 8);
    if (isSigned) this.#bytes.writeBigInt64LE(value, at);
    else this.#bytes.writeBigUInt64LE(value, at);
  }

  #text(text: string): void {
    const isNarrow = !BEYOND_LATIN_1.test(text);
    const length = isNarrow ? text.length : text.length * 2;
    const at = this.#counted(isNarrow ? TAG.narrow : TAG.wide, length, length);
    this.#bytes.write(text, at, isNarrow ? 'latin1' : 'utf16le');
  }

  #numbers(value: NodeJS.TypedArray): void {
    const index = CLASSES.findIndex(({ name }) => name === value[Symbol.toStringTag]);
    if (index < 0) throw new TypeError(`a ${value[Symbol.toStringTag]} cannot be sent`);
    const { buffer, byteOffset, byteLength } = value;
    const at = this.#tag(TAG.numbers, 5 + byteLength);
    this.#bytes[at] = index;
    this.#bytes.writeUInt32LE(byteLength, at + 1);
    this.#bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at + 5);
  }

  /** @returns where `more` bytes are to be written */
  #counted(tag: number, count: number, more = 0): number {
    const at = this.#tag(tag, 4 + more);
    this.#bytes.writeUInt32LE(count, at);
    return at + 4;
  }

  /** @returns as `#counted` */
  #tag(tag: number, more = 0): number {
    const at = this.#length;
    const end = at + 1 + more;
    if (end > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(end, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
    }
    this.#length = end;
    this.#bytes[at] = tag;
    return at + 1;
  }
}

/** Gives an object a property of its own, whatever its prototype has by this name. */
function put(value: Record<string, unknown>, name: string, field: unknown): void {
  if (!isInherited(name)) value[name] = field;
  else Object.defineProperty(value, name, { value: field, writable: true, enumerable: true, configurable: true });
}

/**
 * The value that bytes are.
 *
 * @param most how many values it consists of
 * @throws RangeError, Error if they are not those of one value, or of one that is too large or too deep
 */
export function valueOf(bytes: Buffer, most: number): unknown {
  const reader = new Reader(bytes, most);
  const value = reader.take(0);
  reader.checkEnd();
  return value;
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  #left: number;
  readonly #keys: string[] = [];

  constructor(bytes: Buffer, most: number) {
    this.#bytes = bytes;
    this.#left = most;
  }

  checkEnd(): void {
    if (this.#at !== this.#bytes.length) throw new RangeError('bytes after the value');
  }

  take(depth: number): unknown {
    this.#spend(1);
    if (depth > MOST_DEEP) throw new RangeError('a value is too deep');
    const tag = this.#bytes.readUInt8(this.#step(1));
    if (tag === TAG.undefined) return undefined;
    if (tag === TAG.null) return null;
    if (tag === TAG.false) return false;
    if (tag === TAG.true) return true;
    if (tag === TAG.int) return this.#bytes.readInt32LE(this.#step(4));
    if (tag === TAG.double) return this.#bytes.readDoubleLE(this.#step(8));
    if (tag === TAG.signed) return this.#bytes.readBigInt64LE(this.#step(8));
    if (tag === TAG.unsigned) return this.#bytes.readBigUInt64LE(this.#step(8));
    if (tag === TAG.array) return this.#array(depth + 1);
    if (tag === TAG.object) return this.#object(depth + 1);
    if (tag === TAG.numbers) return this.#numbers();
    return this.#text(tag);
  }

  #array(depth: number): unknown[] {
    const values: unknown[] = [];
    for (let left = this.#count(); left > 0; left--) values.push(this.take(depth));
    return values;
  }

  #object(depth: number): Record<string, unknown> {
    this.#spend(OBJECT / PLACE);
    const value: Record<string, unknown> = {};
    for (let left = this.#count(); left > 0; left--) {
      const key = this.#key();
      put(value, key, this.take(depth));
    }
    return value;
  }

  #key(): string {
    const tag = this.#bytes.readUInt8(this.#step(1));
    const key = tag === AGAIN ? this.#keys[this.#count()] : this.#text(tag);
    // Copying it would set a prototype. No field of a guest's has such a name.
    if (key === undefined || key === '__proto__') throw new RangeError('no key');
    if (tag !== AGAIN) this.#keys.push(key);
    return key;
  }

  #text(tag: number): string {
    if (tag !== TAG.narrow && tag !== TAG.wide) throw new RangeError(`no tag: ${tag}`);
    const length = this.#count();
    const start = this.#step(length);
    return this.#bytes.toString(tag === TAG.narrow ? 'latin1' : 'utf16le', start, start + length);
  }

  #numbers(): NodeJS.TypedArray {
    const Numbers = CLASSES[this.#bytes.readUInt8(this.#step(1))];
    const length = this.#count();
    this.#spend(VIEW / PLACE);
    if (Numbers === undefined || length % Numbers.BYTES_PER_ELEMENT !== 0) throw new RangeError('no array of numbers');
    const start = this.#step(length);
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(start, start + length));
    return new Numbers(copy.buffer);
  }

  /** Objects and arrays of numbers count for more than one value, as in crossing-weight.ts. */
  #spend(values: number): void {
    this.#left -= values;
    if (this.#left < 0) throw new RangeError('too many values');
  }

  #count(): number {
    return this.#bytes.readUInt32LE(this.#step(4));
  }

  /** Where so many bytes are that come next. */
  #step(length: number): number {
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('an end within a value');
    return start;
  }
}
