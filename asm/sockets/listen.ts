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
