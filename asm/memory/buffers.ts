// Buffers, byte by byte.

/** Buffers one after the other: the buffer itself where there is one. */
export function gathered(parts: ArrayBuffer[]): ArrayBuffer {
  if (parts.length == 1) return parts[0];
  let length = 0;
  for (let i = 0; i < parts.length; i++) length += parts[i].byteLength;
  const whole = new ArrayBuffer(length);
  let at = changetype<usize>(whole);
  for (let i = 0; i < parts.length; i++) {
    memory.copy(at, changetype<usize>(parts[i]), parts[i].byteLength);
    at += parts[i].byteLength;
  }
  return whole;
}

/** The address of a byte in a buffer. */
// @ts-ignore: decorator
@inline
export function addressIn(buffer: ArrayBuffer, offset: i32): usize {
  return changetype<usize>(buffer) + offset;
}

/** Where the first \n or \r is in `buffer` from `from` to before `to`; -1: nowhere. */
export function findLineEnd(buffer: ArrayBuffer, from: i32, to: i32): i32 {
  const start = changetype<usize>(buffer);
  for (let i = from; i < to; i++) {
    const byte = load<u8>(start + i);
    if (byte == 0x0a || byte == 0x0d) return i;
  }
  return -1;
}

/** Where the first such byte is in `buffer` from `from` to before `to`; -1: nowhere. */
export function findByte(buffer: ArrayBuffer, byte: u8, from: i32, to: i32): i32 {
  const start = changetype<usize>(buffer);
  for (let i = from; i < to; i++) if (load<u8>(start + i) == byte) return i;
  return -1;
}
