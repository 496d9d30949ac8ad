import { readyEvents } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { HostSocket } from './host-socket.ts';

const ENDED = platform.POLLRDHUP ?? platform.POLLHUP;

/** Whether nothing more will arrive: the peer has ended the stream, or receiving was shut down. */
export function receivingEnded(socket: HostSocket): boolean {
  return (readyEvents(socket.fd, ENDED) & ENDED) !== 0;
}
