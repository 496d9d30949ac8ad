// stream_socket_pair().
import { errnoText } from "../errno";
import { warn } from "../failure";
import { pair } from "../system";
import { streamOver } from "./opening";
import { Stream } from "./stream";
import { GENERIC } from "./transports";

/** The handles of a new pair. */
const handles: StaticArray<i32> = [0, 0];

/**
 * Makes two streams that are connected with each other.
 *
 * @param domain STREAM_PF_*
 * @param type STREAM_SOCK_*
 * @param protocol STREAM_IPPROTO_*, or 0
 * @returns the two streams; null and a warning on failure
 * @see https://www.php.net/manual/en/function.stream-socket-pair.php
 */
export function stream_socket_pair(domain: i32, type: i32, protocol: i32): Stream[] | null {
  const failed = pair(domain, type, protocol, handles);
  if (failed < 0) {
    warn("stream_socket_pair", `Failed to create sockets: [${-failed}]: ${errnoText(-failed)}`);
    return null;
  }
  return [streamOver(handles[0], domain, GENERIC), streamOver(handles[1], domain, GENERIC)];
}
