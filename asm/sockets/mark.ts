// The mark of out-of-band data: socket_atmark(), of PHP 8.3.
import { failOn, isUsable } from "../failure";
import { Socket } from "../socket";
import { atMark } from "../system";

/**
 * Tells whether the next byte to receive follows out-of-band data.
 *
 * @param socket an open socket
 * @returns true if it does; false and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-atmark.php
 */
export function socket_atmark(socket: Socket): bool {
  if (!isUsable(socket, "socket_atmark")) return false;
  const result = atMark(socket.handle);
  if (result >= 0) return result == 1;
  failOn(socket, "socket_atmark", "Unable to apply sockmark", -result);
  return false;
}
