import { constants } from 'node:os';
import { libc } from './libc.ts';

/** What a signal does to a process if nothing is set: SIGPIPE ends it. */
const SIG_DFL = 0;

/**
 * Lets the process end, as other programs do, when it writes to a standard stream that nobody reads any more: `… | head -1`.
 * Node has set that to be ignored. A guest's sockets never end a process: their operations have MSG_NOSIGNAL.
 */
export function endOnBrokenPipe(): void {
  const signal: (number: number, action: number) => unknown = libc.func(
    'uintptr_t signal(int number, uintptr_t action)',
  );
  signal(constants.signals.SIGPIPE, SIG_DFL);
}
