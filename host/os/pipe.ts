import { cFunctions, errno, Scratch } from './libc.ts';
import { platform } from './platform.ts';

const raw = cFunctions({ pipe2: 'int pipe2(uintptr_t fds, int flags)' });

const fds = new Scratch(8);

/** A pipe: two descriptors. */
export interface Pipe {
  readonly read: number;
  readonly write: number;
}

/** Makes a pipe: pipe2(2). @returns it, or minus the system's errno */
export function createPipe(): Pipe | number {
  if (raw.pipe2(fds.address, platform.O_CLOEXEC) < 0) return -errno();
  return { read: fds.view.getInt32(0, true), write: fds.view.getInt32(4, true) };
}
