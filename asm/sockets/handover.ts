// Sockets from guest to guest: what PHP for Windows does between processes.
import { adopt } from "../adopt";
import { errnoText } from "../errno";
import { isUsable, noteError, warn } from "../failure";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { guestId, offer, revoke, take } from "../system";

/** Exports that were not released; importing does not release. Null until there is one. */
let exported: Set<string> | null = null;

/** PHP's message, with the error number in hexadecimal, like Windows' numbers. */
function failed(name: string, verb: string, socket: Socket | null, error: i32): void {
  noteError(socket, error);
  const number = "0x" + error.toString(16).padStart(8, "0");
  warn(name, "Unable to " + verb + " WSA protocol info [" + number + "]: " + errnoText(error));
}

/**
 * Lets another guest import a socket, once. The socket also stays with this guest.
 *
 * @param socket an open socket
 * @param process_id the other guest's getmypid()
 * @returns the id for the import, which cannot be guessed; null and a warning on failure: ESRCH
 * @see https://www.php.net/manual/en/function.socket-wsaprotocol-info-export.php
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

/**
 * Imports a socket that another guest exported to this one.
 *
 * @param info_id what the export returned
 * @returns the socket; null and a warning if no export for this guest has this id
 * @see https://www.php.net/manual/en/function.socket-wsaprotocol-info-import.php
 */
export function socket_wsaprotocol_info_import(info_id: string): Socket | null {
  const handle = take(info_id);
  if (handle >= 0) return adopt(handle);
  failed("socket_wsaprotocol_info_import", "import", null, -handle);
  return null;
}

/**
 * Ends an export of this guest, whether or not it was imported.
 *
 * @param info_id what the export returned
 * @returns true; false and a warning if no export has this id
 * @see https://www.php.net/manual/en/function.socket-wsaprotocol-info-release.php
 */
export function socket_wsaprotocol_info_release(info_id: string): bool {
  // The host no longer knows an export that was imported.
  const error = -revoke(info_id);
  const all = exported;
  if (all !== null && all.delete(info_id)) return true;
  failed("socket_wsaprotocol_info_release", "release", null, error);
  return false;
}

/**
 * Tells this guest's id, by which others export sockets to it.
 *
 * @returns the id
 * @see https://www.php.net/manual/en/function.getmypid.php
 */
export function getmypid(): i32 {
  return guestId();
}
