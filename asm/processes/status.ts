// What a status of pcntl_waitpid() says: wait(2).

function signalOf(status: i32): i32 {
  return status & 0x7f;
}

/** Whether the process has ended by itself: by exit(), or at the end of its program. */
export function pcntl_wifexited(status: i32): bool {
  return signalOf(status) == 0;
}

/** The code that it has ended with, 0 to 255. */
export function pcntl_wexitstatus(status: i32): i32 {
  return (status >> 8) & 0xff;
}

/** Whether a signal has ended it. */
export function pcntl_wifsignaled(status: i32): bool {
  const signal = signalOf(status);
  return signal != 0 && signal != 0x7f;
}

/** The signal that has ended it. */
export function pcntl_wtermsig(status: i32): i32 {
  return signalOf(status);
}

/** Whether it is stopped. Processes of a guest are never stopped. */
export function pcntl_wifstopped(status: i32): bool {
  return (status & 0xff) == 0x7f;
}

/** The signal that has stopped it. */
export function pcntl_wstopsig(status: i32): i32 {
  return (status >> 8) & 0xff;
}

/** Whether it goes on after it was stopped. */
export function pcntl_wifcontinued(status: i32): bool {
  return status == 0xffff;
}
