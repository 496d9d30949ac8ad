// The client's side of TCP over wasi:sockets: connect, and how it goes on after that without blocking.
import { tcpFinishConnect, tcpSubscribe } from "../../bindings/wasi-sockets";
import {
  SOCKET_EAFNOSUPPORT,
  SOCKET_EAGAIN,
  SOCKET_EALREADY,
  SOCKET_ECONNREFUSED,
  SOCKET_EINPROGRESS,
  SOCKET_EINVAL,
  SOCKET_EISCONN,
  SOCKET_ENETUNREACH,
} from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { isUnspecified, startConnect, toLoopback } from "./ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "./result-area";
import { TcpSocket, TcpState } from "./tcp-socket";
import { TcpStreams } from "./tcp-streams";
import { deadlineAfter, waitUntil } from "./wait";

/** Connects; without blocking, or where the time is over first, EINPROGRESS. */
export function connectTo(socket: TcpSocket, remote: SocketAddress): i32 {
  if (socket.state == TcpState.Connecting) return reported(socket, awaitConnection(socket, -SOCKET_EALREADY));
  if (socket.pendingError != 0) return socket.takeError();
  if (socket.state == TcpState.Listening) return -SOCKET_EISCONN;
  if (socket.state == TcpState.Connected) {
    // As on Linux: a connection that was made in the meantime is told of once.
    return socket.isToReport ? reported(socket, 0) : -SOCKET_EISCONN;
  }
  if (remote.family != socket.family) return -SOCKET_EAFNOSUPPORT;
  // What Linux makes of a port or an address of 0 WASI forbids: nobody listens there; this machine.
  if (remote.port == 0) return -SOCKET_ECONNREFUSED;
  if (isUnspecified(remote)) toLoopback(remote);
  let error = socket.open();
  if (error != 0) return error;
  startConnect(socket.resource, remote);
  error = failure(PAYLOAD_1);
  if (error != 0) {
    socket.giveUp();
    // What WASI takes for no address to connect to is one of many machines: no route leads there.
    return error == -SOCKET_EINVAL ? -SOCKET_ENETUNREACH : error;
  }
  socket.state = TcpState.Connecting;
  socket.isToReport = true;
  // Even where the end is known at once, which Linux never does.
  return socket.blocking ? reported(socket, awaitConnection(socket, -SOCKET_EINPROGRESS)) : -SOCKET_EINPROGRESS;
}

/** What connect() gives; a connection is thereby told of. */
function reported(socket: TcpSocket, error: i32): i32 {
  if (error == 0) socket.isToReport = false;
  return error;
}

/** Waits, as the mode wants it, for a connection on its way; `unfinished` if there is none by then. */
export function awaitConnection(socket: TcpSocket, unfinished: i32): i32 {
  const deadline = deadlineAfter(socket.sendLimit);
  while (true) {
    const error = progressOf(socket);
    if (error != -SOCKET_EAGAIN) return error;
    if (!socket.blocking || !waitUntil(tcpSubscribe(socket.resource), deadline)) return unfinished;
  }
}

/** Asks whether a connection on its way has come to an end: 0, why it failed, or EAGAIN if it has not. */
export function progressOf(socket: TcpSocket): i32 {
  if (socket.state != TcpState.Connecting) return 0;
  tcpFinishConnect(socket.resource, RESULT);
  const error = failure(PAYLOAD_4);
  if (error == -SOCKET_EAGAIN) return error;
  if (error != 0) {
    socket.isToReport = false;
    socket.giveUp();
    return error;
  }
  socket.streams = new TcpStreams(load<i32>(RESULT, 4), load<i32>(RESULT, 8));
  socket.state = TcpState.Connected;
  return 0;
}
