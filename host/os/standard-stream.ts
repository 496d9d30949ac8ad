import { readSync, writeSync } from 'node:fs';
import { codeOf } from '../thrown.ts';
import { pollOne } from './libc.ts';
import { platform } from './platform.ts';

// Standard streams, read and written on the calling thread. They may be non-blocking: the mode belongs to the file
// description, which other processes, and Node's own process.stdin, share and set.

/** Reads at least one byte; waits for it. @returns bytes read, 0 at the end */
export function readStream(fd: number, buffer: Uint8Array): number {
  return whenReady(fd, platform.POLLIN, () => readSync(fd, buffer));
}

/** Writes all bytes; waits for room. @returns false if nobody reads them any more (EPIPE) */
export function writeStream(fd: number, bytes: Uint8Array): boolean {
  try {
    for (let done = 0; done < bytes.length;) {
      done += whenReady(fd, platform.POLLOUT, () => writeSync(fd, bytes, done));
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return false;
    throw error;
  }
}

function whenReady(fd: number, events: number, attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
    }
    pollOne(fd, events, -1);
  }
}
