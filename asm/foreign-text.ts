// Texts made of foreign bytes: names of Unix sockets, values of options. PHP's strings are bytes; here a text is
// UTF-16. Valid UTF-8 (RFC 3629) is decoded. Any other byte becomes the code unit 0xDC00 + byte, a low surrogate
// without a high one, and becomes that byte again. So every name comes back as the same bytes.

/** The code unit for an invalid byte, minus the byte. */
const ESCAPE: i32 = 0xdc00;

/** U+FFFD in UTF-8, for surrogates that carry no byte. */
const REPLACEMENT: StaticArray<u8> = [0xef, 0xbf, 0xbd];

/** The text of bytes. */
export function textOf(bytes: ArrayBuffer): string {
  const data = Uint8Array.wrap(bytes);
  const length = data.length;
  const units = new Array<i32>();
  for (let at = 0; at < length;) {
    const first: i32 = data[at];
    const size = sequenceLength(data, at);
    if (size == 0) {
      units.push(ESCAPE + first);
      at++;
      continue;
    }
    let point = size == 1 ? first : first & (0x7f >> size);
    for (let i = 1; i < size; i++) point = (point << 6) | (data[at + i] & 0x3f);
    at += size;
    if (point < 0x10000) {
      units.push(point);
    } else {
      units.push(0xd7c0 + (point >> 10));
      units.push(0xdc00 | (point & 0x3ff));
    }
  }
  return String.fromCharCodes(units);
}

/** The bytes of a text: its UTF-8, and each byte that `textOf` carried in a code unit. */
export function bytesOf(text: string): ArrayBuffer {
  const bytes = new Array<u8>();
  for (let at = 0, length = text.length; at < length; at++) {
    const unit = text.charCodeAt(at);
    if ((unit & 0xf800) != 0xd800) {
      pushPoint(bytes, unit);
    } else if (unit < ESCAPE && at + 1 < length && (text.charCodeAt(at + 1) & 0xfc00) == 0xdc00) {
      pushPoint(bytes, 0x10000 + ((unit & 0x3ff) << 10) + (text.charCodeAt(++at) & 0x3ff));
    } else if (unit >= ESCAPE + 0x80 && unit <= ESCAPE + 0xff) {
      bytes.push(<u8>unit);
    } else {
      for (let i = 0; i < 3; i++) bytes.push(REPLACEMENT[i]);
    }
  }
  const result = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) result[i] = bytes[i];
  return result.buffer;
}

/** The length of the UTF-8 sequence at a position; 0 if there is no valid one. See RFC 3629, section 4. */
function sequenceLength(data: Uint8Array, at: i32): i32 {
  const first: i32 = data[at];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + size > data.length) return 0;
  // The second byte tells overlong forms, surrogates, and code points above U+10FFFF.
  const least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  const second: i32 = data[at + 1];
  if (second < least || second > most) return 0;
  for (let i = 2; i < size; i++) if ((data[at + i] & 0xc0) != 0x80) return 0;
  return size;
}

function pushPoint(bytes: Array<u8>, point: i32): void {
  if (point < 0x80) {
    bytes.push(<u8>point);
    return;
  }
  if (point < 0x800) {
    bytes.push(<u8>(0xc0 | (point >> 6)));
  } else {
    if (point < 0x10000) {
      bytes.push(<u8>(0xe0 | (point >> 12)));
    } else {
      bytes.push(<u8>(0xf0 | (point >> 18)));
      bytes.push(<u8>(0x80 | ((point >> 12) & 0x3f)));
    }
    bytes.push(<u8>(0x80 | ((point >> 6) & 0x3f)));
  }
  bytes.push(<u8>(0x80 | (point & 0x3f)));
}
