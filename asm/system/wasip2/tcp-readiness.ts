// Whether a TCP socket is ready, and what to wait for where it is not.
import { inputStreamSubscribe, outputStreamSubscribe } from "../../bindings/wasi-io";
import { tcpSubscribe } from "../../bindings/wasi-sockets";
import { TcpSocket, TcpState } from "./tcp-socket";
import { isReady } from "./wait";

/** Whether an operation that receives or accepts would not block. */
export function isReadable(socket: TcpSocket): bool {
  socket.settle();
  if (isIdle(socket)) return true;
  const streams = socket.streams;
  if (streams !== null) {
    streams.fetch(socket.leastToReceive);
    return streams.available >= socket.leastToReceive || streams.isEnded;
  }
  return socket.state == TcpState.Listening && isReady(tcpSubscribe(socket.resource));
}

/** Whether an operation that sends or connects would not block. */
export function isWritable(socket: TcpSocket): bool {
  socket.settle();
  const streams = socket.streams;
  return isIdle(socket) || (streams !== null && streams.isWritable);
}

/** As Linux has it: a socket without a connection, or with an error to report, is ready to say so. */
function isIdle(socket: TcpSocket): bool {
  return socket.state == TcpState.Fresh || socket.state == TcpState.Bound || socket.pendingError != 0;
}

/** A pollable that is ready when the socket, which is not, may be: for reading, or for writing. */
export function subscribe(socket: TcpSocket, forWriting: bool): i32 {
  const streams = socket.streams;
  if (streams === null) return tcpSubscribe(socket.resource);
  return forWriting ? outputStreamSubscribe(streams.output) : inputStreamSubscribe(streams.input);
}
