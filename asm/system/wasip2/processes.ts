// WASI 0.2 has no processes: there is this one.
import { SOCKET_ENOSYS } from "../../constants";
import { Ref } from "../../ref";

/** The first guest's number, of one: what `guestId` of ./index.ts gives. */
const OWN_ID: i32 = 1;

const ESRCH: i32 = 3;
const ECHILD: i32 = 10;

export function fork(): i32 {
  return -SOCKET_ENOSYS;
}

export function wait(which: i32, hang: bool, status: Ref<i32>): i32 {
  return -ECHILD;
}

/** A signal of 0 finds this process. Others find none: it cannot end itself as one that a signal ends. */
export function signal(which: i32, signal: i32): i32 {
  return signal == 0 && (which == 0 || which == OWN_ID) ? 0 : -ESRCH;
}

export function parentId(): i32 {
  return 0;
}
