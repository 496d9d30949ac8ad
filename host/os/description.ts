/**
 * What belongs to an open file description, not to one descriptor: the blocking mode and the timeouts. They are the
 * same for everyone who has a descriptor of it, in any guest, thread or process.
 */
import { getOption } from './get-option.ts';
import { cFunctions, errno } from './libc.ts';
import { platform } from './platform.ts';

const raw = cFunctions({ fcntl: 'int fcntl(int fd, int command, int argument)' });

const { F_GETFL, F_SETFL, O_NONBLOCK, blockingMark: BLOCKS } = platform;

/**
 * Whether operations of guests block. For the system the description is always non-blocking. The host keeps the guests'
 * mode in a mark that it sets.
 */
export function isBlocking(fd: number): boolean {
  return (raw.fcntl(fd, F_GETFL, 0) & BLOCKS) !== 0;
}

/**
 * Sets the mode that `isBlocking` returns.
 *
 * @returns 0 or minus the system's errno: EPERM if another user made the socket (Linux, O_NOATIME)
 */
export function setBlocking(fd: number, blocking: boolean): number {
  return change(fd, blocking ? BLOCKS | O_NONBLOCK : O_NONBLOCK, BLOCKS);
}

/**
 * Makes a description that came from elsewhere non-blocking for the system, as the host needs it.
 *
 * @returns whether operations on it blocked, for guests or for the program that it came from; undefined for no descriptor
 */
export function takeOver(fd: number): boolean | undefined {
  const flags = raw.fcntl(fd, F_GETFL, 0);
  if (flags < 0) return undefined;
  if ((flags & O_NONBLOCK) !== 0) return (flags & BLOCKS) !== 0;
  return change(fd, O_NONBLOCK, 0) < 0 ? undefined : true;
}

function change(fd: number, set: number, cleared: number): number {
  const flags = raw.fcntl(fd, F_GETFL, 0);
  return flags < 0 || raw.fcntl(fd, F_SETFL, (flags & ~cleared) | set) < 0 ? -errno() : 0;
}

/** `SO_RCVTIMEO` in milliseconds, as the system has rounded it; Infinity for none. */
export function receiveTimeoutMs(fd: number): number {
  return timeoutMs(fd, 'so-rcvtimeo');
}

/** `SO_SNDTIMEO` in milliseconds, as the system has rounded it; Infinity for none. */
export function sendTimeoutMs(fd: number): number {
  return timeoutMs(fd, 'so-sndtimeo');
}

function timeoutMs(fd: number, name: 'so-rcvtimeo' | 'so-sndtimeo'): number {
  const value = getOption(fd, name);
  if (typeof value === 'number' || value.tag !== 'timeval') return Infinity;
  const milliseconds = value.val.seconds * 1000 + value.val.microseconds / 1000;
  return milliseconds === 0 ? Infinity : milliseconds;
}
