// socket_last_error() and its sisters, and which warnings a script wants to see.
import { errnoText } from "../errno";
import { clearGlobalError, globalError, isUsable, replaceReporting } from "../failure";
import { Socket } from "../socket";

/** The last error of a socket, or of any function; 0 for none, -1 for a closed socket. */
export function socket_last_error(socket: Socket | null = null): i32 {
  if (socket === null) return globalError();
  return isUsable(socket, "socket_last_error") ? socket.lastError : -1;
}

/** Clears the last error of a socket, or of all functions. */
export function socket_clear_error(socket: Socket | null = null): void {
  if (socket === null) clearGlobalError();
  else if (isUsable(socket, "socket_clear_error")) socket.lastError = 0;
}

/** What an error number means, in the system's words. */
export function socket_strerror(errno: i32): string {
  return errnoText(errno);
}

/**
 * Sets which messages are raised, in bits of `E_*`. Returns the value before. Setting 0 and back again is PHP's `@`.
 */
export function error_reporting(error_level: i32): i32 {
  return replaceReporting(error_level);
}
