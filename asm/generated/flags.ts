// Generated from wit/ by `npm run wit`; not to be edited.
import {
  MSG_CMSG_CLOEXEC,
  MSG_CONFIRM,
  MSG_CTRUNC,
  MSG_DONTROUTE,
  MSG_DONTWAIT,
  MSG_EOF,
  MSG_EOR,
  MSG_ERRQUEUE,
  MSG_MORE,
  MSG_NOSIGNAL,
  MSG_OOB,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  MSG_ZEROCOPY,
} from "./constants";

/** `send-flags`. */
export const SEND_FLAGS: StaticArray<i32> = [
  MSG_OOB,
  MSG_DONTROUTE,
  MSG_DONTWAIT,
  MSG_EOR,
  MSG_EOF,
  MSG_CONFIRM,
  MSG_MORE,
  MSG_ZEROCOPY,
  MSG_NOSIGNAL,
];

/** `receive-flags`. */
export const RECEIVE_FLAGS: StaticArray<i32> = [
  MSG_OOB,
  MSG_PEEK,
  MSG_WAITALL,
  MSG_DONTWAIT,
  MSG_TRUNC,
  MSG_ERRQUEUE,
  MSG_CMSG_CLOEXEC,
];

/** `message-flags`. */
export const MESSAGE_FLAGS: StaticArray<i32> = [
  MSG_OOB,
  MSG_EOR,
  MSG_TRUNC,
  MSG_CTRUNC,
  MSG_ERRQUEUE,
];
