// MSG_* of Linux to the bits of the WIT's send-flags and receive-flags, and back from message-flags. A flag that an
// operation has no use for is ignored, as the system does.
import { MSG_CMSG_CLOEXEC } from "../../constants";
import { MESSAGE_FLAGS, RECEIVE_FLAGS, SEND_FLAGS } from "../../generated/flags";

function bits(flags: i32, table: StaticArray<i32>): i32 {
  let result = 0;
  for (let i = 0, n = table.length; i < n; i++) if (flags & unchecked(table[i])) result |= 1 << i;
  return result;
}

/** The bits of send-flags. */
// @ts-ignore: decorator
@inline
export function sendFlags(flags: i32): i32 {
  return flags == 0 ? 0 : bits(flags, SEND_FLAGS);
}

/** The bits of receive-flags. */
// @ts-ignore: decorator
@inline
export function receiveFlags(flags: i32): i32 {
  return flags == 0 ? 0 : bits(flags, RECEIVE_FLAGS);
}

/** MSG_* of a received message. Linux returns MSG_CMSG_CLOEXEC to a caller that gave it. */
export function messageFlags(bits: i32, asked: i32): i32 {
  let flags = asked & MSG_CMSG_CLOEXEC;
  for (let i = 0, n = MESSAGE_FLAGS.length; i < n; i++) if (bits & (1 << i)) flags |= unchecked(MESSAGE_FLAGS[i]);
  return flags;
}
