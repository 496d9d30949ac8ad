// PHP's extension posix, as far as it is about the processes of this guest, and exit().
import { errnoText } from "../errno";
import { guestId, parentId, signal as send } from "../system";

/** The last error of a function of posix, 0 for none. */
let lastError: i32 = 0;

/**
 * Sends a process of this guest a signal, which ends it, unless the signal is one that nothing happens by. 0 sends
 * none, but tells whether there is such a process. False on failure; posix_get_last_error() says why, and no warning.
 */
export function posix_kill(process_id: i32, signal: i32): bool {
  const outcome = send(process_id, signal);
  if (outcome >= 0) return true;
  lastError = -outcome;
  return false;
}

/** This process' id, as getmypid() has it. */
export function posix_getpid(): i32 {
  return guestId();
}

/** The id of the process that made this one; 0 for the first, and 1 once that one has ended. */
export function posix_getppid(): i32 {
  return parentId();
}

/** The error of the last function of posix that failed; 0 for none. */
export function posix_get_last_error(): i32 {
  return lastError;
}

/** As posix_get_last_error(). */
export function posix_errno(): i32 {
  return lastError;
}

/** The system's text for an error. */
export function posix_strerror(error_code: i32): string {
  return errnoText(error_code);
}

/** Ends this process. */
export function exit(status: i32 = 0): void {
  process.exit(status);
}
