// Where the AssemblyScript compiler and its library lie.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT, versionIn } from './package.ts';

const require = createRequire(import.meta.url);

/** AssemblyScript's console, process and clocks over WASI preview 1. */
export const WASI_SHIM_DIRECTORY = join(dirname(require.resolve('@assemblyscript/wasi-shim/package.json')), 'assembly');

/** The AssemblyScript compiler's version. */
export function compilerVersion(): string {
  return versionIn(require.resolve('assemblyscript/package.json'));
}

/** The files that the versions are in. */
export function versionFiles(): string[] {
  return [join(PACKAGE_ROOT, 'package.json'), require.resolve('assemblyscript/package.json')];
}
