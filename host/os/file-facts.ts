import { statx } from './file-calls.ts';
import { Scratch } from './libc.ts';
import { type FileType, platform } from './platform.ts';

const { statx: LAYOUT, S_IFMT, fileTypes } = platform;

export type { FileType };

/** What the system knows of a file. */
export interface FileFacts {
  /** `unknown` if it has a type without a name here. */
  readonly type: FileType | 'unknown';
  readonly links: number;
  /** Bytes. */
  readonly size: bigint;
  /** Times, in nanoseconds since 1970. */
  readonly accessed: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
  /** Which file it is. Guests are not told: host/files/identity.ts. */
  readonly device: bigint;
  readonly inode: bigint;
}

const TYPES: ReadonlyMap<number, FileType> = new Map(
  Object.entries(fileTypes).map(([name, number]) => [number, name as FileType]),
);

const scratch = new Scratch(LAYOUT.bytes);

/** What is known of a descriptor, or of a name in a directory, whose symbolic link is not followed. @returns or minus the errno */
export function factsOf(fd: number, name = ''): FileFacts | number {
  const outcome = statx(fd, name, scratch);
  if (outcome < 0) return outcome;
  const { view } = scratch;
  return {
    type: TYPES.get(view.getUint16(LAYOUT.mode.offset, true) & S_IFMT) ?? 'unknown',
    links: view.getUint32(LAYOUT.links.offset, true),
    size: view.getBigUint64(LAYOUT.size.offset, true),
    accessed: nanoseconds(LAYOUT.accessed.offset),
    modified: nanoseconds(LAYOUT.modified.offset),
    changed: nanoseconds(LAYOUT.changed.offset),
    device:
      (BigInt(view.getUint32(LAYOUT.deviceMajor.offset, true)) << 32n) |
      BigInt(view.getUint32(LAYOUT.deviceMinor.offset, true)),
    inode: view.getBigUint64(LAYOUT.inode.offset, true),
  };
}

/** A `struct statx_timestamp`. */
function nanoseconds(at: number): bigint {
  return scratch.view.getBigInt64(at, true) * 1_000_000_000n + BigInt(scratch.view.getUint32(at + 8, true));
}
