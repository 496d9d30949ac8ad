// One descriptor as a stream and as a socket: socket_export_stream(), socket_import_stream().
import { AF_INET, AF_INET6, AF_UNIX, SOCK_DGRAM, SOCK_STREAM, SOCKET_EBADF } from "../constants";
import { OptionData, OptionName } from "../data/option";
import { fail, isUsable as isUsableSocket, warn } from "../failure";
import { Socket } from "../socket";
import { getOption } from "../system";
import { isUsable, Stream, streamOf } from "./stream";
import { GENERIC, TCP, UDG, UDP, UNIX } from "./transports";

/** The stream type of a socket of this family. */
function typeOf(socket: Socket): string {
  const option = new OptionData();
  const type = getOption(socket.handle, OptionName.SoType, option) < 0 ? 0 : option.first;
  const internet = socket.family == AF_INET || socket.family == AF_INET6;
  if (type == SOCK_STREAM) return internet ? TCP : socket.family == AF_UNIX ? UNIX : GENERIC;
  if (type == SOCK_DGRAM) return internet ? UDP : socket.family == AF_UNIX ? UDG : GENERIC;
  return GENERIC;
}

/**
 * Gives the stream over a socket's descriptor, always the same one. Closing either closes both.
 *
 * @param socket an open socket
 * @returns the stream; null and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-export-stream.php
 */
export function socket_export_stream(socket: Socket): Stream | null {
  if (!isUsableSocket(socket, "socket_export_stream")) return null;
  const stream = streamOf(socket);
  return stream === null ? new Stream(socket, typeOf(socket)) : stream;
}

/**
 * Gives the socket under a stream, always the same one. Closing either closes both. From now on the stream reads
 * nothing ahead; what it has read ahead stays its own, with a warning.
 *
 * @param stream an open stream
 * @returns the socket; null and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-import-stream.php
 */
export function socket_import_stream(stream: Stream): Socket | null {
  if (!isUsable(stream, "socket_import_stream")) return null;
  const socket = stream.socket;
  if (socket === null) {
    fail("socket_import_stream", "Unable to obtain socket family", SOCKET_EBADF);
    return null;
  }
  const unread = stream.ahead.length;
  if (unread > 0) {
    warn("socket_import_stream", unread.toString() + " bytes of buffered data lost during stream conversion!");
  }
  stream.readsAhead = false;
  return socket;
}
