// Sending and receiving on a TCP socket: attempt, then wait.
import {
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_WAITALL,
  SOCKET_EAGAIN,
  SOCKET_EINVAL,
  SOCKET_ENOTCONN,
  SOCKET_EOPNOTSUPP,
  SOCKET_EPIPE,
} from "../../constants";
import { TcpSocket } from "./tcp-socket";
import { deadlineAfter } from "./wait";

/** `MSG_NOSIGNAL` and `MSG_CMSG_CLOEXEC`: what they ask for is so anyway. */
const MSG_NOSIGNAL = 0x4000;
const MSG_CMSG_CLOEXEC = 0x40000000;
/** `MSG_OOB`: WASI has no out-of-band data. */
const MSG_OOB = 1;

const SEND_FLAGS = MSG_DONTWAIT | MSG_NOSIGNAL;
const RECEIVE_FLAGS = MSG_DONTWAIT | MSG_PEEK | MSG_WAITALL | MSG_CMSG_CLOEXEC;

/** Sends `length` bytes at `data`: how many were taken, or minus an errno. */
export function send(socket: TcpSocket, data: usize, length: i32, flags: i32): i32 {
  if ((flags & ~SEND_FLAGS) != 0) return -SOCKET_EOPNOTSUPP;
  const waits = socket.blocking && (flags & MSG_DONTWAIT) == 0;
  const error = connected(socket, waits, -SOCKET_EPIPE);
  if (error != 0) return error;
  const streams = socket.streams!;
  const deadline = deadlineAfter(socket.sendLimit);
  let sent = 0;
  while (true) {
    const count = streams.offer(data + sent, length - sent);
    if (count >= 0) sent += count;
    else if (count != -SOCKET_EAGAIN) return failed(socket, sent, count);
    // A blocking send returns when the system has it all, as Berkeley's does.
    if (count >= 0 && (sent == length || !waits)) break;
    if (!waits || !streams.waitToOffer(deadline)) return sent > 0 ? sent : -SOCKET_EAGAIN;
  }
  if (waits) {
    const drained = streams.drain(deadline);
    if (drained < 0 && drained != -SOCKET_EAGAIN) return failed(socket, sent, drained);
  }
  return sent;
}

/** Receives at most `length` bytes into `target`: how many, 0 at the end of the stream, or minus an errno. */
export function receive(socket: TcpSocket, target: usize, length: i32, flags: i32): i32 {
  if ((flags & MSG_OOB) != 0) return -SOCKET_EINVAL;
  if ((flags & ~RECEIVE_FLAGS) != 0) return -SOCKET_EOPNOTSUPP;
  const waits = socket.blocking && (flags & MSG_DONTWAIT) == 0;
  const error = connected(socket, waits, -SOCKET_ENOTCONN);
  if (error != 0) return error;
  if (length == 0) return 0;
  const streams = socket.streams!;
  const wanted = (flags & MSG_WAITALL) != 0 && waits ? length : 1;
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
    const error = socket.awaitConnection(-SOCKET_EAGAIN);
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
