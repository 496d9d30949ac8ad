// Sending and receiving on a TCP socket: attempt, then wait.
import {
  MSG_DONTROUTE,
  MSG_DONTWAIT,
  MSG_EOF,
  MSG_ERRQUEUE,
  MSG_OOB,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  SHUT_WR,
  SOCKET_EAGAIN,
  SOCKET_EINVAL,
  SOCKET_ENOTCONN,
  SOCKET_EOPNOTSUPP,
  SOCKET_EPIPE,
} from "../../constants";
import { awaitConnection } from "./tcp-connecting";
import { TcpSocket } from "./tcp-socket";
import { deadlineAfter } from "./wait";

/** Sends `length` bytes at `data`: how many were taken, or minus an errno. */
export function sendBytes(socket: TcpSocket, data: usize, length: i32, flags: i32): i32 {
  // The other flags are hints, or ask for what is so anyway.
  if ((flags & (MSG_OOB | MSG_DONTROUTE)) != 0) return -SOCKET_EOPNOTSUPP;
  const waits = socket.blocking && (flags & MSG_DONTWAIT) == 0;
  const unconnected = connected(socket, waits, -SOCKET_EPIPE);
  if (unconnected != 0) return unconnected;
  const streams = socket.streams!;
  const deadline = deadlineAfter(socket.sendLimit);
  let sent = 0;
  while (true) {
    const count = streams.offer(data + sent, length - sent);
    if (count < 0 && count != -SOCKET_EAGAIN) return failed(socket, sent, count);
    sent += max(count, 0);
    if (sent == length) break;
    if (count == -SOCKET_EAGAIN && !(waits && streams.waitToOffer(deadline))) break;
  }
  if (sent == 0 && length > 0) return -SOCKET_EAGAIN;
  // Nothing is held back where there is no room for more; and where this must not wait, it must not flush either: jco
  // waits then, though WASI forbids it, until the peer has taken all (verified with preview2-shim 0.26).
  if (sent == length && waits) {
    let error = streams.flush();
    // A blocking send returns when the system has it all, as Berkeley's does.
    if (error == 0) error = streams.drain(deadline);
    if (error != 0 && error != -SOCKET_EAGAIN) return failed(socket, sent, error);
  }
  if ((flags & MSG_EOF) != 0 && sent == length) socket.shutdown(SHUT_WR);
  return sent;
}

/** Receives at most `length` bytes into `target`: how many, 0 at the end of the stream, or minus an errno. */
export function receiveBytes(socket: TcpSocket, target: usize, length: i32, flags: i32): i32 {
  // What Linux says where there is no out-of-band data, and no queued error.
  if ((flags & MSG_OOB) != 0) return -SOCKET_EINVAL;
  if ((flags & MSG_ERRQUEUE) != 0) return -SOCKET_EAGAIN;
  if ((flags & MSG_TRUNC) != 0) return -SOCKET_EOPNOTSUPP;
  const waits = socket.blocking && (flags & MSG_DONTWAIT) == 0;
  const error = connected(socket, waits, -SOCKET_ENOTCONN);
  if (error != 0) return error;
  if (length == 0) return 0;
  const streams = socket.streams!;
  const wanted = (flags & MSG_WAITALL) != 0 && waits ? length : min(length, socket.leastToReceive);
  const deadline = deadlineAfter(socket.receiveLimit);
  while (true) {
    streams.fetch(length);
    if (streams.available >= wanted || streams.isEnded) break;
    if (!waits || !streams.waitToFetch(deadline)) {
      if (streams.available == 0) return -SOCKET_EAGAIN;
      break;
    }
  }
  if (streams.available == 0) return streams.takeInputError();
  return streams.take(target, length, (flags & MSG_PEEK) != 0);
}

/** 0 where there is a connection; otherwise why not: an error to report, one on its way, or `unconnected`. */
function connected(socket: TcpSocket, waits: bool, unconnected: i32): i32 {
  if (waits) {
    const error = awaitConnection(socket, -SOCKET_EAGAIN);
    if (error != 0) return error;
  } else {
    socket.settle();
  }
  if (socket.pendingError != 0) return socket.takeError();
  if (socket.isConnecting) return -SOCKET_EAGAIN;
  return socket.streams === null ? unconnected : 0;
}

/** What was sent counts first; the error is the next operation's. */
function failed(socket: TcpSocket, sent: i32, error: i32): i32 {
  if (sent == 0) return error;
  socket.pendingError = -error;
  return sent;
}
