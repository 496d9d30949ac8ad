// socket_last_error() and its sisters, and which warnings a script wants to see.
import { errnoText } from "../errno";
import { clearGlobalError, globalError, isUsable, replaceReporting } from "../failure";
import { Socket } from "../socket";

/**
 * Tells the last error of a socket, or of any function.
 *
 * @param socket an open socket; null for any function
 * @returns an error number of Linux, SOCKET_E*; 0 for none, -1 for a closed socket
 * @see https://www.php.net/manual/en/function.socket-last-error.php
 */
export function socket_last_error(socket: Socket | null = null): i32 {
  if (socket === null) return globalError();
  return isUsable(socket, "socket_last_error") ? socket.lastError : -1;
}

/**
 * Clears the last error of a socket, or of all functions.
 *
 * @param socket an open socket; null for all functions
 * @see https://www.php.net/manual/en/function.socket-clear-error.php
 */
export function socket_clear_error(socket: Socket | null = null): void {
  if (socket === null) clearGlobalError();
  else if (isUsable(socket, "socket_clear_error")) socket.lastError = 0;
}

/**
 * Tells what an error number means.
 *
 * @param errno as from socket_last_error()
 * @returns the system's text
 * @see https://www.php.net/manual/en/function.socket-strerror.php
 */
export function socket_strerror(errno: i32): string {
  return errnoText(errno);
}

/**
 * Sets which messages are raised. Setting 0 and back again is PHP's `@`.
 *
 * @param error_level bits of E_*
 * @returns the bits before
 * @see https://www.php.net/manual/en/function.error-reporting.php
 */
export function error_reporting(error_level: i32): i32 {
  return replaceReporting(error_level);
}
