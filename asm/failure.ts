// All failures go through here: the last error, of the socket and of all functions, and PHP's warning with it.
import { E_ALL, E_NOTICE, E_WARNING, SOCKET_EAGAIN, SOCKET_EINPROGRESS } from "./constants";
import { errnoText } from "./errno";
import { explainBy } from "./last-failure";
import { isOpen, Socket } from "./socket";
import { report } from "./system";

/** The WIT's severity `warning`. */
const WARNING: i32 = 0;

/** The WIT's severity `notice`. */
const NOTICE: i32 = 1;

/** The last error of any function, 0 for none. */
let lastError: i32 = 0;

/** What failed last, for the message of an abort: its warning, or the function and `lastError` where there was none. */
let lastWarning: string = "";
let lastFunction: string = "";

explainBy((): string => {
  if (lastFunction.length == 0) return lastWarning;
  return lastFunction + "() [" + lastError.toString() + "]: " + errnoText(lastError);
});

/** Which messages are raised: bits of `E_*`. */
let reporting: i32 = E_ALL;

/** Sets which messages are raised, in bits of `E_*`. Returns the bits before. */
export function replaceReporting(level: i32): i32 {
  const before = reporting;
  reporting = level;
  return before;
}

/** Raises a warning, unless the script has turned warnings off. */
export function raise(message: string): void {
  if (reporting & E_WARNING) report(WARNING, message);
}

/** Raises `name(): message` and sets no error: for invalid arguments. */
export function warn(name: string, message: string): void {
  lastWarning = name + "(): " + message;
  lastFunction = "";
  raise(lastWarning);
}

/** Warns of an invalid argument: `name(): Argument #position ($argument) complaint`. */
export function warnArgument(name: string, position: i32, argument: string, complaint: string): void {
  warn(name, "Argument #" + position.toString() + " ($" + argument + ") " + complaint);
}

/** Raises the notice `name(): message`, unless the script has turned notices off. */
export function notice(name: string, message: string): void {
  if (reporting & E_NOTICE) report(NOTICE, name + "(): " + message);
}

/** Sets the last error and warns `name(): message [number]: text`. */
export function fail(name: string, message: string, error: i32): void {
  lastError = error;
  warn(name, message + " [" + error.toString() + "]: " + errnoText(error));
}

/** As `fail`, and also for the socket. An error that only means "not now" raises no warning. */
export function failOn(socket: Socket, name: string, message: string, error: i32): void {
  socket.lastError = error;
  if (error != SOCKET_EAGAIN && error != SOCKET_EINPROGRESS) return fail(name, message, error);
  lastError = error;
  lastFunction = name;
}

/** Whether a result is 0 or more; minus an errno sets the errors and warns, as `failOn` does. */
export function succeeded(socket: Socket, name: string, message: string, result: i32): bool {
  if (result >= 0) return true;
  failOn(socket, name, message, -result);
  return false;
}

/** Sets the last error, and the socket's if there is one; raises nothing. */
export function noteError(socket: Socket | null, error: i32): void {
  lastError = error;
  if (socket !== null) socket.lastError = error;
}

/** The last error of any function. */
export function globalError(): i32 {
  return lastError;
}

/** Clears the last error of all functions. */
export function clearGlobalError(): void {
  lastError = 0;
}

/** Whether a function may use this socket; warns if it is closed, or was never one. */
// @ts-ignore: decorator
@inline
export function isUsable(socket: Socket, name: string): bool {
  if (isOpen(socket)) return true;
  warnClosed(name);
  return false;
}

function warnClosed(name: string): void {
  warnArgument(name, 1, "socket", "has already been closed");
}
