import type { AddressFamily, Credentials, SocketType } from '../wit-types.ts';
import { close, getsockopt, libc, Scratch } from './libc.ts';
import { platform } from './platform.ts';

const fcntl: (fd: number, command: number, argument: number) => number = libc.func(
  'int fcntl(int fd, int command, int argument)',
);

const scratch = new Scratch(8);

/** What a descriptor that came from elsewhere is. */
export interface Adopted {
  readonly family: AddressFamily;
  readonly type: SocketType;
  /** Whether it was in blocking mode. */
  readonly blocking: boolean;
}

/**
 * Finds out what a received descriptor is, and makes its description non-blocking as the host needs it.
 *
 * @returns undefined, the descriptor closed, if it is no socket of a kind that the WIT knows
 */
export function adopt(fd: number): Adopted | undefined {
  const domain = option(fd, 'so-domain');
  const kind = option(fd, 'so-type');
  const family = entryOf(platform.families, domain);
  const type = entryOf(platform.socketTypes, kind);
  const mode = fcntl(fd, platform.F_GETFL, 0);
  if (family === undefined || type === undefined || mode < 0) {
    close(fd);
    return undefined;
  }
  fcntl(fd, platform.F_SETFL, mode | platform.O_NONBLOCK);
  return { family, type, blocking: (mode & platform.O_NONBLOCK) === 0 };
}

/** An integer option; −1 if there is none. */
function option(fd: number, name: 'so-domain' | 'so-type'): number {
  const row = platform.options[name];
  if (row === null) return -1;
  scratch.view.setUint32(4, 4, true);
  const outcome = getsockopt(fd, row.level, row.name, scratch.address, scratch.address + 4);
  return outcome < 0 ? -1 : scratch.view.getInt32(0, true);
}

function entryOf<Name extends string>(table: Readonly<Record<Name, number | null>>, number: number): Name | undefined {
  const names = Object.keys(table) as Name[];
  return names.find((name) => table[name] === number);
}

/** Whether credentials are this process' own: those of another may only be sent with privileges, and not by a guest. */
export function areOwnCredentials({ pid, uid, gid }: Credentials): boolean {
  return pid === process.pid && uid === process.getuid?.() && gid === process.getgid?.();
}
