// PHP's extension posix, as far as it is about the processes of this guest, and exit().
import { errnoText } from "../errno";
import { guestId, parentId, signal as send } from "../system";

/** The last error of a function of posix, 0 for none. */
let lastError: i32 = 0;

/**
 * Sends a signal to a process of this guest. It ends the process, unless it is one that nothing happens by.
 *
 * @param process_id its id
 * @param signal SIG*; 0 sends none, but tells whether there is such a process
 * @returns true; false on failure, without a warning: ESRCH, EINVAL
 * @see https://www.php.net/manual/en/function.posix-kill.php
 */
export function posix_kill(process_id: i32, signal: i32): bool {
  const outcome = send(process_id, signal);
  if (outcome >= 0) return true;
  lastError = -outcome;
  return false;
}

/**
 * Tells this process's id.
 *
 * @returns the id, as getmypid() has it
 * @see https://www.php.net/manual/en/function.posix-getpid.php
 */
export function posix_getpid(): i32 {
  return guestId();
}

/**
 * Tells the id of the process that made this one.
 *
 * @returns the id; 0 for the first process, and 1 once that one has ended
 * @see https://www.php.net/manual/en/function.posix-getppid.php
 */
export function posix_getppid(): i32 {
  return parentId();
}

/**
 * Tells the error of the last function of posix that failed.
 *
 * @returns an error number; 0 for none
 * @see https://www.php.net/manual/en/function.posix-get-last-error.php
 */
export function posix_get_last_error(): i32 {
  return lastError;
}

/**
 * Tells the error of the last function of posix that failed: another name of posix_get_last_error().
 *
 * @returns an error number; 0 for none
 * @see https://www.php.net/manual/en/function.posix-errno.php
 */
export function posix_errno(): i32 {
  return lastError;
}

/**
 * Tells what an error number means.
 *
 * @param error_code as from posix_get_last_error()
 * @returns the system's text
 * @see https://www.php.net/manual/en/function.posix-strerror.php
 */
export function posix_strerror(error_code: i32): string {
  return errnoText(error_code);
}

/**
 * Ends this process.
 *
 * @param status its exit code, 0 to 255
 * @see https://www.php.net/manual/en/function.exit.php
 */
export function exit(status: i32 = 0): void {
  process.exit(status);
}
