// Sending and receiving without a stream's buffer, with addresses: stream_socket_sendto(), stream_socket_recvfrom().
import { MSG_OOB, MSG_PEEK, SOCK_DGRAM, SOCKET_EBADF, STREAM_OOB, STREAM_PEEK } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { errnoText } from "../errno";
import { warn, warnArgument } from "../failure";
import { payloadAddress, payloadLength, releasePayload } from "../memory/payload";
import { Ref } from "../ref";
import { receiveLength } from "../sockets/transfer";
import { receiveFrom, send, sendTo, takeLanded } from "../system";
import { readEndpoint } from "./endpoint";
import { nameOf } from "./meta-data";
import { isUsable, Stream } from "./stream";
import { Failure, hostAddresses } from "./transports";

/** Reused by every call. */
const scratch = new SocketAddress();

/** Reads `host:port` or `[host]:port`, and looks a name up. Null and warnings if it is neither. */
function targetOf(text: string): SocketAddress | null {
  const endpoint = readEndpoint(text);
  if (endpoint !== null) {
    const failure = new Failure();
    const found = hostAddresses("stream_socket_sendto", endpoint, SOCK_DGRAM, failure);
    if (found.length > 0) return found[0];
    warn("stream_socket_sendto", `Failed to resolve \`${endpoint.host}': ${failure.message}`);
  }
  warn("stream_socket_sendto", `Failed to parse \`${text}' into a valid network address`);
  return null;
}

/**
 * Sends a message, to the connected peer or to an address.
 *
 * @param stream an open stream
 * @param data a string (sent as UTF-8), an ArrayBuffer, a Uint8Array or a StaticArray<u8>
 * @param flags STREAM_OOB
 * @param address `host:port` or `[host]:port`; "" for the connected peer
 * @returns how many bytes the system took; -1 and a warning on failure
 * @see https://www.php.net/manual/en/function.stream-socket-sendto.php
 */
export function stream_socket_sendto<T>(stream: Stream, data: T, flags: i32 = 0, address: string = ""): i32 {
  if (!isUsable(stream, "stream_socket_sendto")) return -1;
  let target: SocketAddress | null = null;
  if (address.length > 0) {
    target = targetOf(address);
    if (target === null) return -1;
  }
  const handle = stream.handle;
  const options = flags & STREAM_OOB ? MSG_OOB : 0;
  const bytes = payloadAddress<T>(data);
  let count = -SOCKET_EBADF;
  if (handle >= 0) {
    count = target === null
      ? send(handle, bytes, payloadLength, options)
      : sendTo(handle, bytes, payloadLength, options, target);
  }
  releasePayload();
  if (count >= 0) return count;
  // The end of the line is PHP's own.
  warn("stream_socket_sendto", errnoText(-count) + "\n");
  return -1;
}

/**
 * Receives from the socket itself, after what the stream has read ahead. It waits as the socket does.
 *
 * @param stream an open stream
 * @param length at most so many bytes
 * @param flags STREAM_PEEK, STREAM_OOB
 * @param address is set to the sender's address, if the system names one
 * @returns the data; null if nothing was received
 * @see https://www.php.net/manual/en/function.stream-socket-recvfrom.php
 */
export function stream_socket_recvfrom(
  stream: Stream, length: i32, flags: i32 = 0, address: Ref<string> | null = null,
): ArrayBuffer | null {
  if (address !== null) address.value = "";
  if (length < 1) {
    warnArgument("stream_socket_recvfrom", 2, "length", "must be greater than 0");
    return null;
  }
  if (!isUsable(stream, "stream_socket_recvfrom") || stream.handle < 0) return null;
  const options = (flags & STREAM_OOB ? MSG_OOB : 0) | (flags & STREAM_PEEK ? MSG_PEEK : 0);
  const count = receiveFrom(stream.handle, receiveLength(length, 0), options, scratch);
  if (count < 0) return null;
  if (address !== null) address.value = nameOf(scratch);
  return takeLanded(count);
}
