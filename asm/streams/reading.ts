// Reading from streams: fread(), fgets(), feof().
import { MSG_DONTWAIT, MSG_PEEK, SOCKET_EAGAIN, SOCKET_EMSGSIZE, SOCKET_ENOTCONN } from "../constants";
import { warnArgument } from "../failure";
import { NO_LENGTH, receiveLength } from "../sockets/transfer";
import { isBlocking, receive, takeLanded } from "../system";
import { joined } from "./read-ahead";
import { isUsable, Stream } from "./stream";
import { awaitReadable } from "./waiting";

/** How many bytes a stream reads ahead at once: PHP's chunk size. */
const CHUNK: i32 = 8192;

/**
 * Receives at most `length` bytes, and waits for the first according to the stream's mode and time limit. `takeLanded`
 * returns them. 0 means the end, or nothing yet (without blocking). -1 means an error, or that the time is over.
 */
function receiveSome(stream: Stream, length: i32): i32 {
  const handle = stream.handle;
  let count = handle < 0 ? -SOCKET_ENOTCONN : receive(handle, length, MSG_DONTWAIT);
  if (count == -SOCKET_EAGAIN) {
    if (!isBlocking(handle)) return 0;
    stream.timedOut = !awaitReadable(handle, stream.limit);
    if (stream.timedOut) return -1;
    count = receive(handle, length, MSG_DONTWAIT);
    if (count == -SOCKET_EAGAIN) return 0;
  } else if (stream.timedOut && isBlocking(handle)) {
    stream.timedOut = false;
  }
  if (count > 0) return count;
  stream.ended = true;
  return count == 0 ? 0 : -1;
}

/** Whether a length may be read; warns if not. */
function isLength(name: string, length: i32): bool {
  if (length > 0) return true;
  warnArgument(name, 2, "length", "must be greater than 0");
  return false;
}

/**
 * Reads from a stream: what was read ahead and, if that is too little, what one more read gives (at most 8192 bytes,
 * unless the stream was imported).
 *
 * @param stream an open stream
 * @param length at most so many bytes
 * @returns the data; empty at the end, or if nothing is there and the stream does not block; null on an error, or
 *   when the time is over
 * @see https://www.php.net/manual/en/function.fread.php
 */
export function fread(stream: Stream, length: i32): ArrayBuffer | null {
  if (!isUsable(stream, "fread") || !isLength("fread", length)) return null;
  const ahead = stream.ahead;
  const head = ahead.take(length);
  const missing = length - head.byteLength;
  if (missing == 0) return head;
  const count = receiveSome(stream, stream.readsAhead ? CHUNK : receiveLength(missing, 0));
  if (count <= 0) return count == 0 || head.byteLength > 0 ? head : null;
  let tail = takeLanded(count);
  if (count > missing) {
    ahead.put(tail);
    tail = ahead.take(missing);
  }
  return head.byteLength == 0 ? tail : joined([head, tail]);
}

/**
 * Reads a line.
 *
 * @param stream an open stream
 * @param length at most one byte less than this; without it the whole line
 * @returns the line with its \n; the part that is there if the stream ends, the time is over, or nothing more is
 *   there and the stream does not block; null if there is no part
 * @see https://www.php.net/manual/en/function.fgets.php
 */
export function fgets(stream: Stream, length: i32 = NO_LENGTH): ArrayBuffer | null {
  if (!isUsable(stream, "fgets")) return null;
  if (length != NO_LENGTH && !isLength("fgets", length)) return null;
  const ahead = stream.ahead;
  let missing = length == NO_LENGTH ? i32.MAX_VALUE : length - 1;
  // Most lines have been read ahead completely.
  const first = ahead.lineLength;
  if (first > 0 && first <= missing) return ahead.take(first);
  const parts = new Array<ArrayBuffer>();
  while (missing > 0) {
    if (ahead.length == 0) {
      if (stream.ended) break;
      const count = receiveSome(stream, CHUNK);
      if (count <= 0) break;
      ahead.put(takeLanded(count));
    }
    const lineLength = ahead.lineLength;
    const part = ahead.take(min(lineLength < 0 ? ahead.length : lineLength, missing));
    parts.push(part);
    if (part.byteLength == lineLength) break;
    missing -= part.byteLength;
  }
  return parts.length == 0 ? null : joined(parts);
}

/** Whether the other side is still open, as far as can be seen without waiting. */
export function isAlive(stream: Stream): bool {
  const handle = stream.handle;
  if (handle < 0) return false;
  const count = receive(handle, 1, MSG_PEEK | MSG_DONTWAIT);
  if (count > 0 || count == -SOCKET_EAGAIN || count == -SOCKET_EMSGSIZE) return true;
  // A listener without connections has not ended.
  return count == -SOCKET_ENOTCONN && !awaitReadable(handle, 0);
}

/**
 * Tells whether a stream has ended and everything is read.
 *
 * @param stream an open stream
 * @returns true if so, and also if the last read met an error
 * @see https://www.php.net/manual/en/function.feof.php
 */
export function feof(stream: Stream): bool {
  if (!isUsable(stream, "feof") || stream.ahead.length > 0) return false;
  if (!stream.ended && !isAlive(stream)) stream.ended = true;
  return stream.ended;
}
