// Addresses and connections: bind, listen, accept, connect, and who is at either end.
import { giveAddress, hasPort, isPort, NO_PORT, packetAddress, parseAddress } from "./addresses/address";
import { AF_INET, AF_PACKET, SHUT_RDWR, SOCK_STREAM, SOCKET_EINVAL } from "./constants";
import { SocketAddress } from "./data/socket-address";
import { fail, failOn, isUsable } from "./last-error";
import { Ref } from "./ref";
import { register, Socket } from "./socket";
import {
  accept, bind, connect, create, drop, interfaceIndex, listen, localAddress, remoteAddress, setBlocking, shutdown,
} from "./system";

/** Serves every call; nothing keeps it. */
const scratch = new SocketAddress();

/** True, or false with the error set and the warning raised. */
function succeeded(socket: Socket, name: string, message: string, result: i32): bool {
  if (result >= 0) return true;
  failOn(socket, name, message, -result);
  return false;
}

/**
 * Gives a socket its address: a path for AF_UNIX, the name of an interface for AF_PACKET ("": every interface), else
 * an address or a host name, and a port (0: any).
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

/** Lets a bound socket take connections, `backlog` of which may wait. */
export function socket_listen(socket: Socket, backlog: i32 = 0): bool {
  if (!isUsable(socket, "socket_listen")) return false;
  return succeeded(socket, "socket_listen", "unable to listen on socket", listen(socket.handle, backlog));
}

/** Takes a waiting connection; null with EAGAIN if none waits and the socket does not block. */
export function socket_accept(socket: Socket): Socket | null {
  if (!isUsable(socket, "socket_accept")) return null;
  const handle = accept(socket.handle);
  if (handle >= 0) return register(handle, socket.family);
  failOn(socket, "socket_accept", "unable to accept incoming connection", -handle);
  return null;
}

/** Connects to a path, or to an address or a host name and a port. False with EINPROGRESS: on its way. */
export function socket_connect(socket: Socket, address: string, port: i32 = NO_PORT): bool {
  if (!isUsable(socket, "socket_connect")) return false;
  if (socket.family != AF_PACKET && !hasPort(socket, "socket_connect", 3, port)) return false;
  if (!parseAddress(socket, "socket_connect", 2, address, port, scratch)) return false;
  return succeeded(socket, "socket_connect", "unable to connect", connect(socket.handle, scratch));
}

/** A socket that listens on a port of every IPv4 address of the machine; 0: a port of the system's choice. */
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

/** Ends receiving (0), sending (1) or both (2). */
export function socket_shutdown(socket: Socket, how: i32 = SHUT_RDWR): bool {
  if (!isUsable(socket, "socket_shutdown")) return false;
  const result = how < 0 || how > SHUT_RDWR ? -SOCKET_EINVAL : shutdown(socket.handle, how);
  return succeeded(socket, "socket_shutdown", "Unable to shutdown socket", result);
}

/** Lets operations wait for what they need. */
export function socket_set_block(socket: Socket): bool {
  if (!isUsable(socket, "socket_set_block")) return false;
  return succeeded(socket, "socket_set_block", "unable to set blocking mode", setBlocking(socket.handle, true));
}

/** Lets operations fail with EAGAIN or EINPROGRESS instead of waiting. */
export function socket_set_nonblock(socket: Socket): bool {
  if (!isUsable(socket, "socket_set_nonblock")) return false;
  return succeeded(socket, "socket_set_nonblock", "unable to set nonblocking mode", setBlocking(socket.handle, false));
}

/** Gives the address that the socket is bound to; a port only where there are ports. */
export function socket_getsockname(socket: Socket, addr: Ref<string>, port: Ref<i32> | null = null): bool {
  if (!isUsable(socket, "socket_getsockname")) return false;
  const result = localAddress(socket.handle, scratch);
  if (!succeeded(socket, "socket_getsockname", "unable to retrieve socket name", result)) return false;
  giveAddress(scratch, addr, port);
  return true;
}

/** Gives the address that the socket is connected to; a port only where there are ports. */
export function socket_getpeername(socket: Socket, addr: Ref<string>, port: Ref<i32> | null = null): bool {
  if (!isUsable(socket, "socket_getpeername")) return false;
  const result = remoteAddress(socket.handle, scratch);
  if (!succeeded(socket, "socket_getpeername", "unable to retrieve peer name", result)) return false;
  giveAddress(scratch, addr, port);
  return true;
}
