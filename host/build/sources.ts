// The files that the AssemblyScript compiler asks for, and where they really lie.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { WASI_SHIM_DIRECTORY } from './compiler-package.ts';
import { LIBRARY_DIRECTORY } from './package.ts';

/** The layer under PHP's functions: the WIT of this package, or wasi:sockets. */
export type SystemLayer = 'component' | 'wasip2';

/** Where each lies in asm/system/. */
const FOLDERS: Readonly<Record<SystemLayer, string>> = { component: 'wasock', wasip2: 'wasip2' };

/** The name under which the compiler is told of the WASI shim's library files. */
export const WASI_SHIM = 'wasi-shim';

/** Beside the shim's files, wasock's own `abort`. */
const ABORT = 'wasock_abort.ts';

/** A second entry file, with what the host needs from the guest besides its memory and its `_start`. */
export const EXPORTS_ENTRY = 'node_modules/wasock/entry';

/** The entry file of the library itself. */
export const LIBRARY_ENTRY = 'node_modules/wasock/library';

const LIBRARY = /(?:^|\/)node_modules\/wasock\/(.+)$/;
// An entry file's own path is not ~lib/wasock/…, so files that it imports relatively would be compiled a second time, with
// their own state. So an entry is one line, which imports asm/exports.ts in the same way as the guest imports the library.
const VIRTUAL: Record<string, string> = {
  'library.ts': 'export * from "wasock/component/index";\n',
};

/** Answers the compiler's questions for files, and remembers the answers: they are what its output depends on. */
export class Sources {
  /** Absolute path of each file asked for: the SHA-256 of its contents, or null where there was none. */
  readonly read: Map<string, string | null> = new Map();
  /** The text of the second entry file. */
  entry = 'export * from "wasock/exports";\n';
  readonly #system: SystemLayer;

  constructor(system: SystemLayer) {
    this.#system = system;
  }

  /** The text of `name` under `base`, or null if there is no such file. */
  readFile(name: string, base: string): string | null {
    // A guest is compiled with this package's options. Those of a surrounding project do not apply.
    if (basename(name) === 'asconfig.json') return null;
    if (base === WASI_SHIM && name === ABORT) return this.#load(resolve(LIBRARY_DIRECTORY, 'abort.ts'));
    if (base === WASI_SHIM) return this.#load(resolve(WASI_SHIM_DIRECTORY, name));
    const path = resolve(base, name);
    const inLibrary = LIBRARY.exec(path)?.[1];
    if (inLibrary === undefined) return this.#load(path);
    if (inLibrary === 'system/index.ts') return `export * from "./${FOLDERS[this.#system]}";\n`;
    if (inLibrary === 'entry.ts') return this.entry;
    return VIRTUAL[inLibrary] ?? this.#load(resolve(LIBRARY_DIRECTORY, inLibrary));
  }

  /** The names of the AssemblyScript files in a directory, or null if there is no such directory. */
  listFiles(directory: string, base: string): string[] | null {
    const path = directory === WASI_SHIM ? WASI_SHIM_DIRECTORY : resolve(base, directory);
    try {
      const names = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
      return directory === WASI_SHIM ? [...names, ABORT] : names;
    } catch {
      return null;
    }
  }

  #load(path: string): string | null {
    const text = readText(path);
    this.read.set(path, text === null ? null : contentHash(text));
    return text;
  }
}

/** The text of a file, or null if it cannot be read. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The SHA-256 of a content, in hexadecimal. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
