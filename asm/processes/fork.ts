// PHP's extension pcntl: a guest makes processes of itself, and waits for them. docs/fork.md says where that works.
import { errnoText } from "../errno";
import { warn } from "../failure";
import { Ref } from "../ref";
import { fork, wait } from "../system";
import { WNOHANG } from "./constants";

/** The last error of a function of pcntl, 0 for none. */
let lastError: i32 = 0;

/**
 * Makes a second process of this guest. Returns its id here, and 0 in the new process; -1 and a warning where that is
 * not allowed or cannot be.
 */
export function pcntl_fork(): i32 {
  const id = fork();
  if (id >= 0) return id;
  lastError = -id;
  warn("pcntl_fork", "Error " + lastError.toString());
  return -1;
}

/**
 * Waits until the process `process_id` has ended, which this one has made; -1 for any of them. Returns its id, and -1
 * if there is none. With WNOHANG it returns 0 if none has ended yet. `status` is for pcntl_wifexited() and its like;
 * without a process it stays as it was.
 */
export function pcntl_waitpid(process_id: i32, status: Ref<i32>, flags: i32 = 0): i32 {
  const id = wait(process_id, (flags & WNOHANG) == 0, status);
  if (id >= 0) return id;
  lastError = -id;
  return -1;
}

/** As pcntl_waitpid() for any process. */
export function pcntl_wait(status: Ref<i32>, flags: i32 = 0): i32 {
  return pcntl_waitpid(-1, status, flags);
}

/** The error of the last function of pcntl that failed; 0 for none. */
export function pcntl_get_last_error(): i32 {
  return lastError;
}

/** As pcntl_get_last_error(). */
export function pcntl_errno(): i32 {
  return lastError;
}

/** The system's text for an error. */
export function pcntl_strerror(error_code: i32): string {
  return errnoText(error_code);
}
