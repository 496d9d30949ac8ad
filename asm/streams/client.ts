// Streams of clients: stream_socket_client().
import {
  SOCKET_EINPROGRESS, SOCKET_ETIMEDOUT, STREAM_CLIENT_ASYNC_CONNECT, STREAM_CLIENT_CONNECT, STREAM_CLIENT_PERSISTENT,
} from "../constants";
import { OptionData, OptionName } from "../data/option";
import { SocketAddress } from "../data/socket-address";
import { errnoText } from "../errno";
import { Ref } from "../ref";
import { connect, getOption, setBlocking } from "../system";
import { createFor, giveUp, streamOver, tell } from "./opening";
import { isAlive } from "./reading";
import { DEFAULT_SOCKET_TIMEOUT, isTimeout, limitOf, Stream } from "./stream";
import { addressesOf, Failure, transportOf } from "./transports";
import { awaitWritable } from "./waiting";

/** The open streams of STREAM_CLIENT_PERSISTENT, by address. */
const persistent = new Map<string, Stream>();

/** Reused by every call. */
const option = new OptionData();

/** Connects within a time limit, or only begins to. Returns 0 or the errno. */
function connectWithin(handle: i32, address: SocketAddress, limit: i64, isAsynchronous: bool): i32 {
  setBlocking(handle, false);
  let error = -connect(handle, address);
  if (error == SOCKET_EINPROGRESS) {
    if (isAsynchronous) error = 0;
    else if (!awaitWritable(handle, limit)) error = SOCKET_ETIMEDOUT;
    else error = getOption(handle, OptionName.SoError, option) < 0 ? 0 : option.first;
  }
  setBlocking(handle, true);
  return error;
}

function open(address: string, limit: i64, flags: i32, failure: Failure): Stream | null {
  const transport = transportOf(address, failure);
  if (transport === null) return null;
  if (!(flags & (STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT))) return new Stream(null, transport.streamType);
  const isAsynchronous = (flags & STREAM_CLIENT_ASYNC_CONNECT) != 0;
  const addresses = addressesOf("stream_socket_client", transport, address, failure);
  for (let i = 0; i < addresses.length; i++) {
    const handle = createFor(transport, addresses[i], failure);
    if (handle < 0) continue;
    const error = connectWithin(handle, addresses[i], limit, isAsynchronous);
    if (error == 0) return streamOver(handle, addresses[i].family, transport.streamType);
    giveUp(handle, failure, error, errnoText(error));
  }
  return null;
}

/** The stream that an earlier call with STREAM_CLIENT_PERSISTENT opened, if both sides are still open. */
function openBefore(address: string): Stream | null {
  if (!persistent.has(address)) return null;
  const stream = persistent.get(address);
  if (stream.isOpen) {
    if (isAlive(stream)) return stream;
    stream.close();
  }
  persistent.delete(address);
  return null;
}

/** Whether a stream is persistent: it stays open even if the script no longer refers to it. */
export function isKept(stream: Stream): bool {
  return persistent.values().includes(stream);
}

/**
 * Makes a stream to an address.
 *
 * @param address `tcp://127.0.0.1:8080`, `udp://…`, `unix:///run/x.sock` or `udg://…`
 * @param error_code is set to the error number, or 0
 * @param error_message is set to the error's text
 * @param timeout seconds for each address of the host; a negative number means no limit
 * @param flags STREAM_CLIENT_CONNECT; with STREAM_CLIENT_ASYNC_CONNECT the stream becomes writable when it is
 *   connected or has failed; with STREAM_CLIENT_PERSISTENT it is the stream of an earlier such call
 * @returns the stream; null and a warning on failure: ECONNREFUSED, ETIMEDOUT, EACCES
 * @see https://www.php.net/manual/en/function.stream-socket-client.php
 */
export function stream_socket_client(
  address: string, error_code: Ref<i32> | null = null, error_message: Ref<string> | null = null,
  timeout: f64 = DEFAULT_SOCKET_TIMEOUT, flags: i32 = STREAM_CLIENT_CONNECT,
): Stream | null {
  if (!isTimeout("stream_socket_client", 4, timeout)) return null;
  const failure = new Failure();
  let stream: Stream | null = null;
  if (flags & STREAM_CLIENT_PERSISTENT) stream = openBefore(address);
  if (stream === null) {
    stream = open(address, limitOf(timeout), flags, failure);
    if (stream !== null && flags & STREAM_CLIENT_PERSISTENT) persistent.set(address, stream);
  }
  return tell("stream_socket_client", address, stream, failure, error_code, error_message);
}
