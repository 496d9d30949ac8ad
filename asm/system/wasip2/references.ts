// How many hold a socket: handles, and messages on their way that carry it (SCM_RIGHTS). It is closed when nobody does.
import { GuestSocket } from "./guest-socket";
import { pushOpen } from "./handles";

/** The most sockets on their way at once; one more is ETOOMANYREFS. */
export const MAX_IN_FLIGHT: i32 = 4096;

/** How many sockets are on their way. */
export let inFlight: i32 = 0;

/** Those that are to be closed, and those that may hold themselves; empty but while release() is at work. */
const closing = new Array<GuestSocket>();
const suspects = new Array<GuestSocket>();
let atWork: bool = false;

/** Which walk from the handles has met a socket last. */
let walk: i32 = 0;

/** Counts sockets as carried by a message. */
export function sendOff(sockets: GuestSocket[]): void {
  for (let i = 0; i < sockets.length; i++) sockets[i].references++;
  inFlight += sockets.length;
}

/** So many sockets have arrived; their references stay. */
export function arrive(count: i32): void {
  inFlight -= count;
}

/**
 * Gives one reference up. Closing a socket drops the messages in its queue and so may close others: one after the
 * other, however long the chain is.
 */
export function release(socket: GuestSocket): void {
  if (--socket.references == 0) closing.push(socket);
  else if (socket.isCarrier) suspects.push(socket);
  else return;
  if (atWork) return;
  atWork = true;
  while (closing.length + suspects.length > 0) {
    if (closing.length > 0) closing.pop().close();
    else collect(suspects.pop());
  }
  atWork = false;
}

/**
 * Empties the queues of sockets that no handle leads to any more, only messages in each other's queues: so they come
 * to be closed. Such a ring begins at `suspect`, whose last handle went, or there is none.
 */
function collect(suspect: GuestSocket): void {
  walk++;
  const reached = new Array<GuestSocket>();
  pushOpen(reached);
  follow(reached);
  const lost = new Array<GuestSocket>();
  lost.push(suspect);
  follow(lost);
  for (let i = 0; i < lost.length; i++) lost[i].dropCarried();
}

/** Leaves the sockets in the list that this walk had not met, and those that their messages lead to. */
function follow(list: GuestSocket[]): void {
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    const socket = list[i];
    if (socket.walk == walk) continue;
    socket.walk = walk;
    list[count++] = socket;
    socket.pushCarried(list);
  }
  list.length = count;
}
