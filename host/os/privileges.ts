import { errnoName } from './errno.ts';
import { close, socket } from './libc.ts';
import { platform } from './platform.ts';
import type { AddressFamily, Errno } from '../generated/wit-types.ts';

/** What the system says to a raw socket of this process; undefined if it gives one. */
export function refusalOfRaw(family: AddressFamily): Errno | undefined {
  const [domain, type] = [platform.families[family], platform.socketTypes.raw];
  if (domain === null) return 'eafnosupport';
  // ICMP; a packet socket of protocol 0 receives nothing.
  const fd = socket(domain, type, family === 'packet' ? 0 : 1);
  if (fd < 0) return errnoName(-fd);
  close(fd);
  return undefined;
}
