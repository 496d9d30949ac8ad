import { Scratch, socketpair } from './libc.ts';
import { platform } from './platform.ts';

const fds = new Scratch(8);

/**
 * Two connected Unix sockets, closed on exec: socketpair(2).
 *
 * @param type `seqpacket` keeps the bounds of messages
 * @returns minus the system's errno if there are none
 */
export function createUnixPair(type: 'stream' | 'seqpacket'): readonly [number, number] | number {
  const flags = platform.SOCK_CLOEXEC ?? 0;
  const outcome = socketpair(platform.families.unix ?? 0, platform.socketTypes[type] | flags, 0, fds.address);
  return outcome < 0 ? outcome : [fds.view.getInt32(0, true), fds.view.getInt32(4, true)];
}
