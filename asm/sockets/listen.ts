// A socket gets its address, listens, and accepts.
import { isPort, packetAddress, parseAddress } from "../addresses/address";
import { AF_INET, AF_PACKET, SOCK_STREAM } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { fail, failOn, isUsable, succeeded } from "../failure";
import { register, Socket } from "../socket";
import { accept, bind, create, drop, interfaceIndex, listen } from "../system";

/** Serves every call; nothing keeps it. */
const scratch = new SocketAddress();

/**
 * Gives a socket its address.
 *
 * @param socket an open socket
 * @param address an address or a host name; a path for AF_UNIX; the name of an interface for AF_PACKET, "" for all
 * @param port 0 to 65535; 0 for one of the system's choice
 * @returns true; false and a warning on failure: EADDRINUSE, EADDRNOTAVAIL, EACCES
 * @see https://www.php.net/manual/en/function.socket-bind.php
 */
export function socket_bind(socket: Socket, address: string, port: i32 = 0): bool {
  if (!isUsable(socket, "socket_bind")) return false;
  if (socket.family == AF_PACKET) {
    const index = address.length == 0 ? 0 : interfaceIndex(address);
    packetAddress(index, scratch);
    return succeeded(socket, "socket_bind", "Unable to bind address", index < 0 ? index : bind(socket.handle, scratch));
  }
  if (!isPort(socket.family, "socket_bind", 3, port)) return false;
  if (!parseAddress(socket, "socket_bind", 2, address, port, scratch)) return false;
  return succeeded(socket, "socket_bind", "Unable to bind address", bind(socket.handle, scratch));
}

/**
 * Lets a bound socket take connections.
 *
 * @param socket a bound socket of SOCK_STREAM or SOCK_SEQPACKET
 * @param backlog how many connections may wait
 * @returns true; false and a warning on failure: EOPNOTSUPP
 * @see https://www.php.net/manual/en/function.socket-listen.php
 */
export function socket_listen(socket: Socket, backlog: i32 = 0): bool {
  if (!isUsable(socket, "socket_listen")) return false;
  return succeeded(socket, "socket_listen", "unable to listen on socket", listen(socket.handle, backlog));
}

/**
 * Takes a connection that waits at a listener. It waits for one, unless the listener does not block.
 *
 * @param socket a socket that listens
 * @returns the connection, which blocks; null on failure (EAGAIN without a warning)
 * @see https://www.php.net/manual/en/function.socket-accept.php
 */
export function socket_accept(socket: Socket): Socket | null {
  if (!isUsable(socket, "socket_accept")) return null;
  const handle = accept(socket.handle);
  if (handle >= 0) return register(handle, socket.family);
  failOn(socket, "socket_accept", "unable to accept incoming connection", -handle);
  return null;
}

/**
 * Makes a socket that listens on every IPv4 address of the machine.
 *
 * @param port 0 to 65535; 0 for one of the system's choice
 * @param backlog how many connections may wait
 * @returns the socket; null and a warning on failure: EADDRINUSE, EACCES
 * @see https://www.php.net/manual/en/function.socket-create-listen.php
 */
export function socket_create_listen(port: i32, backlog: i32 = 128): Socket | null {
  if (!isPort(AF_INET, "socket_create_listen", 1, port)) return null;
  const handle = create(AF_INET, SOCK_STREAM, 0);
  if (handle < 0) {
    fail("socket_create_listen", "unable to create listening socket", -handle);
    return null;
  }
  scratch.family = AF_INET;
  scratch.port = port;
  scratch.bytes.fill(0);
  let message = "unable to bind to given address";
  let error = bind(handle, scratch);
  if (error == 0) {
    message = "unable to listen on socket";
    error = listen(handle, backlog);
  }
  if (error == 0) return register(handle, AF_INET);
  drop(handle);
  fail("socket_create_listen", message, -error);
  return null;
}
