// The exports on sockets and their addresses: see wit/php.wit.
import { socket_set_block, socket_set_nonblock } from "../sockets/blocking";
import { socket_connect, socket_shutdown } from "../sockets/connect";
import { socket_getpeername, socket_getsockname } from "../sockets/endpoints";
import { SOCKET_NAME_ADDRESS, SOCKET_NAME_PORT } from "../generated/php";
import { socket_close, socket_create, socket_create_pair } from "../sockets/lifecycle";
import { socket_accept, socket_bind, socket_create_listen, socket_listen } from "../sockets/listen";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { Area, none, NOT_GIVEN, result, some, takeString } from "./memory";
import { giveSocket, HANDLE, optionalSocket, socketAt } from "./resources";

export function socketCreate(domain: i32, type: i32, protocol: i32): Area {
  return optionalSocket(socket_create(domain, type, protocol));
}

export function socketCreatePair(domain: i32, type: i32, protocol: i32): Area {
  const pair = new Array<Socket>();
  if (!socket_create_pair(domain, type, protocol, pair)) return none();
  const handles = some();
  handles.element(0, HANDLE).int(0, giveSocket(pair[0]));
  handles.element(1, HANDLE).int(0, giveSocket(pair[1]));
  return result();
}

export function socketCreateListen(port: i32, hasBacklog: i32, backlog: i32): Area {
  return optionalSocket(hasBacklog ? socket_create_listen(port, backlog) : socket_create_listen(port));
}

export function socketClose(socket: i32): void {
  socket_close(socketAt(socket));
}

export function socketBind(socket: i32, address: usize, length: i32, hasPort: i32, port: i32): i32 {
  const text = takeString(address, length);
  return i32(hasPort ? socket_bind(socketAt(socket), text, port) : socket_bind(socketAt(socket), text));
}

export function socketListen(socket: i32, hasBacklog: i32, backlog: i32): i32 {
  return i32(hasBacklog ? socket_listen(socketAt(socket), backlog) : socket_listen(socketAt(socket)));
}

export function socketAccept(socket: i32): Area {
  return optionalSocket(socket_accept(socketAt(socket)));
}

export function socketConnect(socket: i32, address: usize, length: i32, hasPort: i32, port: i32): i32 {
  const text = takeString(address, length);
  return i32(hasPort ? socket_connect(socketAt(socket), text, port) : socket_connect(socketAt(socket), text));
}

export function socketShutdown(socket: i32, hasMode: i32, mode: i32): i32 {
  return i32(hasMode ? socket_shutdown(socketAt(socket), mode) : socket_shutdown(socketAt(socket)));
}

export function socketSetBlock(socket: i32): i32 {
  return i32(socket_set_block(socketAt(socket)));
}

export function socketSetNonblock(socket: i32): i32 {
  return i32(socket_set_nonblock(socketAt(socket)));
}

/** Where the two functions below put an address. */
const address = new Ref<string>("");
const port = new Ref<i32>(NOT_GIVEN);

/** An option<socket-name>, of what is in `address` and `port`. */
function socketName(found: bool): Area {
  if (!found) return none();
  const name = some();
  name.text(SOCKET_NAME_ADDRESS, address.value);
  name.optionalInt(SOCKET_NAME_PORT, port.value != NOT_GIVEN, port.value);
  port.value = NOT_GIVEN;
  return result();
}

export function socketGetsockname(socket: i32): Area {
  return socketName(socket_getsockname(socketAt(socket), address, port));
}

export function socketGetpeername(socket: i32): Area {
  return socketName(socket_getpeername(socketAt(socket), address, port));
}
