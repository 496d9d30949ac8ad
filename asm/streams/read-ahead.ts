// What a stream has taken from its socket before the script asked for it.
import { findByte } from "../memory/buffers";

const NEWLINE: u8 = 0x0a;

const NOTHING = new ArrayBuffer(0);

/** Bytes that wait to be read by the script. */
@final
export class ReadAhead {
  private bytes: ArrayBuffer = NOTHING;
  private start: i32 = 0;

  /** How many bytes wait. */
  get length(): i32 {
    return this.bytes.byteLength - this.start;
  }

  /** Lets these bytes wait; none may be waiting. */
  put(bytes: ArrayBuffer): void {
    this.bytes = bytes;
    this.start = 0;
  }

  /** The first `length` of the bytes that wait, or all where there are fewer. */
  take(length: i32): ArrayBuffer {
    const bytes = this.bytes;
    const start = this.start;
    const end = start + min(length, this.length);
    if (end < bytes.byteLength) this.start = end;
    else this.put(NOTHING);
    return end - start == bytes.byteLength ? bytes : bytes.slice(start, end);
  }

  /** How many bytes a line has, up to and with the first \n; -1 where it does not end among those that wait. */
  get lineLength(): i32 {
    const at = findByte(this.bytes, NEWLINE, this.start, this.bytes.byteLength);
    return at < 0 ? -1 : at + 1 - this.start;
  }
}

/** One buffer of several; the first itself where there is no other. */
export function joined(parts: ArrayBuffer[]): ArrayBuffer {
  if (parts.length == 1) return parts[0];
  let length = 0;
  for (let i = 0; i < parts.length; i++) length += parts[i].byteLength;
  const whole = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    whole.set(Uint8Array.wrap(parts[i]), at);
    at += parts[i].byteLength;
  }
  return whole.buffer;
}
