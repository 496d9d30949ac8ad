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
