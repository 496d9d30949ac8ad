import { cFunctions, errno } from './libc.ts';
import { platform } from './platform.ts';

// A descriptor, and the word of shared memory that tells other threads about it, change together. V8 ends a thread
// (worker.terminate()) only where a function begins, including those of Atomics, or where a loop repeats (measured,
// Node 20). So there is no call between the system call and the store. No thread ends with an open descriptor that
// nobody knows of, or with a closed one that others still see.
//
// The stores are plain. A reader of the word is synchronised by an atomic operation on another word, or because the writing
// thread has ended.

const raw = cFunctions({
  fcntl: 'int fcntl(int fd, int command, int argument)',
  close: 'int close(int fd)',
});

/** The lowest number of a duplicate, so that 0 can stand for none. */
const LOWEST = 3;

/** A descriptor that close(2) refuses. */
const NONE = -1;

/**
 * Duplicates a descriptor, dup(2), and stores the duplicate, which is closed on exec.
 *
 * @returns 0; or minus the system's errno, and a negative number is stored
 */
export function duplicateInto(words: Int32Array, index: number, fd: number): number {
  words[index] = raw.fcntl(fd, platform.F_DUPFD_CLOEXEC, LOWEST);
  return words[index]! < 0 ? -errno() : 0;
}

/** Closes the stored descriptor, if there is one, and stores 0. No other thread may use the word meanwhile. */
export function closeStored(words: Int32Array, index: number): void {
  const stored = words[index]!;
  // Here a function may begin, the one that declares it: below none may.
  const { close } = raw;
  words[index] = 0;
  close(stored > 0 ? stored : NONE);
}

/** Duplicates a descriptor, dup(2). @returns the duplicate, which is closed on exec, or minus the errno */
export function duplicate(fd: number): number {
  const copy = raw.fcntl(fd, platform.F_DUPFD_CLOEXEC, LOWEST);
  return copy < 0 ? -errno() : copy;
}
