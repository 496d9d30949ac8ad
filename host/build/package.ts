// Where this package's own files lie, both in a checkout (after `npm run build`) and when installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's root directory: this module is `dist/build/package.js` inside it. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The AssemblyScript library that guests import as "wasock". */
export const LIBRARY_DIRECTORY = join(PACKAGE_ROOT, 'asm');

/** The headers and the library of guests in C. */
export const C_DIRECTORY = join(PACKAGE_ROOT, 'c');

const require = createRequire(import.meta.url);

/** AssemblyScript's console, process and clocks over WASI preview 1. */
export const WASI_SHIM_DIRECTORY = join(dirname(require.resolve('@assemblyscript/wasi-shim/package.json')), 'assembly');

/** This package's version. */
export function packageVersion(): string {
  return versionIn(join(PACKAGE_ROOT, 'package.json'));
}

/** The AssemblyScript compiler's version. */
export function compilerVersion(): string {
  return versionIn(require.resolve('assemblyscript/package.json'));
}

/** The files that the versions are in. */
export function versionFiles(): string[] {
  return [join(PACKAGE_ROOT, 'package.json'), require.resolve('assemblyscript/package.json')];
}

function versionIn(path: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new TypeError(`${path} has no version`);
}
