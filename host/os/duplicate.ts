import { errno, libc } from './libc.ts';
import { platform } from './platform.ts';

// A descriptor and the word of shared memory that tells other threads of it change together, with no call of another
// function between the system's and the store: V8 ends a thread (worker.terminate()) where a function begins, the
// Atomics among them, or a loop repeats (measured, Node 20). So no thread ends with a descriptor open that nobody knows
// of, or closed and still known. The stores are plain ones: whoever reads the word has it from the thread that wrote it
// by an atomic operation on another, or because that thread has ended.

const fcntl: (fd: number, command: number, argument: number) => number = libc.func(
  'int fcntl(int fd, int command, int argument)',
);
const close: (fd: number) => number = libc.func('int close(int fd)');

/** Duplicates are not lower, so that 0 can stand for none. */
const LOWEST = 3;

/** What close(2) refuses. */
const NONE = -1;

/**
 * Duplicates a descriptor, dup(2), and stores the duplicate, which is closed on exec.
 *
 * @returns 0, or minus the system's errno; a negative number is stored then
 */
export function duplicateInto(words: Int32Array, index: number, fd: number): number {
  words[index] = fcntl(fd, platform.F_DUPFD_CLOEXEC, LOWEST);
  return words[index]! < 0 ? -errno() : 0;
}

/** Closes the descriptor that is stored, if there is one, and stores 0. No other thread may use the word meanwhile. */
export function closeStored(words: Int32Array, index: number): void {
  const stored = words[index]!;
  words[index] = 0;
  close(stored > 0 ? stored : NONE);
}
