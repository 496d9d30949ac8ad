import { fstatSync, type Stats } from 'node:fs';
import { getOption } from './get-option.ts';
import { cFunctions } from './libc.ts';
import { platform } from './platform.ts';
import { refuseOverflow } from '../stack-room.ts';

const raw = cFunctions({ isatty: 'int isatty(int fd)' });

/** The kind of a descriptor. `none`: it is not open; `other`: a directory, or a kind without a name here. */
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

/** Determines the kind of a descriptor: fstat(2), isatty(3), SO_TYPE. */
export function streamKind(fd: number): StreamKind {
  const found = stat(fd);
  if (found === undefined) return 'none';
  if (found.isCharacterDevice()) return raw.isatty(fd) === 1 ? 'terminal' : 'character-device';
  if (found.isBlockDevice()) return 'block-device';
  if (found.isFile()) return 'regular-file';
  if (found.isFIFO()) return 'pipe';
  if (found.isSocket()) return isDatagram(fd) ? 'datagram-socket' : 'stream-socket';
  return 'other';
}

/** The size of a regular file in bytes; 0 for anything else. */
export function fileSize(fd: number): number {
  const found = stat(fd);
  return found?.isFile() === true ? found.size : 0;
}

function stat(fd: number): Stats | undefined {
  try {
    return fstatSync(fd);
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}

function isDatagram(fd: number): boolean {
  const type = getOption(fd, 'so-type');
  return typeof type !== 'number' && type.tag === 'integer' && type.val === platform.socketTypes.dgram;
}
