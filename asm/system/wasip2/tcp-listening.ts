// The server's side of TCP over wasi:sockets: listen and accept.
import {
  tcpAccept,
  tcpFinishListen,
  tcpSetListenBacklogSize,
  tcpStartListen,
  tcpSubscribe,
} from "../../bindings/wasi-sockets";
import { SOCKET_EAGAIN, SOCKET_EINVAL } from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { enter } from "./handles";
import { unspecified } from "./ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "./result-area";
import { TcpSocket, TcpState } from "./tcp-socket";
import { TcpStreams } from "./tcp-streams";
import { deadlineAfter, FOREVER, waitUntil } from "./wait";

/** What a negative backlog, the system's limit, is taken for: Linux's (net.core.somaxconn). */
const LARGEST_BACKLOG = 4096;

/** Starts listening. WASI wants a bound socket: an unbound one is bound to a port of the system's choice. */
export function startListening(socket: TcpSocket, backlog: i32): i32 {
  if (socket.state == TcpState.Connecting || socket.state == TcpState.Connected) return -SOCKET_EINVAL;
  if (socket.state == TcpState.Fresh) {
    const any = new SocketAddress();
    unspecified(socket.family, any);
    const failed = socket.bind(any);
    if (failed != 0) return failed;
  }
  const unopened = socket.open();
  if (unopened != 0) return unopened;
  // 0 is an error in WASI. A runtime need not heed the size, nor take a new one once listening.
  tcpSetListenBacklogSize(socket.resource, backlog < 0 ? LARGEST_BACKLOG : max(backlog, 1), RESULT);
  if (socket.state == TcpState.Listening) return 0;
  tcpStartListen(socket.resource, RESULT);
  let error = failure(PAYLOAD_1);
  if (error != 0) return error;
  while (true) {
    tcpFinishListen(socket.resource, RESULT);
    error = failure(PAYLOAD_1);
    if (error == 0) socket.state = TcpState.Listening;
    if (error != -SOCKET_EAGAIN) return error;
    waitUntil(tcpSubscribe(socket.resource), FOREVER);
  }
}

/** Takes a waiting connection, and waits for one as the listener's mode says; the handle of its socket. */
export function acceptFrom(listener: TcpSocket): i32 {
  if (listener.state != TcpState.Listening) return -SOCKET_EINVAL;
  const deadline = deadlineAfter(listener.receiveLimit);
  while (true) {
    tcpAccept(listener.resource, RESULT);
    const error = failure(PAYLOAD_4);
    if (error == 0) break;
    if (error != -SOCKET_EAGAIN || !listener.blocking) return error;
    if (!waitUntil(tcpSubscribe(listener.resource), deadline)) return -SOCKET_EAGAIN;
  }
  const accepted = new TcpSocket(listener.family);
  accepted.resource = load<i32>(RESULT, 4);
  accepted.streams = new TcpStreams(load<i32>(RESULT, 8), load<i32>(RESULT, 12));
  accepted.state = TcpState.Connected;
  return enter(accepted);
}
