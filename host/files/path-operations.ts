// Operations on paths below an open directory. Where the last component is a symbolic link, most act on the link. For those
// the directory that it lies in is opened beneath, and the system call gets the last component alone, which it never follows.
import { OPEN, openBeneath } from '../os/beneath.ts';
import { errnoNumber } from '../os/errno.ts';
import { linkat, mkdirat, readlinkat, renameat, rmdirat, symlinkat, unlinkat } from '../os/file-calls.ts';
import { type FileFacts, factsOf } from '../os/file-facts.ts';
import { Scratch } from '../os/libc.ts';
import { type NewTimes, setTimesOf } from './file-times.ts';
import type { OpenFile } from './open-file.ts';
import { decoded, refusal, split } from './paths.ts';
import { refuseSockets } from './sockets-within.ts';

const EINVAL = errnoNumber('einval');
const ENAMETOOLONG = errnoNumber('enametoolong');
const ENOTDIR = errnoNumber('enotdir');
const EPERM = errnoNumber('eperm');
const EROFS = errnoNumber('erofs');

const DIRECTORY_MODE = 0o777;

/** The longest target of a symbolic link, in bytes. */
const LONGEST_TARGET = 4096;

const target = new Scratch(LONGEST_TARGET);

type OnName<T> = (dir: number, name: string, isName: boolean) => T | number;

/** Calls with a descriptor of the directory that a path's last component lies in. */
function inParent<T>(base: OpenFile, path: string, call: OnName<T>): T | number {
  const { files } = base;
  files.begin();
  const refused = refusal(path);
  if (refused < 0) return refused;
  if (base.type !== 'directory') return -ENOTDIR;
  const { parent, name, isName } = split(path);
  if (parent === '') return call(base.fd, name, isName);
  const dir = files.hold(() => openBeneath(base.fd, parent, OPEN.path | OPEN.directory));
  if (dir < 0) return dir;
  try {
    return call(dir, name, isName);
  } finally {
    files.release(dir);
  }
}

/** The same for a change. */
function changing(base: OpenFile, path: string, call: OnName<number>): number {
  return base.access.mutate ? inParent(base, path, call) : -EROFS;
}

/** Calls with a descriptor that names what a path leads to. */
function onTarget<T>(base: OpenFile, path: string, follow: boolean, call: (fd: number) => T): T | number {
  const { files } = base;
  files.begin();
  const refused = refusal(path);
  if (refused < 0) return refused;
  const fd = files.hold(() => openBeneath(base.fd, path, OPEN.path | (follow ? 0 : OPEN.noFollow)));
  if (fd < 0) return fd;
  try {
    return call(fd);
  } finally {
    files.release(fd);
  }
}

/** What is at a path. */
export function statAt(base: OpenFile, path: string, follow: boolean): FileFacts | number {
  return onTarget(base, path, follow, factsOf);
}

export function setTimesAt(base: OpenFile, path: string, follow: boolean, times: NewTimes): number {
  if (!base.access.mutate) return -EROFS;
  return onTarget(base, path, follow, (fd) => setTimesOf(fd, times));
}

export function createDirectoryAt(base: OpenFile, path: string): number {
  return changing(base, path, (dir, name) => mkdirat(dir, name, DIRECTORY_MODE));
}

export function removeDirectoryAt(base: OpenFile, path: string): number {
  return changing(base, path, rmdirat);
}

export function unlinkFileAt(base: OpenFile, path: string): number {
  return changing(base, path, unlinkat);
}

/**
 * Moves what a path names; a symbolic link itself. Both directories must be writable: a link would change as well. A socket is
 * not moved, nor is a directory with one.
 */
export function renameAt(base: OpenFile, path: string, newBase: OpenFile, newPath: string): number {
  return changing(base, path, (dir, name) => {
    const plain = name.replace(/\/+$/, '');
    if (isUpLink(dir, plain)) return -EPERM;
    return changing(newBase, newPath, (newDir, newName) => {
      // The system moves no dots.
      const refused = plain === '.' || plain === '..' ? 0 : refuseSockets(base.files, dir, plain);
      return refused < 0 ? refused : renameat(dir, name, newDir, newName);
    });
  });
}

/**
 * Makes a hard link to a file, or to a symbolic link itself. A file of a read-only directory gets none: by another name it
 * could be written. Nor does a socket: by another name it could be reached.
 */
export function linkAt(base: OpenFile, path: string, newBase: OpenFile, newPath: string): number {
  return changing(base, path, (dir, name, isName) => {
    if (!isName) return whyNotAName(base, path, -EPERM);
    if (isUpLink(dir, name)) return -EPERM;
    const facts = factsOf(dir, name);
    if (typeof facts === 'number') return facts;
    if (facts.type === 'socket') return -EPERM;
    return changing(newBase, newPath, (newDir, newName) => linkat(dir, name, newDir, newName));
  });
}

/** Makes a symbolic link. One that is absolute is refused; one that leads out of the directory is not followed for a guest. */
export function symlinkAt(base: OpenFile, text: string, path: string): number {
  // Others follow links: rules of theirs for Unix sockets are about paths, and a link would lead them out of the directory.
  if (leadsUp(text)) return -EPERM;
  if (text.includes('\0')) return -EINVAL;
  return changing(base, path, (dir, name) => symlinkat(text, dir, name));
}

/** Whether the text of a link is absolute, or has a `..`. */
function leadsUp(text: string): boolean {
  return text.startsWith('/') || text.split('/').includes('..');
}

/** Whether there is a link that leads up: from elsewhere it would lead elsewhere. */
function isUpLink(dir: number, name: string): boolean {
  const length = readlinkat(dir, name, target);
  return length >= 0 && leadsUp(latin1.decode(target.bytes.subarray(0, length)));
}

const latin1 = new TextDecoder('latin1');

/** The text of a symbolic link. @returns or minus the system's errno: EPERM for one that is absolute, which is not told */
export function readlinkAt(base: OpenFile, path: string): string | number {
  return inParent(base, path, (dir, name, isName) => {
    if (!isName) return whyNotAName(base, path, -EINVAL);
    const length = readlinkat(dir, name, target);
    if (length < 0) return length;
    if (length === LONGEST_TARGET) return -ENAMETOOLONG;
    const text = decoded(target.bytes.slice(0, length));
    return typeof text === 'string' && text.startsWith('/') ? -EPERM : text;
  });
}

/** A path that ends in a slash, `.` or `..` names a directory, or nothing. @param otherwise the outcome for a directory */
function whyNotAName(base: OpenFile, path: string, otherwise: number): number {
  return onTarget(base, path, true, () => otherwise);
}
