// Making local sockets, and pairs of them.
import {
  AF_UNIX, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_STREAM, SOCKET_EINVAL, SOCKET_EPROTONOSUPPORT,
  SOCKET_ESOCKTNOSUPPORT,
} from "../../../constants";
import { enter } from "../handles";
import { ConnectionSocket } from "./connection-socket";
import { DatagramSocket } from "./datagram-socket";
import { SeqpacketSocket } from "./seqpacket-socket";
import { StreamSocket } from "./stream-socket";

/** 0, or minus the errno of a local socket that there is not. */
function check(type: i32, protocol: i32): i32 {
  if (type < 0) return -SOCKET_EINVAL;
  if (protocol != 0 && protocol != AF_UNIX) return -SOCKET_EPROTONOSUPPORT;
  return isConnection(type) || isDatagram(type) ? 0 : -SOCKET_ESOCKTNOSUPPORT;
}

function isConnection(type: i32): bool {
  return type == SOCK_STREAM || type == SOCK_SEQPACKET;
}

/** Linux makes datagrams of SOCK_RAW: unix(7). */
function isDatagram(type: i32): bool {
  return type == SOCK_DGRAM || type == SOCK_RAW;
}

function createConnection(type: i32): ConnectionSocket {
  return type == SOCK_STREAM ? new StreamSocket() : new SeqpacketSocket();
}

/** Makes a local socket; the handle. */
export function createLocal(type: i32, protocol: i32): i32 {
  const error = check(type, protocol);
  if (error != 0) return error;
  return isConnection(type) ? enter(createConnection(type)) : enter(new DatagramSocket());
}

/** Makes two that are connected; 0 and their handles. */
export function pairLocal(type: i32, protocol: i32, handles: StaticArray<i32>): i32 {
  const error = check(type, protocol);
  if (error != 0) return error;
  if (isConnection(type)) pairConnections(type, handles);
  else pairDatagrams(handles);
  return 0;
}

function pairConnections(type: i32, handles: StaticArray<i32>): void {
  const one = createConnection(type);
  const other = createConnection(type);
  one.join(other);
  handles[0] = enter(one);
  handles[1] = enter(other);
}

function pairDatagrams(handles: StaticArray<i32>): void {
  const one = new DatagramSocket();
  const other = new DatagramSocket();
  one.join(other);
  handles[0] = enter(one);
  handles[1] = enter(other);
}
