// Sockets from guest to guest: what PHP for Windows does between processes.
import { adopt } from "../adopt";
import { errnoText } from "../errno";
import { isUsable, noteError, warn } from "../failure";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { guestId, offer, revoke, take } from "../system";

/** What was exported and not released; importing does not release. Null until there is something. */
let exported: Set<string> | null = null;

/** PHP's words, with the error number in hexadecimal, as Windows' numbers are. */
function failed(name: string, verb: string, socket: Socket | null, error: i32): void {
  noteError(socket, error);
  const number = "0x" + error.toString(16).padStart(8, "0");
  warn(name, "Unable to " + verb + " WSA protocol info [" + number + "]: " + errnoText(error));
}

/**
 * Lets the guest `process_id` import the socket, once: the id to do it by, which cannot be guessed; null and a warning
 * on failure. The socket stays this guest's too.
 */
export function socket_wsaprotocol_info_export(socket: Socket, process_id: i32): string | null {
  if (!isUsable(socket, "socket_wsaprotocol_info_export")) return null;
  const id = new Ref<string>("");
  const error = -offer(socket.handle, process_id, id);
  if (error == 0) {
    const all = exported !== null ? exported! : new Set<string>();
    exported = all.add(id.value);
    return id.value;
  }
  failed("socket_wsaprotocol_info_export", "export", socket, error);
  return null;
}

/** A socket that another guest exported to this one; null and a warning if there is none of that id for it. */
export function socket_wsaprotocol_info_import(info_id: string): Socket | null {
  const handle = take(info_id);
  if (handle >= 0) return adopt(handle);
  failed("socket_wsaprotocol_info_import", "import", null, -handle);
  return null;
}

/** Ends an export of this guest's, imported or not; false and a warning if there is none of that id. */
export function socket_wsaprotocol_info_release(info_id: string): bool {
  // One that was imported is the host's no more.
  const error = -revoke(info_id);
  const all = exported;
  if (all !== null && all.delete(info_id)) return true;
  failed("socket_wsaprotocol_info_release", "release", null, error);
  return false;
}

/** This guest's id, which others export sockets to. */
export function getmypid(): i32 {
  return guestId();
}
