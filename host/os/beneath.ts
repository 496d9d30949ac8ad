// Opening paths that must not leave a directory. The kernel resolves them (openat2), so nothing can change meanwhile what a
// path means: `..`, symbolic links, and directories that others move are all checked as they are passed.
import { constants } from 'node:fs';
import { errnoNumber } from './errno.ts';
import { systemCall } from './file-calls.ts';
import { close, Scratch } from './libc.ts';
import { PathBuffer } from './path-buffer.ts';
import { platform } from './platform.ts';

const { openHow: HOW, RESOLVE_BENEATH, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS, O_CLOEXEC } = platform;
const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_DSYNC, O_TRUNC, O_WRONLY } = constants;

/** Flags of open(2). Opening waits for nothing (FIFOs, leases), and makes no terminal this process' own. */
export const OPEN = {
  read: O_RDONLY,
  write: O_WRONLY,
  readWrite: O_RDWR,
  create: O_CREAT,
  exclusive: O_EXCL,
  truncate: O_TRUNC,
  sync: O_SYNC,
  dataSync: O_DSYNC,
  directory: constants.O_DIRECTORY,
  noFollow: constants.O_NOFOLLOW,
  withoutWaiting: constants.O_NONBLOCK | constants.O_NOCTTY,
  /** Only to name the file: nothing is read or written, and opening has no effect on it. */
  path: platform.O_PATH,
} as const;

const ENOSYS = errnoNumber('enosys');
const EXDEV = errnoNumber('exdev');
const EPERM = errnoNumber('eperm');
const EAGAIN = errnoNumber('eagain');

/** How often a path with `..` is tried while others rename. The kernel gives up each time something was renamed anywhere. */
const TRIES = 1000;

const how = new Scratch(HOW.bytes);
const buffer = new PathBuffer();

/**
 * Opens a path below a directory: openat2(2).
 *
 * @param path relative, without a NUL
 * @param flags those of `OPEN`
 * @param mode permissions, if it is created
 * @returns a descriptor, or minus the system's errno: EPERM if the path leaves the directory
 */
export function openBeneath(dir: number, path: string, flags: number, mode = 0): number {
  const address = buffer.put(path);
  if (address < 0) return address;
  setHow(flags, mode, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
  for (let tries = 1; ; tries++) {
    const opened = systemCall('openat2', dir, address, how.address, HOW.bytes);
    if (opened === -EXDEV) return -EPERM;
    if (opened !== -EAGAIN || tries === TRIES) return opened;
  }
}

/**
 * A descriptor that names what is at a path, by which the system finds it whatever becomes of the path: see `pathOf`.
 *
 * @param path of an absolute path without `..`, its bytes
 * @returns or minus the system's errno: ELOOP where there is a symbolic link
 */
export function openWithoutLinks(path: Uint8Array): number {
  const address = buffer.putBytes(path);
  if (address < 0) return address;
  setHow(OPEN.path, 0, RESOLVE_NO_SYMLINKS);
  return systemCall('openat2', platform.AT_FDCWD, address, how.address, HOW.bytes);
}

/** A path of what a descriptor of this process names: proc(5). */
export function pathOf(fd: number): Uint8Array {
  return utf8.encode(`/proc/self/fd/${fd}`);
}

const utf8 = new TextEncoder();

function setHow(flags: number, mode: number, resolve: number): void {
  how.view.setBigUint64(HOW.flags.offset, BigInt((flags | O_CLOEXEC) >>> 0), true);
  how.view.setBigUint64(HOW.mode.offset, BigInt(mode), true);
  how.view.setBigUint64(HOW.resolve.offset, BigInt(resolve), true);
}

/** Whether the system has openat2, and no sandbox forbids it. Without it there is no safe way here, and nothing is tried. */
export function canOpenBeneath(): boolean {
  const opened = openBeneath(platform.AT_FDCWD, '.', OPEN.path);
  if (opened >= 0) close(opened);
  return opened !== -ENOSYS && opened !== -EPERM;
}
