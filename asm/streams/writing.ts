// Writing to streams: fwrite().
import { MSG_DONTWAIT, SOCKET_EAGAIN } from "../constants";
import { errnoText } from "../errno";
import { notice } from "../failure";
import { payloadAddress, payloadLength, releasePayload } from "../memory/payload";
import { NO_LENGTH } from "../sockets/transfer";
import { isBlocking, send } from "../system";
import { isUsable, Stream } from "./stream";
import { awaitWritable } from "./waiting";

/**
 * Sends some of `length` bytes at `data`, and waits for room according to the stream's mode and time limit. Returns how
 * many. 0 means no room (without blocking). -1, with a notice, means an error, or that the time is over.
 */
function sendSome(stream: Stream, data: usize, length: i32): i32 {
  const handle = stream.handle;
  if (handle < 0) return 0;
  while (true) {
    const count = send(handle, data, length, MSG_DONTWAIT);
    if (count >= 0) return count;
    if (count == -SOCKET_EAGAIN) {
      if (!isBlocking(handle)) return 0;
      stream.timedOut = !awaitWritable(handle, stream.limit);
      if (!stream.timedOut) continue;
    }
    notice("fwrite", `Send of ${length} bytes failed with errno=${-count} ${errnoText(-count)}`);
    return -1;
  }
}

/**
 * Writes to a stream.
 *
 * @param stream an open stream
 * @param data a string (sent as UTF-8), an ArrayBuffer, a Uint8Array or a StaticArray<u8>
 * @param length at most its first so many bytes; without it all
 * @returns how many bytes the system took: fewer if the stream does not block, the time is over, or an error came; -1
 *   and a notice if the error came first
 * @see https://www.php.net/manual/en/function.fwrite.php
 */
export function fwrite<T>(stream: Stream, data: T, length: i32 = NO_LENGTH): i32 {
  if (!isUsable(stream, "fwrite")) return -1;
  const bytes = payloadAddress<T>(data);
  // socket_write() warns of a negative length, but PHP's fwrite() writes nothing.
  const size = length == NO_LENGTH ? payloadLength : min(max(length, 0), payloadLength);
  let sent = 0;
  let count = 0;
  while (sent < size) {
    count = sendSome(stream, bytes + sent, size - sent);
    if (count <= 0) break;
    sent += count;
  }
  releasePayload();
  return sent > 0 ? sent : count;
}
