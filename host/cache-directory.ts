import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Where compiled guests are kept: `wasock` under $XDG_CACHE_HOME or ~/.cache; null where there is no home. */
export function defaultCacheDirectory(): string | null {
  const xdg = process.env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'wasock');
  const home = process.env['HOME'];
  return home !== undefined && isAbsolute(home) ? join(home, '.cache', 'wasock') : null;
}

/** Makes the directory. @returns whether nobody else can write to it */
export function makePrivate(directory: string): boolean {
  try {
    if (mkdirSync(directory, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(directory, 0o700);
    const found = lstatSync(directory);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** The default directory, made; null if there is no home, or if others can write there. */
export function privateCacheDirectory(): string | null {
  const directory = defaultCacheDirectory();
  return directory !== null && makePrivate(directory) ? directory : null;
}

/** A number for a text, in hexadecimal, to name a file by. Others may have the same: what is in the file must say which it is. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16);
}
