import { getsockopt, Scratch } from './libc.ts';
import { optionRow } from './option-row.ts';

/** Positions of the numbers in SO_MEMINFO: `SK_MEMINFO_*` of linux/sock_diag.h. */
const RECEIVED = 0;
const SENT = 2;
const QUEUED = 5;
const OPTIONS = 6;
const BACKLOG = 7;
const COUNT = 9;

const scratch = new Scratch(COUNT * 4 + 4);
const numbers = new Uint32Array(scratch.buffer);

/**
 * Bytes that the system holds for a socket, as it counts them: data that was sent and not received, data that arrived
 * and was not read, and the overhead of each packet. 0 for no socket, or if the system does not tell.
 */
export function memoryOf(fd: number): number {
  return ask(fd) ? sent() + numbers[RECEIVED]! + numbers[OPTIONS]! + numbers[BACKLOG]! : 0;
}

/** The part that was sent and not received. For a local socket it waits at the peer. */
export function unreceivedOf(fd: number): number {
  return ask(fd) ? sent() : 0;
}

/** TCP counts what it keeps until it is acknowledged; others count what is in flight. */
function sent(): number {
  return Math.max(numbers[SENT]!, numbers[QUEUED]!);
}

function ask(fd: number): boolean {
  const row = optionRow('so-meminfo');
  if (row === null) return false;
  numbers.fill(0);
  numbers[COUNT] = COUNT * 4;
  return getsockopt(fd, row.level, row.name, scratch.address, scratch.address + COUNT * 4) === 0;
}

/** The sum of `memoryOf` for these. */
export function memoryOfAll(fds: Iterable<number>): number {
  let sum = 0;
  for (const fd of fds) sum += memoryOf(fd);
  return sum;
}
