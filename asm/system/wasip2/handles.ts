// The handles that the PHP layer holds, and the sockets they mean.
import { GuestSocket } from "./guest-socket";

const sockets: Array<GuestSocket | null> = [];

/** Enters a socket; the lowest free handle. */
export function enter(socket: GuestSocket): i32 {
  const free = sockets.indexOf(null);
  if (free >= 0) {
    sockets[free] = socket;
    return free;
  }
  return sockets.push(socket) - 1;
}

/** The socket of a handle. A handle that is not open traps, as it does on a host of wit/host.wit. */
export function socketOf(handle: i32): GuestSocket {
  return sockets[handle]!;
}

/** Forgets a handle; the socket it meant. */
export function remove(handle: i32): GuestSocket {
  const socket = sockets[handle]!;
  sockets[handle] = null;
  return socket;
}
