// The compiled libraries of c/. They are cached, since they take longer to compile than most programs.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defaultCacheDirectory, makePrivate } from '../cache-directory.ts';
import { readKept, writeAtomically } from './cache.ts';
import { C_DIRECTORY } from './package.ts';
import { contentHash } from './sources.ts';

/** A compiled library in the cache, one file for each. */
interface Kept {
  /** A hash of everything that the objects were made from. */
  key: string;
  /** Each object's name in its directory, and its bytes in base64. */
  objects: [name: string, bytes: string][];
}

/**
 * Puts a library's objects into a directory: from the cache, if nothing has changed, or else compiled again.
 *
 * @param library the name of its directory in c/
 * @param madeWith what they depend on besides the files of c/: the compiler, its arguments
 * @param compile compiles them into the directory, and returns the compiler's exit code
 * @returns 0, or the compiler's exit code
 */
export function provideObjects(
  library: string,
  directory: string,
  madeWith: readonly string[],
  compile: () => number,
): number {
  const cache = defaultCacheDirectory();
  if (cache === null || !makePrivate(cache)) return compile();
  const path = join(cache, `c-${library}.json`);
  const key = contentHash(JSON.stringify([files(), madeWith]));
  const kept = readKept(path, isKept);
  if (kept?.key === key) {
    for (const [name, bytes] of kept.objects) writeFileSync(join(directory, basename(name)), bytes, 'base64');
    return 0;
  }
  const code = compile();
  if (code === 0) keep(path, key, directory);
  return code;
}

/** The headers and sources, by path. */
function files(): [path: string, hash: string][] {
  const found = readdirSync(C_DIRECTORY, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => [path, contentHash(readFileSync(path))]);
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('objects' in value)) return false;
  if (typeof value.key !== 'string' || !Array.isArray(value.objects) || value.objects.length === 0) return false;
  return value.objects.every(
    (object: unknown) => Array.isArray(object) && object.every((part) => typeof part === 'string'),
  );
}

function keep(path: string, key: string, directory: string): void {
  const objects = readdirSync(directory).map((name): [string, string] => [
    name,
    readFileSync(join(directory, name), 'base64'),
  ]);
  try {
    writeAtomically(path, JSON.stringify({ key, objects } satisfies Kept));
  } catch {
    // The disk may be full, or the home directory read-only. The program is compiled anyway.
  }
}
