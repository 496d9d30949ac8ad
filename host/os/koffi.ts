// koffi, which calls C. Finding its binary and preparing it for old programs takes koffi's own entry file five times as long as
// the system takes to load it. So the binary is loaded at once where it is known which one it is.
import { closeSync, openSync, readSync } from 'node:fs';
import type koffiEntry from 'koffi';

type Koffi = typeof koffiEntry;

/** The version whose binary can be used without the entry file. */
const KNOWN = '3.3.4';

/** Where an executable says by what it is loaded, in bytes at most. */
const HEADER = 4096;

const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);

const koffi: Koffi = binary() ?? require('koffi');
export default koffi;

function binary(): Koffi | undefined {
  try {
    if (!isGlibc()) return undefined;
    const loaded = require(`@koromix/koffi-linux-${process.arch}/linux_${process.arch}/koffi.node`) as Koffi;
    return loaded.version === KNOWN ? loaded : undefined;
  } catch {
    // It is elsewhere; the entry file finds it.
    return undefined;
  }
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
