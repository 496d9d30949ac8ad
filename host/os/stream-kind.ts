import { fstatSync, type Stats } from 'node:fs';
import { getOption } from './get-option.ts';
import { libc } from './libc.ts';
import { platform } from './platform.ts';

const isatty: (fd: number) => number = libc.func('int isatty(int fd)');

/** What a descriptor is of. `none`: it is not open; `other`: what has no name here, or is a directory. */
export type StreamKind =
  | 'terminal'
  | 'character-device'
  | 'block-device'
  | 'regular-file'
  | 'pipe'
  | 'stream-socket'
  | 'datagram-socket'
  | 'other'
  | 'none';

/** What a descriptor is of now: fstat(2), isatty(3), SO_TYPE. */
export function streamKind(fd: number): StreamKind {
  const found = stat(fd);
  if (found === undefined) return 'none';
  if (found.isCharacterDevice()) return isatty(fd) === 1 ? 'terminal' : 'character-device';
  if (found.isBlockDevice()) return 'block-device';
  if (found.isFile()) return 'regular-file';
  if (found.isFIFO()) return 'pipe';
  if (found.isSocket()) return isDatagram(fd) ? 'datagram-socket' : 'stream-socket';
  return 'other';
}

/** The size of a regular file in bytes, 0 of anything else. */
export function fileSize(fd: number): number {
  const found = stat(fd);
  return found?.isFile() === true ? found.size : 0;
}

function stat(fd: number): Stats | undefined {
  try {
    return fstatSync(fd);
  } catch {
    return undefined;
  }
}

function isDatagram(fd: number): boolean {
  const type = getOption(fd, 'so-type');
  return typeof type !== 'number' && type.tag === 'integer' && type.val === platform.socketTypes.dgram;
}
