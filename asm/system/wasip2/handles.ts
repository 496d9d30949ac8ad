// The handles that the PHP layer holds, and the sockets they mean. Two handles may mean one socket: SCM_RIGHTS.
import { GuestSocket } from "./guest-socket";

const sockets: Array<GuestSocket | null> = [];

/** Below it no handle is free. */
let mayBeFree: i32 = 0;

/** Enters a socket, which has one more reference then; the lowest free handle. */
export function enter(socket: GuestSocket): i32 {
  socket.references++;
  while (mayBeFree < sockets.length && sockets[mayBeFree] !== null) mayBeFree++;
  if (mayBeFree == sockets.length) sockets.push(socket);
  else sockets[mayBeFree] = socket;
  return mayBeFree++;
}

/** The socket of a handle. A handle that is not open traps, as it does on a host of wit/host.wit. */
export function socketOf(handle: i32): GuestSocket {
  return sockets[handle]!;
}

/** Forgets a handle; the socket it meant, whose reference is the caller's to release. */
export function remove(handle: i32): GuestSocket {
  const socket = sockets[handle]!;
  sockets[handle] = null;
  mayBeFree = min(mayBeFree, handle);
  return socket;
}

/** Appends every socket that has a handle, once for each. */
export function pushOpen(list: GuestSocket[]): void {
  for (let i = 0; i < sockets.length; i++) {
    const socket = sockets[i];
    if (socket !== null) list.push(socket);
  }
}
