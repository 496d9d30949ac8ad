import { errnoName } from '../../os/errno.ts';
import type { Errno } from '../../generated/wit-types.ts';
import { DONE, err, ok, type Result } from '../result.ts';

/** `error-code` of wasi:filesystem/types. */
export type ErrorCode =
  | 'access'
  | 'would-block'
  | 'already'
  | 'bad-descriptor'
  | 'busy'
  | 'deadlock'
  | 'quota'
  | 'exist'
  | 'file-too-large'
  | 'illegal-byte-sequence'
  | 'in-progress'
  | 'interrupted'
  | 'invalid'
  | 'io'
  | 'is-directory'
  | 'loop'
  | 'too-many-links'
  | 'message-size'
  | 'name-too-long'
  | 'no-device'
  | 'no-entry'
  | 'no-lock'
  | 'insufficient-memory'
  | 'insufficient-space'
  | 'not-directory'
  | 'not-empty'
  | 'not-recoverable'
  | 'unsupported'
  | 'no-tty'
  | 'no-such-device'
  | 'overflow'
  | 'not-permitted'
  | 'pipe'
  | 'read-only'
  | 'invalid-seek'
  | 'text-file-busy'
  | 'cross-device';

/** The documentation of the WIT names the errno of each. What has no case is `io`. */
const CODES: ReadonlyMap<Errno, ErrorCode> = new Map<Errno, ErrorCode>([
  ['eacces', 'access'],
  ['eagain', 'would-block'],
  ['ealready', 'already'],
  ['ebadf', 'bad-descriptor'],
  ['ebusy', 'busy'],
  ['edeadlk', 'deadlock'],
  ['edquot', 'quota'],
  ['eexist', 'exist'],
  ['efbig', 'file-too-large'],
  ['eilseq', 'illegal-byte-sequence'],
  ['einprogress', 'in-progress'],
  ['eintr', 'interrupted'],
  ['einval', 'invalid'],
  ['eio', 'io'],
  ['eisdir', 'is-directory'],
  ['eloop', 'loop'],
  ['emlink', 'too-many-links'],
  ['emsgsize', 'message-size'],
  ['enametoolong', 'name-too-long'],
  ['enodev', 'no-device'],
  ['enoent', 'no-entry'],
  ['enolck', 'no-lock'],
  ['enomem', 'insufficient-memory'],
  ['enospc', 'insufficient-space'],
  ['enotdir', 'not-directory'],
  ['enotempty', 'not-empty'],
  ['enotrecoverable', 'not-recoverable'],
  ['eopnotsupp', 'unsupported'],
  ['enosys', 'unsupported'],
  ['enotty', 'no-tty'],
  ['enxio', 'no-such-device'],
  ['eoverflow', 'overflow'],
  ['eperm', 'not-permitted'],
  ['epipe', 'pipe'],
  ['erofs', 'read-only'],
  ['espipe', 'invalid-seek'],
  ['etxtbsy', 'text-file-busy'],
  ['exdev', 'cross-device'],
  // Too many open files: the WIT has no case for it.
  ['emfile', 'insufficient-memory'],
  ['enfile', 'insufficient-memory'],
]);

export function errorCodeOf(errno: Errno): ErrorCode {
  return CODES.get(errno) ?? 'io';
}

/** A result of an outcome: a value, or minus the system's errno. */
export function resultOf<T extends object | string>(outcome: T | number): Result<T, ErrorCode> {
  return typeof outcome === 'number' ? failed(outcome) : ok(outcome);
}

/** A result without a value. */
export function doneOf(outcome: number): Result<undefined, ErrorCode> {
  return outcome < 0 ? failed(outcome) : DONE;
}

/** @param outcome minus the system's errno */
export function failed(outcome: number): Result<never, ErrorCode> {
  return err(errorCodeOf(errnoName(-outcome)));
}
