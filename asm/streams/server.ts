// Streams of servers: stream_socket_server(), stream_socket_accept().
import { SOCKET_ETIMEDOUT, STREAM_SERVER_BIND, STREAM_SERVER_LISTEN } from "../constants";
import { OptionData, OptionName } from "../data/option";
import { SocketAddress } from "../data/socket-address";
import { errnoText } from "../errno";
import { warn } from "../failure";
import { Ref } from "../ref";
import { accept, bind, listen, remoteAddress, setOption } from "../system";
import { nameOf } from "./meta-data";
import { createFor, giveUp, streamOver, tell } from "./opening";
import { DEFAULT_SOCKET_TIMEOUT, isTimeout, isUsable, limitOf, Stream } from "./stream";
import { addressesOf, Failure, GENERIC, Transport, transportOf } from "./transports";
import { awaitReadable } from "./waiting";

/** How many connections may wait. */
const BACKLOG: i32 = 32;

const ON = new OptionData();
ON.first = 1;

/** A stream that is bound to the first of the addresses that works; null, with the reason, if none does. */
function bindOne(transport: Transport, addresses: SocketAddress[], failure: Failure): Stream | null {
  for (let i = 0; i < addresses.length; i++) {
    const address = addresses[i];
    const handle = createFor(transport, address, failure);
    if (handle < 0) continue;
    if (!transport.isLocal) setOption(handle, OptionName.SoReuseaddr, ON);
    const error = bind(handle, address);
    if (error >= 0) return streamOver(handle, address.family, transport.streamType);
    // PHP does not say why binding to a path failed.
    giveUp(handle, failure, -error, transport.isLocal ? "" : errnoText(-error));
  }
  return null;
}

function serve(address: string, flags: i32, failure: Failure): Stream | null {
  const transport = transportOf(address, failure);
  if (transport === null) return null;
  if (!(flags & STREAM_SERVER_BIND)) return new Stream(null, transport.streamType);
  const stream = bindOne(transport, addressesOf("stream_socket_server", transport, address, failure), failure);
  if (stream === null || !(flags & STREAM_SERVER_LISTEN) || listen(stream.handle, BACKLOG) >= 0) return stream;
  stream.close();
  failure.message = "";
  return null;
}

/**
 * Makes a stream at an address of this machine. Streams of datagrams (`udp:`, `udg:`) take STREAM_SERVER_BIND alone.
 *
 * @param address `tcp://127.0.0.1:8080` or `unix:///run/x.sock`
 * @param error_code is set to 0 always, as in PHP
 * @param error_message is set to the error's text
 * @param flags STREAM_SERVER_BIND | STREAM_SERVER_LISTEN
 * @returns the stream; null and a warning on failure: EADDRINUSE, EACCES
 * @see https://www.php.net/manual/en/function.stream-socket-server.php
 */
export function stream_socket_server(
  address: string, error_code: Ref<i32> | null = null, error_message: Ref<string> | null = null,
  flags: i32 = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN,
): Stream | null {
  const failure = new Failure();
  const stream = serve(address, flags, failure);
  // PHP gives the reason only as a message.
  failure.code = 0;
  return tell("stream_socket_server", address, stream, failure, error_code, error_message);
}

/** Reused by every call. */
const scratch = new SocketAddress();

function acceptFailed(reason: string): Stream | null {
  warn("stream_socket_accept", "Accept failed: " + reason);
  return null;
}

/**
 * Takes a connection that waits at a listener, or comes in time, even if the listener does not block.
 *
 * @param stream a stream of stream_socket_server()
 * @param timeout seconds; a negative number means no limit
 * @param peer_name is set to the other side's address
 * @returns the connection; null and a warning if none comes
 * @see https://www.php.net/manual/en/function.stream-socket-accept.php
 */
export function stream_socket_accept(
  stream: Stream, timeout: f64 = DEFAULT_SOCKET_TIMEOUT, peer_name: Ref<string> | null = null,
): Stream | null {
  if (!isTimeout("stream_socket_accept", 2, timeout) || !isUsable(stream, "stream_socket_accept")) return null;
  if (stream.type == GENERIC) return acceptFailed("Unknown error");
  const socket = stream.socket;
  if (socket === null || !awaitReadable(socket.handle, limitOf(timeout))) {
    return acceptFailed(errnoText(SOCKET_ETIMEDOUT));
  }
  const handle = accept(socket.handle);
  if (handle < 0) return acceptFailed(errnoText(-handle));
  if (peer_name !== null) peer_name.value = remoteAddress(handle, scratch) < 0 ? "" : nameOf(scratch);
  return streamOver(handle, socket.family, stream.type);
}
