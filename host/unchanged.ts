// Compiled guests whose sources have not changed, by what the system says of files: which they are, their sizes and times. A program
// cannot set the time of the last change (ctime). Looking takes a millisecond; reading the files anew, as build/cache.ts does, takes
// as long as starting Node.
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { shortHash } from './cache-directory.ts';

/** Which file, its size, and when it was written and changed. */
type Stamp = readonly [device: number, inode: number, size: number, modified: number, changed: number];

interface Kept {
  readonly entry: string;
  readonly files: readonly (readonly [path: string, stamp: Stamp | null])[];
  /** The compiled guest: its name in the directory. */
  readonly output: string;
  readonly stamp: Stamp;
}

/** A file that is as young may change without changing its times, whose ticks are that long at most, in milliseconds. */
const YOUNG_MS = 2000;

/**
 * The compiled guest of a program of which nothing has changed since `keepUnchanged`.
 *
 * @param directory that of the cache, which nobody else can write to
 * @param entry the program's absolute path
 */
export function readUnchanged(directory: string, entry: string): Uint8Array | undefined {
  try {
    const kept = JSON.parse(readFileSync(indexOf(directory, entry), 'utf8')) as Kept;
    if (kept.entry !== entry || !kept.files.every(([path, stamp]) => isSame(stampOf(path), stamp))) return undefined;
    const fd = openSync(join(directory, kept.output), 'r');
    try {
      return isSame(stamped(fstatSync(fd)), kept.stamp) ? readFileSync(fd) : undefined;
    } finally {
      closeSync(fd);
    }
  } catch {
    // There is none, or it is damaged.
    return undefined;
  }
}

/**
 * Keeps what is true of the files that a program was compiled from, and of what came of it, if all are old enough to tell.
 *
 * @param since when the first of them was read, in milliseconds
 */
export function keepUnchanged(
  directory: string,
  entry: string,
  { paths, output }: { readonly paths: readonly string[]; readonly output: string },
  since: number,
): void {
  try {
    const files = paths.map((path) => [path, stampOf(path)] as const);
    const stamp = stampOf(join(directory, output));
    const youngest = since - YOUNG_MS;
    if (stamp === null || files.some(([, one]) => one !== null && Math.max(one[3], one[4]) > youngest)) return;
    const path = indexOf(directory, entry);
    const temporary = `${path}.${process.pid}`;
    rmSync(temporary, { force: true });
    writeFileSync(temporary, JSON.stringify({ entry, files, output, stamp } satisfies Kept), {
      mode: 0o600,
      flag: 'wx',
    });
    renameSync(temporary, path);
  } catch {
    // The disk may be full, or the home directory read-only.
  }
}

function indexOf(directory: string, entry: string): string {
  return join(directory, `${shortHash(entry)}.unchanged`);
}

function stampOf(path: string): Stamp | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : stamped(found);
}

function stamped({ dev, ino, size, mtimeMs, ctimeMs }: Stats): Stamp {
  return [dev, ino, size, mtimeMs, ctimeMs];
}

function isSame(one: Stamp | null, other: Stamp | null): boolean {
  if (one === null || other === null) return one === other;
  return one.every((value, index) => value === other[index]);
}
