// koffi, which calls C. Finding its binary and preparing it for old programs takes koffi's own entry file five times as long as
// the system takes to load it. So the binary is loaded at once where it is known which one it is.
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type koffiEntry from 'koffi';

type Koffi = typeof koffiEntry;

/** The version whose binary can be used without the entry file. */
const KNOWN = '3.3.4';

/** Where wasock's packages are, from here: its own, or those beside it. */
const PACKAGES = ['../../node_modules', '../../..'];

/** Where an executable says by what it is loaded, in bytes at most. */
const HEADER = 4096;

const koffi: Koffi = binary() ?? process.getBuiltinModule('node:module').createRequire(import.meta.url)('koffi');
export default koffi;

function binary(): Koffi | undefined {
  try {
    return loaded();
  } catch {
    // It is not for this system.
    return undefined;
  }
}

function loaded(): Koffi | undefined {
  const file = `@koromix/koffi-linux-${process.arch}/linux_${process.arch}/koffi.node`;
  const path = PACKAGES.map((packages) => join(import.meta.dirname, packages, file)).find((one) => existsSync(one));
  // Elsewhere the entry file finds it.
  if (path === undefined || !isGlibc()) return undefined;
  const module: { exports: Partial<Koffi> } = { exports: {} };
  process.dlopen(module, path);
  return module.exports.version === KNOWN ? (module.exports as Koffi) : undefined;
}

/** Whether this program runs on glibc: there is another binary for musl. */
function isGlibc(): boolean {
  const fd = openSync('/proc/self/exe', 'r');
  try {
    const header = Buffer.allocUnsafe(HEADER);
    return header.subarray(0, readSync(fd, header)).includes('/ld-linux-');
  } finally {
    closeSync(fd);
  }
}
