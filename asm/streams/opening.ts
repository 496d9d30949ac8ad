// The common part of stream_socket_server() and stream_socket_client(): a socket at one of several addresses, and the
// report of a failure.
import { SocketAddress } from "../data/socket-address";
import { errnoText } from "../errno";
import { warn } from "../failure";
import { Ref } from "../ref";
import { register } from "../socket";
import { create, drop } from "../system";
import { Stream } from "./stream";
import { Failure, Transport } from "./transports";

/** Makes a socket for an address; its handle, or -1 with the reason. */
export function createFor(transport: Transport, address: SocketAddress, failure: Failure): i32 {
  const handle = create(address.family, transport.socketType, 0);
  if (handle >= 0) return handle;
  failure.code = -handle;
  failure.message = errnoText(-handle);
  if (transport.isLocal) {
    const kind = transport.scheme == "unix" ? "" : "datagram";
    failure.message = `Failed to create unix${kind} socket ${failure.message}`;
  }
  return -1;
}

/** The stream over a new handle. */
export function streamOver(handle: i32, family: i32, type: string): Stream {
  return new Stream(register(handle, family), type);
}

/** Closes the handle of a failed attempt. */
export function giveUp(handle: i32, failure: Failure, code: i32, message: string): void {
  drop(handle);
  failure.code = code;
  failure.message = message;
}

/** Sets PHP's references after a call, and warns if there is no stream. */
export function tell(
  name: string, address: string, stream: Stream | null, failure: Failure, error_code: Ref<i32> | null,
  error_message: Ref<string> | null,
): Stream | null {
  const failed = stream === null;
  if (error_code !== null) error_code.value = failed ? failure.code : 0;
  if (error_message !== null) error_message.value = failed ? failure.message : "";
  if (failed) {
    const reason = failure.message.length == 0 ? "Unknown error" : failure.message;
    warn(name, `Unable to connect to ${address} (${reason})`);
  }
  return stream;
}
