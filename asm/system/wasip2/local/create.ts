// Making local sockets, and pairs of them.
import {
  AF_UNIX, SOCK_STREAM, SOCKET_EINVAL, SOCKET_EPROTONOSUPPORT, SOCKET_ESOCKTNOSUPPORT,
} from "../../../constants";
import { enter } from "../handles";
import { StreamSocket } from "./stream-socket";

/** 0, or minus the errno of a local socket that there is not. */
function check(type: i32, protocol: i32): i32 {
  if (type < 0) return -SOCKET_EINVAL;
  if (protocol != 0 && protocol != AF_UNIX) return -SOCKET_EPROTONOSUPPORT;
  return type == SOCK_STREAM ? 0 : -SOCKET_ESOCKTNOSUPPORT;
}

/** Makes a local socket; the handle. */
export function createLocal(type: i32, protocol: i32): i32 {
  const error = check(type, protocol);
  return error == 0 ? enter(new StreamSocket()) : error;
}

/** Makes two that are connected; 0 and their handles. */
export function pairLocal(type: i32, protocol: i32, handles: StaticArray<i32>): i32 {
  const error = check(type, protocol);
  if (error != 0) return error;
  const one = new StreamSocket();
  const other = new StreamSocket();
  one.join(other);
  handles[0] = enter(one);
  handles[1] = enter(other);
  return 0;
}
