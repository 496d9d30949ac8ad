// How the functions that a guest exports take their arguments and give their results, by the canonical ABI. The build
// writes the functions that use this: host/build/guest-exports.ts.
import { liftBytes } from "./landing";

export { liftBytes as takeBytes, liftString as takeText } from "./landing";

/** Where the last result is: its address and its length. */
const RESULT: usize = memory.data(8, 4);

/** The last result. The garbage collector must not take it until the caller has copied it. */
let kept: ArrayBuffer | null = null;

/** A list of bytes. */
export function takeView(address: usize, length: i32): Uint8Array {
  return Uint8Array.wrap(liftBytes(address, length));
}

/** Gives a string. */
export function giveText(text: string): usize {
  kept = changetype<ArrayBuffer>(text);
  return give(changetype<usize>(text), text.length);
}

/** Gives a list of bytes. */
export function giveBytes(bytes: ArrayBuffer): usize {
  kept = bytes;
  return give(changetype<usize>(bytes), bytes.byteLength);
}

/** The same. */
export function giveView(bytes: Uint8Array): usize {
  kept = bytes.buffer;
  return give(bytes.dataStart, bytes.length);
}

function give(address: usize, length: i32): usize {
  store<usize>(RESULT, address);
  store<i32>(RESULT, length, 4);
  return RESULT;
}

/** The caller has copied the last result. */
export function letGo(): void {
  kept = null;
}
