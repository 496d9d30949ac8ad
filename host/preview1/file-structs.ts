// Structs of WASI preview 1 about files: typenames.witx.
import { deviceOf, identityOf } from '../files/identity.ts';
import type { NewTimes } from '../files/file-times.ts';
import type { Access } from '../files/open-file.ts';
import type { FileFacts } from '../os/file-facts.ts';
import type { GuestFile } from './descriptors.ts';

/** `filetype`. WASI has none for FIFOs. */
export const FILE_TYPES: Readonly<Record<FileFacts['type'], number>> = {
  unknown: 0,
  fifo: 0,
  'block-device': 1,
  'character-device': 2,
  directory: 3,
  'regular-file': 4,
  socket: 6,
  'symbolic-link': 7,
};

/** `fdflags`. */
export const FDFLAGS = { append: 1, dsync: 2, nonblock: 4, rsync: 8, sync: 16 };

/** `oflags`. */
export const OFLAGS = { creat: 1, directory: 2, excl: 4, trunc: 8 };

/** `lookupflags`. */
export const FOLLOW = 1;

/** `rights` that say how a file is to be opened. */
export const FD_READ = 1n << 1n;
export const FD_WRITE = 1n << 6n;

/** All rights of files and directories. Those of sockets come after them. */
const ALL = (1n << 28n) - 1n;
/** path_*, and fd_readdir between them. */
const OF_DIRECTORIES = (0x7n << 24n) | (0xfffn << 9n);
const OF_FILES = ALL & ~OF_DIRECTORIES;
const FD_SEEK_TELL_ALLOCATE = (1n << 2n) | (1n << 5n) | (1n << 8n);

export const FDSTAT_SIZE = 24;
export const FILESTAT_SIZE = 64;
export const PRESTAT_SIZE = 8;
export const DIRENT_SIZE = 24;

/** What may be done by a descriptor. What is refused by then says why: by EROFS, for example. */
function rightsOf({ read, write }: Access, isDirectory: boolean): bigint {
  if (isDirectory) return ALL & ~FD_READ & ~FD_WRITE & ~FD_SEEK_TELL_ALLOCATE;
  return (OF_FILES & ~FD_READ & ~FD_WRITE) | (read ? FD_READ : 0n) | (write ? FD_WRITE : 0n);
}

export function fdflagsOf({ append, nonBlocking, file: { access } }: GuestFile): number {
  return (
    (append ? FDFLAGS.append : 0) |
    (nonBlocking ? FDFLAGS.nonblock : 0) |
    (access.dataSync ? FDFLAGS.dsync : 0) |
    (access.readSync ? FDFLAGS.rsync : 0) |
    (access.sync ? FDFLAGS.sync : 0)
  );
}

/** `fdstat`. @param view of zeros */
export function putFdstat(view: DataView, own: GuestFile): void {
  const { type, access } = own.file;
  const isDirectory = type === 'directory';
  view.setUint8(0, FILE_TYPES[type]);
  view.setUint16(2, fdflagsOf(own), true);
  view.setBigUint64(8, rightsOf(access, isDirectory), true);
  // wasi-libc asks for no more than this when it opens a file below.
  view.setBigUint64(16, isDirectory ? ALL : 0n, true);
}

/** `filestat`. Device and inode are stand-ins. @param view of zeros */
export function putFilestat(view: DataView, facts: FileFacts): void {
  view.setBigUint64(0, deviceOf(facts), true);
  view.setBigUint64(8, identityOf(facts), true);
  view.setUint8(16, FILE_TYPES[facts.type]);
  view.setUint32(24, facts.links, true);
  view.setBigUint64(32, facts.size, true);
  view.setBigInt64(40, facts.accessed, true);
  view.setBigInt64(48, facts.modified, true);
  view.setBigInt64(56, facts.changed, true);
}

/** `fstflags`: which times to set, and which of them to now. @returns undefined for flags that contradict each other */
export function newTimes(accessed: bigint, modified: bigint, flags: number): NewTimes | undefined {
  const one = newTime(accessed, flags & 3);
  const two = newTime(modified, (flags >>> 2) & 3);
  return one === undefined || two === undefined || flags >>> 4 !== 0 ? undefined : { accessed: one, modified: two };
}

function newTime(time: bigint, flags: number): NewTimes['accessed'] | undefined {
  return (['no-change', BigInt.asUintN(64, time), 'now', undefined] as const)[flags];
}
