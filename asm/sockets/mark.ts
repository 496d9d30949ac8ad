// The mark of out-of-band data: socket_atmark(), of PHP 8.3.
import { failOn, isUsable } from "../failure";
import { Socket } from "../socket";
import { atMark } from "../system";

/** Whether the next byte to receive follows out-of-band data. */
export function socket_atmark(socket: Socket): bool {
  if (!isUsable(socket, "socket_atmark")) return false;
  const result = atMark(socket.handle);
  if (result >= 0) return result == 1;
  failOn(socket, "socket_atmark", "Unable to apply sockmark", -result);
  return false;
}
