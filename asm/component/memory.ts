// How the functions of wit/php.wit take their arguments and give their results in memory: the layout is the canonical
// ABI's. What an argument refers to was allocated for this call, with cabi_realloc, and is freed here.
import { RawBytes } from "../memory/payload";
import { LARGEST_RESULT, SOME } from "../generated/php";
import { liftBytes as takeBytes, liftString as takeString, release as free } from "../memory/landing";

export { takeBytes, takeString };

/** What the last result refers to. The garbage collector must not take it until the caller has copied it. */
const held = new Array<ArrayBuffer>();

/** A stretch of memory that a result is written to; the first argument is an offset in bytes. */
@unmanaged
export class Area {
  /** A bool, or the case of an option or a variant. */
  byte(at: usize, value: i32): void {
    store<u8>(changetype<usize>(this) + at, value);
  }

  /** A number of 32 bits, or a handle. */
  int(at: usize, value: i32): void {
    store<i32>(changetype<usize>(this) + at, value);
  }

  /** A list of bytes. */
  bytes(at: usize, value: ArrayBuffer): void {
    held.push(value);
    this.int(at, <i32>changetype<usize>(value));
    this.int(at + 4, value.byteLength);
  }

  /** A string. */
  text(at: usize, value: string): void {
    held.push(changetype<ArrayBuffer>(value));
    this.int(at, <i32>changetype<usize>(value));
    this.int(at + 4, value.length);
  }

  /** An option of a string; null is none. */
  optionalText(at: usize, value: string | null): void {
    this.byte(at, i32(value !== null));
    if (value !== null) this.text(at + SOME, value);
  }

  /** An option of a number of 32 bits. */
  optionalInt(at: usize, has: bool, value: i32): void {
    this.byte(at, i32(has));
    this.int(at + SOME, value);
  }

  /** A list of `count` elements of `size` bytes, which are yet to be written. */
  list(at: usize, count: i32, size: i32): Area {
    const elements = new ArrayBuffer(count * size);
    held.push(elements);
    this.int(at, <i32>changetype<usize>(elements));
    this.int(at + 4, count);
    return changetype<Area>(elements);
  }

  /** An element of a list of elements of `size` bytes. */
  element(index: i32, size: i32): Area {
    return changetype<Area>(changetype<usize>(this) + index * size);
  }

  /** A part that begins after so many bytes. */
  at(offset: usize): Area {
    return changetype<Area>(changetype<usize>(this) + offset);
  }
}

/** Arguments that are too many to come one by one: a stretch of memory, read as Area is written. */
@unmanaged
export class Arguments {
  byte(at: usize): i32 {
    return load<u8>(changetype<usize>(this) + at);
  }

  int(at: usize): i32 {
    return load<i32>(changetype<usize>(this) + at);
  }

  /** An option of a number of 32 bits. */
  optionalInt(at: usize, otherwise: i32): i32 {
    return this.byte(at) ? this.int(at + SOME) : otherwise;
  }

  /** A string, which is freed. */
  text(at: usize): string {
    return takeString(this.int(at), this.int(at + 4));
  }

  /** An option of a string, which is freed; none is null. */
  optionalText(at: usize): string | null {
    return this.byte(at) ? this.text(at + SOME) : null;
  }

  /** A list of bytes, which is freed. */
  bytes(at: usize): ArrayBuffer {
    return takeBytes(this.int(at), this.int(at + 4));
  }

  /** How many elements a list has. */
  count(at: usize): i32 {
    return this.int(at + 4);
  }

  /** The first element of a list. */
  list(at: usize): Arguments {
    return changetype<Arguments>(<usize>this.int(at));
  }

  /** Another element of a list of elements of `size` bytes. */
  element(index: i32, size: i32): Arguments {
    return changetype<Arguments>(changetype<usize>(this) + index * size);
  }

  /** A part that begins after so many bytes. */
  at(offset: usize): Arguments {
    return changetype<Arguments>(changetype<usize>(this) + offset);
  }

  /** Frees these arguments, or a list of them, of `size` bytes. */
  free(size: i32): void {
    free(changetype<usize>(this), size);
  }
}

/** Room for the largest result. */
const RESULT = changetype<Area>(memory.data(<i32>LARGEST_RESULT, 8));

/** Where the result is: one that is no option begins here. */
export function result(): Area {
  return RESULT;
}

/** Begins an option that is there: where its value goes. The function returns `result()`. */
export function some(): Area {
  RESULT.byte(0, 1);
  return RESULT.at(SOME);
}

/** An option that is none: PHP's FALSE. */
export function none(): Area {
  RESULT.byte(0, 0);
  return RESULT;
}

/** What a port stays that is not given: the family has none. */
export const NOT_GIVEN: i32 = -1;

/** An option of a number of 32 bits; a negative one is FALSE. */
export function optionalNumber(value: i32): Area {
  if (value < 0) return none();
  some().int(0, value);
  return RESULT;
}

/** An option of bytes. */
export function optionalBytes(value: ArrayBuffer | null): Area {
  if (value === null) return none();
  some().bytes(0, value);
  return RESULT;
}

/** An option of a string. */
export function optionalText(value: string | null): Area {
  RESULT.optionalText(0, value);
  return RESULT;
}

/** Releases what the last result refers to, after the caller has copied it. */
export function release(_result: usize): void {
  held.length = 0;
}

/** Serves every call; nothing keeps it. */
const raw = new RawBytes();

/** The bytes of an argument, in place. `freeBytes` frees them. */
export function bytesAt(address: usize, length: i32): RawBytes {
  raw.address = address;
  raw.length = length;
  return raw;
}

/** Frees an argument that `bytesAt` gave. */
export function freeBytes(): void {
  free(raw.address, raw.length);
}

/** An element of an argument that is a list of numbers of 32 bits. */
export function intAt(list: usize, index: i32): i32 {
  return load<i32>(list + (<usize>index << 2));
}

/** Frees an argument that is a list of elements of `size` bytes. */
export function freeList(list: usize, count: i32, size: i32): void {
  free(list, count * size);
}
