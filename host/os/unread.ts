import { isListening, kindOf } from './adopt.ts';
import { readyEvents, recv, Scratch } from './libc.ts';
import { platform } from './platform.ts';

const { POLLIN, POLLPRI, POLLERR } = platform;
const PEEK = platform.MSG_PEEK | platform.MSG_DONTWAIT;

const byte = new Scratch(1);

/** Whether a Unix socket has something to read, as far as can be told: data, urgent data, a connection. Not the end of a stream. */
export function hasUnread(fd: number): boolean {
  const events = readyEvents(fd, POLLIN | POLLPRI | POLLERR);
  if ((events & (POLLIN | POLLPRI)) === 0) return false;
  const kind = kindOf(fd);
  if (kind?.family !== 'unix') return false;
  if (kind.type !== 'stream' || isListening(fd)) return true;
  // A receive would take the error, which is the guest's.
  return (events & (POLLPRI | POLLERR)) !== 0 || recv(fd, byte.address, 1, PEEK) !== 0;
}
