// What guests send: strings, as UTF-8, and bytes, where they lie.

/** The longest string that is encoded without allocating, in UTF-16 code units; each takes 3 bytes at most. */
const SHORT: i32 = 1024;

/** Where short strings are encoded. */
const SCRATCH: usize = memory.data(3 * SHORT, 16);

/** What holds the last long string while it is sent. */
let encoded: ArrayBuffer | null = null;

/** Bytes that the garbage collector does not know. */
@final
export class RawBytes {
  address: usize = 0;
  length: i32 = 0;
}

/** How many bytes `payloadAddress` found. */
export let payloadLength: i32 = 0;

/**
 * The address of the bytes of a string, an ArrayBuffer, a Uint8Array or a StaticArray<u8>; see `payloadLength`. Null is
 * PHP's "": no bytes. A variable that was compared with null keeps its nullable type where a type is inferred from it.
 */
export function payloadAddress<T>(data: T): usize {
  if (isNullable<T>()) {
    if (data !== null) return payloadAddress<NonNullable<T>>(data);
    payloadLength = 0;
    return SCRATCH;
  }
  if (isString<T>()) {
    const text = changetype<string>(data);
    if (text.length <= SHORT) {
      payloadLength = <i32>String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, SCRATCH);
      return SCRATCH;
    }
    const bytes = String.UTF8.encode(text);
    encoded = bytes;
    payloadLength = bytes.byteLength;
    return changetype<usize>(bytes);
  }
  if (data instanceof ArrayBuffer) {
    payloadLength = data.byteLength;
    return changetype<usize>(data);
  }
  if (data instanceof Uint8Array) {
    payloadLength = data.byteLength;
    return data.dataStart;
  }
  if (data instanceof StaticArray<u8>) {
    payloadLength = data.length;
    return changetype<usize>(data);
  }
  if (data instanceof RawBytes) {
    payloadLength = data.length;
    return data.address;
  }
  ERROR("data to send is a string, an ArrayBuffer, a Uint8Array or a StaticArray<u8>");
}

/** Lets go of a long string that has been sent. */
// @ts-ignore: decorator
@inline
export function releasePayload(): void {
  encoded = null;
}
