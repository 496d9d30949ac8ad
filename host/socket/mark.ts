import { ioctl, Scratch, sockatmark } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { HostSocket } from './host-socket.ts';

/** Whether the next byte follows out-of-band data: sockatmark(3). @returns 1, 0 or minus the system's errno */
export function atMark(socket: HostSocket): number {
  return sockatmark(socket.fd);
}

const count = new Scratch(4);

/** How many bytes can be received: FIONREAD of ioctl(2). @returns it, or minus the system's errno */
export function readable(socket: HostSocket): number {
  const outcome = ioctl(socket.fd, platform.FIONREAD, count.address);
  return outcome < 0 ? outcome : count.view.getInt32(0, true);
}
