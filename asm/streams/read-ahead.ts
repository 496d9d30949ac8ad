// What a stream has taken from its socket before the script asked for it.
import { findByte } from "../memory/buffers";

const NEWLINE: u8 = 0x0a;

const NOTHING = new ArrayBuffer(0);

/** Bytes that the script has not read yet. */
@final
export class ReadAhead {
  private bytes: ArrayBuffer = NOTHING;
  private start: i32 = 0;

  /** How many bytes there are. */
  get length(): i32 {
    return this.bytes.byteLength - this.start;
  }

  /** Stores these bytes. There must be none before. */
  put(bytes: ArrayBuffer): void {
    this.bytes = bytes;
    this.start = 0;
  }

  /** Takes the first `length` bytes, or all if there are fewer. */
  take(length: i32): ArrayBuffer {
    const bytes = this.bytes;
    const start = this.start;
    const end = start + min(length, this.length);
    if (end < bytes.byteLength) this.start = end;
    else this.put(NOTHING);
    return end - start == bytes.byteLength ? bytes : bytes.slice(start, end);
  }

  /** The length of the first line, including its \n; -1 if there is no \n. */
  get lineLength(): i32 {
    const at = findByte(this.bytes, NEWLINE, this.start, this.bytes.byteLength);
    return at < 0 ? -1 : at + 1 - this.start;
  }
}

/** One buffer made of several; the first itself if there is no other. */
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
