// Ports that scenarios bind by their numbers: one test at a time may, in whatever process.
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libc } from '#host/os/libc';

const flock = libc.func('int flock(int fd, int operation)') as (fd: number, operation: number) => number;
const LOCK_EX = 2;

/** Runs what binds ports by their numbers. Whoever else would at that time waits, its thread blocked. */
export async function alone<T>(run: () => T | Promise<T>): Promise<T> {
  const lock = openSync(join(tmpdir(), `wasock-ports-${process.getuid?.()}.lock`), 'w');
  try {
    flock(lock, LOCK_EX);
    return await run();
  } finally {
    closeSync(lock);
  }
}
