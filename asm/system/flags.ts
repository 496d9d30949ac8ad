// MSG_* of Linux to the bits of the WIT's send-flags and receive-flags, and back from message-flags. A flag that an
// operation has no use for is ignored, as the system does.
import {
  MSG_CMSG_CLOEXEC, MSG_CONFIRM, MSG_CTRUNC, MSG_DONTROUTE, MSG_DONTWAIT, MSG_EOF, MSG_EOR, MSG_ERRQUEUE, MSG_MORE,
  MSG_NOSIGNAL, MSG_OOB, MSG_PEEK, MSG_TRUNC, MSG_WAITALL, MSG_ZEROCOPY,
} from "../constants";

/** In the order of send-flags. */
const SEND: StaticArray<i32> = [
  MSG_OOB, MSG_DONTROUTE, MSG_DONTWAIT, MSG_EOR, MSG_EOF, MSG_CONFIRM, MSG_MORE, MSG_ZEROCOPY, MSG_NOSIGNAL,
];

/** In the order of receive-flags. */
const RECEIVE: StaticArray<i32> = [
  MSG_OOB, MSG_PEEK, MSG_WAITALL, MSG_DONTWAIT, MSG_TRUNC, MSG_ERRQUEUE, MSG_CMSG_CLOEXEC,
];

/** In the order of message-flags. */
const MESSAGE: StaticArray<i32> = [MSG_OOB, MSG_EOR, MSG_TRUNC, MSG_CTRUNC, MSG_ERRQUEUE];

function bits(flags: i32, table: StaticArray<i32>): i32 {
  let result = 0;
  for (let i = 0, n = table.length; i < n; i++) if (flags & unchecked(table[i])) result |= 1 << i;
  return result;
}

/** The bits of send-flags. */
// @ts-ignore: decorator
@inline
export function sendFlags(flags: i32): i32 {
  return flags == 0 ? 0 : bits(flags, SEND);
}

/** The bits of receive-flags. */
// @ts-ignore: decorator
@inline
export function receiveFlags(flags: i32): i32 {
  return flags == 0 ? 0 : bits(flags, RECEIVE);
}

/** MSG_* of a received message. Linux gives MSG_CMSG_CLOEXEC back to who asked with it. */
export function messageFlags(bits: i32, asked: i32): i32 {
  let flags = asked & MSG_CMSG_CLOEXEC;
  for (let i = 0, n = MESSAGE.length; i < n; i++) if (bits & (1 << i)) flags |= unchecked(MESSAGE[i]);
  return flags;
}
