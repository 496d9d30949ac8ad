// Whether operations wait: socket_set_block() and socket_set_nonblock().
import { isUsable, succeeded } from "../failure";
import { Socket } from "../socket";
import { setBlocking } from "../system";

/**
 * Lets operations wait for what they need.
 *
 * @param socket an open socket
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-set-block.php
 */
export function socket_set_block(socket: Socket): bool {
  if (!isUsable(socket, "socket_set_block")) return false;
  return succeeded(socket, "socket_set_block", "unable to set blocking mode", setBlocking(socket.handle, true));
}

/**
 * Lets operations fail with EAGAIN or EINPROGRESS instead of waiting.
 *
 * @param socket an open socket
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-set-nonblock.php
 */
export function socket_set_nonblock(socket: Socket): bool {
  if (!isUsable(socket, "socket_set_nonblock")) return false;
  return succeeded(socket, "socket_set_nonblock", "unable to set nonblocking mode", setBlocking(socket.handle, false));
}
