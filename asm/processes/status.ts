// What a status of pcntl_waitpid() says: wait(2).

function signalOf(status: i32): i32 {
  return status & 0x7f;
}

/**
 * Tells whether a process has ended by itself: by exit(), or at the end of its program.
 *
 * @param status of pcntl_waitpid()
 * @returns true if it has
 * @see https://www.php.net/manual/en/function.pcntl-wifexited.php
 */
export function pcntl_wifexited(status: i32): bool {
  return signalOf(status) == 0;
}

/**
 * Tells the code that a process has ended with.
 *
 * @param status of pcntl_waitpid()
 * @returns 0 to 255
 * @see https://www.php.net/manual/en/function.pcntl-wexitstatus.php
 */
export function pcntl_wexitstatus(status: i32): i32 {
  return (status >> 8) & 0xff;
}

/**
 * Tells whether a signal has ended a process.
 *
 * @param status of pcntl_waitpid()
 * @returns true if one has
 * @see https://www.php.net/manual/en/function.pcntl-wifsignaled.php
 */
export function pcntl_wifsignaled(status: i32): bool {
  const signal = signalOf(status);
  return signal != 0 && signal != 0x7f;
}

/**
 * Tells the signal that has ended a process.
 *
 * @param status of pcntl_waitpid()
 * @returns SIG*
 * @see https://www.php.net/manual/en/function.pcntl-wtermsig.php
 */
export function pcntl_wtermsig(status: i32): i32 {
  return signalOf(status);
}

/**
 * Tells whether a process is stopped.
 *
 * @param status of pcntl_waitpid()
 * @returns false: processes of a guest are never stopped
 * @see https://www.php.net/manual/en/function.pcntl-wifstopped.php
 */
export function pcntl_wifstopped(status: i32): bool {
  return (status & 0xff) == 0x7f;
}

/**
 * Tells the signal that has stopped a process.
 *
 * @param status of pcntl_waitpid()
 * @returns SIG*
 * @see https://www.php.net/manual/en/function.pcntl-wstopsig.php
 */
export function pcntl_wstopsig(status: i32): i32 {
  return (status >> 8) & 0xff;
}

/**
 * Tells whether a process goes on after it was stopped.
 *
 * @param status of pcntl_waitpid()
 * @returns false: processes of a guest are never stopped
 * @see https://www.php.net/manual/en/function.pcntl-wifcontinued.php
 */
export function pcntl_wifcontinued(status: i32): bool {
  return status == 0xffff;
}
