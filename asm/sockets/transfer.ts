// Bytes in and out of connected sockets.
import { MSG_TRUNC, MSG_WAITALL, PHP_BINARY_READ, PHP_NORMAL_READ } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { failOn, isUsable, warnArgument } from "../failure";
import { payloadAddress, payloadLength, releasePayload } from "../memory/payload";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { datagramLength, receive, receiveFrom, send, takeLanded } from "../system";
import { lineFailure, readLine } from "./lines";

/**
 * The most that one call receives, in bytes. A stream may always give less than was asked for, and no datagram is
 * longer. Otherwise a call for a gigabyte would wait until that much memory is cleared.
 */
const MAX_RECEIVE: i32 = 1 << 20;

/** The same with MSG_WAITALL, and for a line. It is the host's own limit. Allocating more than there is would trap. */
const MAX_WHOLE: i32 = 1 << 26;

/** Stands for a missing length: PHP's NULL. */
export const NO_LENGTH: i32 = i32.MIN_VALUE;

/** The room to ask for. */
// @ts-ignore: decorator
@inline
export function receiveLength(length: i32, flags: i32): i32 {
  return min(length, flags & MSG_WAITALL ? MAX_WHOLE : MAX_RECEIVE);
}

/**
 * Reads from a socket.
 *
 * @param socket an open socket
 * @param length at most so many bytes
 * @param type PHP_BINARY_READ, or PHP_NORMAL_READ for at most a line, with its end (\n or \r)
 * @returns the data, empty at the end of the stream; null on failure: ECONNRESET; EAGAIN without a warning
 * @see https://www.php.net/manual/en/function.socket-read.php
 */
export function socket_read(socket: Socket, length: i32, type: i32 = PHP_BINARY_READ): ArrayBuffer | null {
  if (!isUsable(socket, "socket_read") || length < 1) return null;
  if (type == PHP_NORMAL_READ) {
    const line = readLine(socket.handle, min(length, MAX_WHOLE));
    if (line === null) failOn(socket, "socket_read", "unable to read from socket", -lineFailure);
    return line;
  }
  const count = receive(socket.handle, receiveLength(length, 0), 0);
  if (count >= 0) return takeLanded(count);
  failOn(socket, "socket_read", "unable to read from socket", -count);
  return null;
}

/** Warns of a negative length of data to send. */
export function refuseLength(name: string): i32 {
  warnArgument(name, 3, "length", "must be greater than or equal to 0");
  return -1;
}

/** Sends, and turns a failure into -1, last error and warning. */
function sendBytes(socket: Socket, name: string, message: string, data: usize, length: i32, flags: i32): i32 {
  const count = send(socket.handle, data, length, flags);
  if (count >= 0) return count;
  failOn(socket, name, message, -count);
  return -1;
}

/**
 * Writes to a socket.
 *
 * @param socket an open socket
 * @param buffer a string (sent as UTF-8), an ArrayBuffer, a Uint8Array or a StaticArray<u8>
 * @param length at most its first so many bytes; without it all
 * @returns how many bytes the system took, perhaps fewer; -1 on failure: EPIPE, ECONNRESET; EAGAIN without a warning
 * @see https://www.php.net/manual/en/function.socket-write.php
 */
export function socket_write<T>(socket: Socket, buffer: T, length: i32 = NO_LENGTH): i32 {
  if (!isUsable(socket, "socket_write")) return -1;
  if (length < 0 && length != NO_LENGTH) return refuseLength("socket_write");
  const data = payloadAddress<T>(buffer);
  const size = length == NO_LENGTH ? payloadLength : min(length, payloadLength);
  const count = sendBytes(socket, "socket_write", "unable to write to socket", data, size, 0);
  releasePayload();
  return count;
}

/**
 * Sends data through a connected socket.
 *
 * @param socket an open socket
 * @param buf a string (sent as UTF-8), an ArrayBuffer, a Uint8Array or a StaticArray<u8>
 * @param len at most its first so many bytes
 * @param flags bits of MSG_*
 * @returns how many bytes the system took, perhaps fewer; -1 on failure: EPIPE, ECONNRESET; EAGAIN without a warning
 * @see https://www.php.net/manual/en/function.socket-send.php
 */
export function socket_send<T>(socket: Socket, buf: T, len: i32, flags: i32): i32 {
  if (!isUsable(socket, "socket_send")) return -1;
  if (len < 0) return refuseLength("socket_send");
  const data = payloadAddress<T>(buf);
  const count = sendBytes(socket, "socket_send", "Unable to write to socket", data, min(len, payloadLength), flags);
  releasePayload();
  return count;
}

/** The sender that `receiveFrom` fills in if nobody asks for it. */
const nobody = new SocketAddress();

/**
 * Receives data from a connected socket.
 *
 * @param socket an open socket
 * @param buf is set to what came; null if nothing did
 * @param len at most so many bytes
 * @param flags bits of MSG_*
 * @returns how many bytes, 0 at the end of the stream; with MSG_TRUNC the length of the whole datagram; -1 on failure
 *   (EAGAIN without a warning)
 * @see https://www.php.net/manual/en/function.socket-recv.php
 */
export function socket_recv(socket: Socket, buf: Ref<ArrayBuffer | null>, len: i32, flags: i32): i32 {
  if (!isUsable(socket, "socket_recv") || len < 1) return -1;
  const length = receiveLength(len, flags);
  const count = flags & MSG_TRUNC
    ? receiveFrom(socket.handle, length, flags, nobody)
    : receive(socket.handle, length, flags);
  if (count > 0) {
    buf.value = takeLanded(count);
    return flags & MSG_TRUNC ? datagramLength() : count;
  }
  buf.value = null;
  if (count == 0) return 0;
  failOn(socket, "socket_recv", "Unable to read from socket", -count);
  return -1;
}
