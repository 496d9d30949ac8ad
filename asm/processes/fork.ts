// PHP's extension pcntl: a guest makes processes of itself, and waits for them. docs/fork.md says where that works.
import { errnoText } from "../errno";
import { warn } from "../failure";
import { Ref } from "../ref";
import { fork, wait } from "../system";
import { WNOHANG } from "./constants";

/** The last error of a function of pcntl, 0 for none. */
let lastError: i32 = 0;

/**
 * Makes a second process of this guest. It needs --allow-fork.
 *
 * @returns the id of the new process here, 0 in the new process; -1 and a warning on failure: EACCES, EAGAIN
 * @see https://www.php.net/manual/en/function.pcntl-fork.php
 */
export function pcntl_fork(): i32 {
  const id = fork();
  if (id >= 0) return id;
  lastError = -id;
  warn("pcntl_fork", "Error " + lastError.toString());
  return -1;
}

/**
 * Waits until a process has ended that this one has made.
 *
 * @param process_id its id; -1 for any
 * @param status is set to what pcntl_wifexited() and its like take; without a process it stays as it was
 * @param flags WNOHANG, or 0
 * @returns the id of that process; 0 with WNOHANG if none has ended yet; -1 if there is none (ECHILD)
 * @see https://www.php.net/manual/en/function.pcntl-waitpid.php
 */
export function pcntl_waitpid(process_id: i32, status: Ref<i32>, flags: i32 = 0): i32 {
  const id = wait(process_id, (flags & WNOHANG) == 0, status);
  if (id >= 0) return id;
  lastError = -id;
  return -1;
}

/**
 * Waits until any process has ended that this one has made.
 *
 * @param status is set to what pcntl_wifexited() and its like take
 * @param flags WNOHANG, or 0
 * @returns the id of that process; 0 with WNOHANG if none has ended yet; -1 if there is none (ECHILD)
 * @see https://www.php.net/manual/en/function.pcntl-wait.php
 */
export function pcntl_wait(status: Ref<i32>, flags: i32 = 0): i32 {
  return pcntl_waitpid(-1, status, flags);
}

/**
 * Tells the error of the last function of pcntl that failed.
 *
 * @returns an error number; 0 for none
 * @see https://www.php.net/manual/en/function.pcntl-get-last-error.php
 */
export function pcntl_get_last_error(): i32 {
  return lastError;
}

/**
 * Tells the error of the last function of pcntl that failed: another name of pcntl_get_last_error().
 *
 * @returns an error number; 0 for none
 * @see https://www.php.net/manual/en/function.pcntl-errno.php
 */
export function pcntl_errno(): i32 {
  return lastError;
}

/**
 * Tells what an error number means.
 *
 * @param error_code as from pcntl_get_last_error()
 * @returns the system's text
 * @see https://www.php.net/manual/en/function.pcntl-strerror.php
 */
export function pcntl_strerror(error_code: i32): string {
  return errnoText(error_code);
}
