// Where the system finds a local socket, by the links that are there now. Nobody keeps them from changing afterwards.
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { sameBytes } from './local.ts';
import { refuseOverflow } from '../stack-room.ts';

/** How many links Linux follows on the way to a file: MAXSYMLINKS. */
const MOST_LINKS = 40;

/** What a path is without its links. */
export interface Followed {
  /** From the root, without links, `.` and `..`. What does not exist stays as it was written. */
  readonly path: Uint8Array;
  /** How many links were followed. */
  readonly links: number;
}

/**
 * Where the system would find a local socket: its path without links, `.` and `..`. An abstract or empty name stays as it
 * is. Where links cannot be followed to their end, they stay.
 */
export function resolvedPath(name: Uint8Array): Uint8Array {
  return isPath(name) ? (followed(name)?.path ?? bytesOf(posix.resolve(start(name) ?? '/', textOf(name)))) : name;
}

/** Whether a local socket's name is a path: neither abstract nor empty. */
export function isPath(name: Uint8Array): boolean {
  return name.length > 0 && name[0] !== 0;
}

/** Follows every link of a path. @returns undefined if there are too many, or one that cannot be read; or nowhere to start */
export function followed(name: Uint8Array): Followed | undefined {
  if (isReal(name)) return { path: name, links: 0 };
  let links = 0;
  let real = start(name);
  if (real === undefined) return undefined;
  const rest = segments(textOf(name));
  for (let segment = rest.pop(); segment !== undefined; segment = rest.pop()) {
    const at = posix.join(real, segment);
    // What is left has neither a link nor a dot: `real` does not, and `..` goes up from where a link has led.
    const link = segment === '..' ? '' : linkAt(at);
    if (link === undefined) return undefined;
    if (link === '') {
      real = at;
      continue;
    }
    if (++links > MOST_LINKS) return undefined;
    if (link.startsWith('/')) real = '/';
    rest.push(...segments(link));
  }
  return { path: bytesOf(real), links };
}

/** Whether a path exists, and is as the system would write it: most are, and this is the quickest way to know. */
function isReal(name: Uint8Array): boolean {
  try {
    return sameBytes(realpathSync.native(Buffer.from(name), 'buffer'), name);
  } catch (error) {
    refuseOverflow(error);
    return false;
  }
}

/** The parts of a path, the last one first. */
function segments(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .toReversed();
}

/** The text of a link; '' for what is none; undefined if it cannot be known. */
function linkAt(path: string): string | undefined {
  try {
    const at = bytesOf(path);
    return lstatSync(at, MAY_LACK)?.isSymbolicLink() === true ? textOf(readlinkSync(at, 'buffer')) : '';
  } catch (error) {
    refuseOverflow(error);
    return NO_LINK.has((error as NodeJS.ErrnoException).code ?? '') ? '' : undefined;
  }
}

const MAY_LACK = { throwIfNoEntry: false } as const;

/** Errors for what is no link by now, or does not exist; Node's for a NUL, which no path has. */
const NO_LINK = new Set(['EINVAL', 'ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE']);

/**
 * Where a path starts: the root, or the working directory, without links. The system is asked each time: the directory may have been
 * moved, which `process.cwd()` does not notice.
 *
 * @returns undefined if the directory has been removed
 */
function start(name: Uint8Array): string | undefined {
  if (name[0] === SLASH) return '/';
  try {
    return textOf(realpathSync.native('.', 'buffer'));
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}

const SLASH = 0x2f;

/** Bytes as characters of one byte each: names need not be UTF-8. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> & Buffer {
  return Buffer.from(text, 'latin1');
}
