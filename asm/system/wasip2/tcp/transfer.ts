// Sending and receiving on a TCP connection: attempt, then wait.
import { MSG_PEEK, MSG_WAITALL, SOCKET_EAGAIN } from "../../../constants";
import { GuestSocket } from "../guest-socket";
import { deadlineAfter } from "../wait";
import { TcpStreams } from "./streams";

/** Sends `length` bytes at `data`, waiting for room if it `waits`: how many were taken, or minus an errno. */
export function sendBytes(socket: GuestSocket, streams: TcpStreams, data: usize, length: i32, waits: bool): i32 {
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
  return sent;
}

/** What was sent counts first; the error is the next operation's. */
function failed(socket: GuestSocket, sent: i32, error: i32): i32 {
  if (sent == 0) return error;
  socket.pendingError = -error;
  return sent;
}

/**
 * Receives at most `length` bytes, not 0, into `target`, waiting for them if it `waits`: how many, 0 at the end of the
 * stream, or minus an errno.
 */
export function receiveBytes(
  socket: GuestSocket, streams: TcpStreams, target: usize, length: i32, flags: i32, waits: bool,
): i32 {
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
