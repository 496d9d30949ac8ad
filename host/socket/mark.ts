import { sockatmark } from '../os/libc.ts';
import type { HostSocket } from './host-socket.ts';

/** Whether the next byte follows out-of-band data: sockatmark(3). @returns 1, 0 or minus the system's errno */
export function atMark(socket: HostSocket): number {
  return sockatmark(socket.fd);
}
