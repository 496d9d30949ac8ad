import { writeSync } from 'node:fs';
import { codeOf } from '../thrown.ts';
import { pollOne } from './libc.ts';
import { platform } from './platform.ts';

// Standard streams, written on the calling thread. They may be non-blocking: the mode belongs to the file description, which
// other processes, and Node's own streams, share and set.

/** Writes all bytes; waits for room. @returns false if nobody reads them any more (EPIPE) */
export function writeStream(fd: number, bytes: Uint8Array): boolean {
  try {
    for (let done = 0; done < bytes.length;) {
      done += whenWritable(fd, () => writeSync(fd, bytes, done));
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return false;
    throw error;
  }
}

function whenWritable(fd: number, attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
    }
    pollOne(fd, platform.POLLOUT, -1);
  }
}
