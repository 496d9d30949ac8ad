// A connection begins and ends: socket_connect() and socket_shutdown().
import { hasPort, NO_PORT, parseAddress } from "../addresses/address";
import { AF_PACKET, SHUT_RDWR, SOCKET_EINVAL } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { isUsable, succeeded } from "../failure";
import { Socket } from "../socket";
import { connect, shutdown } from "../system";

/** Serves every call; nothing keeps it. */
const scratch = new SocketAddress();

/**
 * Connects a socket. Without blocking it only begins: false with EINPROGRESS means that it is on its way.
 *
 * @param socket an open socket
 * @param address an address or a host name; a path for AF_UNIX
 * @param port 0 to 65535; not for AF_UNIX
 * @returns true; false on failure: ECONNREFUSED, ETIMEDOUT, EACCES; EINPROGRESS without a warning
 * @see https://www.php.net/manual/en/function.socket-connect.php
 */
export function socket_connect(socket: Socket, address: string, port: i32 = NO_PORT): bool {
  if (!isUsable(socket, "socket_connect")) return false;
  if (socket.family != AF_PACKET && !hasPort(socket, "socket_connect", 3, port)) return false;
  if (!parseAddress(socket, "socket_connect", 2, address, port, scratch)) return false;
  return succeeded(socket, "socket_connect", "unable to connect", connect(socket.handle, scratch));
}

/**
 * Ends receiving, sending or both.
 *
 * @param socket an open socket
 * @param how 0: receiving, 1: sending, 2: both
 * @returns true; false and a warning on failure: ENOTCONN
 * @see https://www.php.net/manual/en/function.socket-shutdown.php
 */
export function socket_shutdown(socket: Socket, how: i32 = SHUT_RDWR): bool {
  if (!isUsable(socket, "socket_shutdown")) return false;
  const result = how < 0 || how > SHUT_RDWR ? -SOCKET_EINVAL : shutdown(socket.handle, how);
  return succeeded(socket, "socket_shutdown", "Unable to shutdown socket", result);
}
