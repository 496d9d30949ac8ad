// Internet addresses as text: the forms that PHP's functions accept, and the form of glibc's inet_ntop(3).

const DOT: i32 = 0x2e;
const COLON: i32 = 0x3a;
const ZERO: i32 = 0x30;
const LOWER: i32 = 0x20;

/** The value of a digit in bases up to 16; a large number if it is none. */
// @ts-ignore: decorator
@inline
function digit(character: i32): i32 {
  if (<u32>(character - ZERO) < 10) return character - ZERO;
  const letter = (character | LOWER) - 0x61;
  return <u32>letter < 6 ? letter + 10 : 99;
}

/**
 * Reads an IPv4 address of one to four numbers, decimal or octal (`0…`). The last number fills the remaining bytes:
 * `127.0.0.1`, `127.1`, `2130706433`. getaddrinfo(3) also takes hexadecimal numbers (`0x…`); PHP looks those up as
 * names.
 */
export function parseInet(text: string, into: StaticArray<u8>, hexadecimal: bool = false): bool {
  const length = text.length;
  let address: u32 = 0;
  let part = 0;
  let at = 0;
  while (true) {
    let base = at < length && text.charCodeAt(at) == ZERO ? 8 : 10;
    if (hexadecimal && base == 8 && at + 1 < length && (text.charCodeAt(at + 1) | LOWER) == 0x78) {
      base = 16;
      at += 2;
    }
    const start = at;
    let value: u64 = 0;
    for (; at < length && digit(text.charCodeAt(at)) < base; at++) {
      value = value * base + digit(text.charCodeAt(at));
      if (value > u32.MAX_VALUE) return false;
    }
    if (at == start) return false;
    if (at == length) {
      if (value > <u64>u32.MAX_VALUE >> (8 * part)) return false;
      address |= <u32>value;
      for (let i = 0; i < 4; i++) into[i] = <u8>(address >> (24 - 8 * i));
      return true;
    }
    if (text.charCodeAt(at) != DOT || part == 3 || value > 255) return false;
    address |= <u32>value << (24 - 8 * part);
    part++;
    at++;
  }
}

/** Reads `a.b.c.d`, decimal without leading zeros, from `at` to the end of `length`; see inet_pton(3). */
function parseQuad(text: string, at: i32, length: i32, into: StaticArray<u8>, offset: i32): bool {
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      if (at >= length || text.charCodeAt(at) != DOT) return false;
      at++;
    }
    const start = at;
    let value = 0;
    while (at < length && <u32>(text.charCodeAt(at) - ZERO) < 10) {
      if (at > start && value == 0) return false;
      value = value * 10 + text.charCodeAt(at) - ZERO;
      if (value > 255) return false;
      at++;
    }
    if (at == start) return false;
    into[offset + part] = <u8>value;
  }
  return at == length;
}

/** Reads the first `length` characters as an IPv6 address without a scope. See inet_pton(3), RFC 4291, 2.2. */
export function parseInet6(text: string, length: i32, into: StaticArray<u8>): bool {
  let at = 0;
  let filled = 0;
  let gap = -1;
  if (length > 0 && text.charCodeAt(0) == COLON) {
    if (length < 2 || text.charCodeAt(1) != COLON) return false;
    at = 1;
  }
  while (at < length) {
    if (text.charCodeAt(at) == COLON) {
      // The second colon of a pair: the first ended a group, or started the address.
      if (gap >= 0) return false;
      gap = filled;
      at++;
      continue;
    }
    const start = at;
    let value = 0;
    while (at < length && digit(text.charCodeAt(at)) < 16) {
      if (at - start == 4) return false;
      value = value << 4 | digit(text.charCodeAt(at));
      at++;
    }
    if (at < length && text.charCodeAt(at) == DOT) {
      if (filled > 12 || !parseQuad(text, start, length, into, filled)) return false;
      filled += 4;
      break;
    }
    if (at == start || filled > 14) return false;
    into[filled++] = <u8>(value >> 8);
    into[filled++] = <u8>value;
    if (at < length) {
      if (text.charCodeAt(at) != COLON || at + 1 == length) return false;
      at++;
    }
  }
  if (gap < 0) return filled == 16;
  if (filled == 16) return false;
  const tail = filled - gap;
  for (let i = 1; i <= tail; i++) into[16 - i] = into[filled - i];
  for (let i = gap; i < 16 - tail; i++) into[i] = 0;
  return true;
}

/** `a.b.c.d` of four bytes from `offset`. */
export function formatInet(bytes: StaticArray<u8>, offset: i32 = 0): string {
  return (
    bytes[offset].toString() + "." + bytes[offset + 1].toString() + "." + bytes[offset + 2].toString() + "." +
    bytes[offset + 3].toString()
  );
}

/** The canonical text of 16 bytes: the first longest run of zeros left out, IPv4 at the end where glibc writes it. */
export function formatInet6(bytes: StaticArray<u8>): string {
  let gap = -1;
  let gapLength = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && group(bytes, end) == 0) end++;
    if (end - i > gapLength) {
      gap = i;
      gapLength = end - i;
    }
    if (end > i) i = end;
  }
  const mapped = gap == 0 && (gapLength == 6 || (gapLength == 5 && group(bytes, 5) == 0xffff));
  let text = "";
  for (let i = 0; i < 8; i++) {
    if (i == gap) {
      text += "::";
      i += gapLength - 1;
      continue;
    }
    if (i > 0 && (gap < 0 || i != gap + gapLength)) text += ":";
    if (mapped && i == 6) return text + formatInet(bytes, 12);
    text += group(bytes, i).toString(16);
  }
  return text;
}

function group(bytes: StaticArray<u8>, index: i32): i32 {
  return <i32>bytes[index * 2] << 8 | bytes[index * 2 + 1];
}
