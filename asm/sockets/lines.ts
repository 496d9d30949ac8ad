// PHP_NORMAL_READ: bytes up to a line's end and none beyond. The end is looked for among bytes that stay in the
// socket (MSG_PEEK), so that nothing is read ahead and any function may go on where the line ended.
import { MSG_PEEK } from "../constants";
import { addressIn, findLineEnd } from "../memory/buffers";
import { receiveInto } from "../system";

/** The room for the first peek. Most lines are shorter. */
const FIRST_LOOK: i32 = 256;

/** More room than this is released after the line. */
const KEPT: i32 = 1 << 16;

/** The line so far. */
let line = new ArrayBuffer(FIRST_LOOK);

/** Minus the errno that ended the last `readLine`; 0 for none. */
export let lineFailure: i32 = 0;

/**
 * Receives up to and including the next \n or \r, at most `length` bytes. If the stream ends, or a timeout or an error
 * comes first, it returns the bytes before that. With no bytes before it, the end is an empty line and an error is
 * null.
 * `lineFailure` then has the errno.
 */
export function readLine(handle: i32, length: i32): ArrayBuffer | null {
  let have = 0;
  let found = false;
  lineFailure = 0;
  while (!found && have < length) {
    if (have == line.byteLength) line = grown(line, have);
    const seen = receiveInto(handle, addressIn(line, have), min(length, line.byteLength) - have, MSG_PEEK);
    if (seen <= 0) {
      lineFailure = seen;
      break;
    }
    const end = findLineEnd(line, have, have + seen);
    found = end >= 0;
    const taken = receiveInto(handle, addressIn(line, have), found ? end + 1 - have : seen, 0);
    if (taken <= 0) {
      lineFailure = taken;
      break;
    }
    have += taken;
  }
  if (have == 0 && lineFailure < 0) return null;
  const result = line.slice(0, have);
  if (line.byteLength > KEPT) line = new ArrayBuffer(FIRST_LOOK);
  return result;
}

function grown(old: ArrayBuffer, used: i32): ArrayBuffer {
  const room = new Uint8Array(used * 4);
  room.set(Uint8Array.wrap(old));
  return room.buffer;
}
