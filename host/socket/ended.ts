import { readyEvents } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { HostSocket } from './host-socket.ts';

const ENDED = platform.POLLRDHUP ?? platform.POLLHUP;

/** Whether nothing more will come: the peer has said so, or receiving has been shut down. */
export function receivingEnded(socket: HostSocket): boolean {
  return (readyEvents(socket.fd, ENDED) & ENDED) !== 0;
}
