import { errnoName } from './errno.ts';
import { Scratch, socketpair } from './libc.ts';
import { platform } from './platform.ts';

const fds = new Scratch(8);

/**
 * Two connected Unix sockets, closed on exec: socketpair(2).
 *
 * @param type `seqpacket` keeps the bounds of messages
 * @throws Error if this process has no descriptor left
 */
export function createUnixPair(type: 'stream' | 'seqpacket'): readonly [number, number] {
  const flags = platform.SOCK_CLOEXEC ?? 0;
  const outcome = socketpair(platform.families.unix ?? 0, platform.socketTypes[type] | flags, 0, fds.address);
  if (outcome < 0) throw new Error(`socketpair: ${errnoName(-outcome)}`);
  return [fds.view.getInt32(0, true), fds.view.getInt32(4, true)];
}
