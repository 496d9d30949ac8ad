// Where this package's own files lie, both in a checkout (after `npm run build`) and when installed. It is the one file of this
// directory that wasock-runtime has, too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's root directory: this module is `dist/build/package.js` inside it. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The AssemblyScript library that guests import as "wasock". */
export const LIBRARY_DIRECTORY = join(PACKAGE_ROOT, 'asm');

/** The headers and the library of guests in C. */
export const C_DIRECTORY = join(PACKAGE_ROOT, 'c');

/** This package's version. */
export function packageVersion(): string {
  return versionIn(join(PACKAGE_ROOT, 'package.json'));
}

/** The version in a package.json. */
export function versionIn(path: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new TypeError(`${path} has no version`);
}
