// What is known of a stream: stream_get_meta_data(), stream_socket_get_name().
import { formatAddress } from "../addresses/address";
import { AF_INET, AF_INET6, AF_UNIX } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { isBlocking, localAddress, remoteAddress } from "../system";
import { isUsable, Stream } from "./stream";

/** PHP's array of a stream over a socket. */
@final
export class StreamMetaData {
  /** Whether the last operation that had to wait ran out of time. */
  timed_out: bool = false;
  /** Whether operations wait. */
  blocked: bool = true;
  /** Whether reading has come to the end of what the other side sent. */
  eof: bool = false;
  /** `tcp_socket`, `udp_socket`, `unix_socket`, `udg_socket`, or `generic_socket` for any other. */
  stream_type: string = "";
  mode: string = "r+";
  /** How many bytes have been read ahead. */
  unread_bytes: i32 = 0;
  seekable: bool = false;
}

/**
 * Tells what is known of a stream.
 *
 * @param stream an open stream
 * @returns its type, mode, whether it blocks, has timed out and has ended; null if it is closed
 * @see https://www.php.net/manual/en/function.stream-get-meta-data.php
 */
export function stream_get_meta_data(stream: Stream): StreamMetaData | null {
  if (!isUsable(stream, "stream_get_meta_data")) return null;
  const data = new StreamMetaData();
  data.timed_out = stream.timedOut;
  data.blocked = stream.handle < 0 || isBlocking(stream.handle);
  data.eof = stream.ended;
  data.stream_type = stream.type;
  data.unread_bytes = stream.ahead.length;
  return data;
}

/** An address with its port, as PHP's streams name it: `127.0.0.1:80`, `[::1]:80`, or a path; else empty. */
export function nameOf(address: SocketAddress): string {
  switch (address.family) {
    case AF_INET:
      return formatAddress(address) + ":" + address.port.toString();
    case AF_INET6:
      return "[" + formatAddress(address) + "]:" + address.port.toString();
    case AF_UNIX:
      return formatAddress(address);
    default:
      return "";
  }
}

/** Reused by every call. */
const scratch = new SocketAddress();

/**
 * Tells the address of this side of a stream, or of the other side.
 *
 * @param stream an open stream
 * @param remote true: the other side
 * @returns the address; null if there is none, or for an unnamed or abstract local socket
 * @see https://www.php.net/manual/en/function.stream-socket-get-name.php
 */
export function stream_socket_get_name(stream: Stream, remote: bool): string | null {
  if (!isUsable(stream, "stream_socket_get_name")) return null;
  const handle = stream.handle;
  if (handle < 0 || (remote ? remoteAddress(handle, scratch) : localAddress(handle, scratch)) < 0) return null;
  const name = nameOf(scratch);
  return name.length == 0 || name.startsWith("\0") ? null : name;
}
