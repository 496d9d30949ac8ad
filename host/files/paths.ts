import { errnoNumber } from '../os/errno.ts';
import { refuseOverflow } from '../stack-room.ts';

const EILSEQ = errnoNumber('eilseq');
const EINVAL = errnoNumber('einval');
const ENAMETOOLONG = errnoNumber('enametoolong');
const ENOENT = errnoNumber('enoent');
const EPERM = errnoNumber('eperm');

/** PATH_MAX of Linux. */
const LONGEST = 4096;

/**
 * Refuses paths of a guest's that no directory has: absolute ones, empty ones, and such with a NUL, where C would end.
 *
 * @returns 0 or minus the system's errno
 */
export function refusal(path: string): number {
  if (path.length > LONGEST) return -ENAMETOOLONG;
  if (path.includes('\0')) return -EINVAL;
  if (path === '') return -ENOENT;
  if (path.startsWith('/')) return -EPERM;
  return 0;
}

/** A path in two: where its last component lies, and that. */
export interface SplitPath {
  /** Empty for the directory that the path starts from. */
  readonly parent: string;
  /** The last component, with a slash if the path ends in one or several. */
  readonly name: string;
  /** Whether the last component is a name, which no system call follows: not `.` nor `..`, and without a slash. */
  readonly isName: boolean;
}

/** Splits a path that was not refused. */
export function split(path: string): SplitPath {
  const trimmed = path.replace(/\/+$/, '');
  const at = trimmed.lastIndexOf('/') + 1;
  const last = trimmed.slice(at);
  const hasSlash = trimmed.length < path.length;
  return {
    parent: trimmed.slice(0, at),
    name: hasSlash ? `${last}/` : last,
    isName: !hasSlash && last !== '.' && last !== '..',
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 as text. @returns or minus the system's errno: EILSEQ */
export function decoded(bytes: Uint8Array): string | number {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    refuseOverflow(error);
    return -EILSEQ;
  }
}

/** Whether a name is `.` or `..`. */
export function isDots(name: Uint8Array): boolean {
  return name[0] === 0x2e && (name.length === 1 || (name.length === 2 && name[1] === 0x2e));
}
