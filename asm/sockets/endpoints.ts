// Who is at either end: socket_getsockname() and socket_getpeername().
import { giveAddress } from "../addresses/address";
import { SocketAddress } from "../data/socket-address";
import { isUsable, succeeded } from "../failure";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { localAddress, remoteAddress } from "../system";

/** Serves every call; nothing keeps it. */
const scratch = new SocketAddress();

/**
 * Tells the address that a socket is bound to.
 *
 * @param socket an open socket
 * @param addr is set to the address, or the path
 * @param port is set to the port, where there are ports
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-getsockname.php
 */
export function socket_getsockname(socket: Socket, addr: Ref<string>, port: Ref<i32> | null = null): bool {
  if (!isUsable(socket, "socket_getsockname")) return false;
  const result = localAddress(socket.handle, scratch);
  if (!succeeded(socket, "socket_getsockname", "unable to retrieve socket name", result)) return false;
  giveAddress(scratch, addr, port);
  return true;
}

/**
 * Tells the address that a socket is connected to.
 *
 * @param socket an open socket
 * @param addr is set to the address, or the path
 * @param port is set to the port, where there are ports
 * @returns true; false and a warning on failure: ENOTCONN
 * @see https://www.php.net/manual/en/function.socket-getpeername.php
 */
export function socket_getpeername(socket: Socket, addr: Ref<string>, port: Ref<i32> | null = null): bool {
  if (!isUsable(socket, "socket_getpeername")) return false;
  const result = remoteAddress(socket.handle, scratch);
  if (!succeeded(socket, "socket_getpeername", "unable to retrieve peer name", result)) return false;
  giveAddress(scratch, addr, port);
  return true;
}
