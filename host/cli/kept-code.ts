// What V8 has made of the command's own files, kept from one run for the next: of each function that was called, so that none is parsed
// again. Node's own cache (`module.enableCompileCache`) has what is made before anything is called, which saves half.
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { shortHash } from '../cache-directory.ts';

/** Two numbers before all else: the bytes of the source, and of the code. */
const HEADER = 8;

type Require = (id: string) => unknown;

/** How a file of the bundle loads what is not of the bundle. */
export interface Others {
  readonly require: Require;
  /** As import(), which is experimental in scripts. */
  readonly import: (id: string) => Promise<unknown>;
}

/** What a file of the bundle is. It returns what fills its exports for other files. */
type Body = (
  exports: object,
  require: Require,
  load: Others['import'],
  filename: string,
  dirname: string,
) => () => void;

interface Loaded {
  readonly exports: object;
  /** Fills the exports, the first time. */
  fill: () => void;
  readonly script: Script;
  readonly source: Buffer;
  /** Whether its code was kept by an earlier run. */
  readonly wasKept: boolean;
}

/** Loads the files of the bundle. */
export class KeptCode {
  readonly #from: string;
  readonly #directory: string | null;
  readonly #others: Others;
  readonly #loaded = new Map<string, Loaded>();

  /**
   * @param from the directory of the bundle
   * @param directory where the code is kept, which nobody else can write to: what is there is run; null to keep none
   */
  constructor(from: string, directory: string | null, others: Others) {
    this.#from = from;
    this.#others = others;
    this.#directory = directory && join(directory, 'code');
  }

  /** Runs the first file of the bundle. @param name without a directory @returns what it exports for others than the bundle */
  load(name: string): object {
    return this.#load(name).exports;
  }

  #load(name: string): Loaded {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const filename = join(this.#from, name);
    const source = readFileSync(filename);
    const cachedData = this.#read(name, source);
    const script = new Script(source.toString('latin1'), {
      filename,
      ...(cachedData !== undefined && { cachedData }),
    });
    const wasKept = cachedData !== undefined && script.cachedDataRejected === false;
    const loaded: Loaded = { exports: {}, fill: () => {}, script, source, wasKept };
    this.#loaded.set(name, loaded);
    const body: Body = script.runInThisContext();
    loaded.fill = body(loaded.exports, this.#resolve, this.#others.import, filename, this.#from);
    return loaded;
  }

  // Node's own modules are not required, which would make a function for each file first.
  readonly #resolve: Require = (id) => {
    if (id.startsWith('node:')) return process.getBuiltinModule(id);
    if (!id.startsWith('./')) return this.#others.require(id);
    const loaded = this.#load(id.slice(2));
    loaded.fill();
    loaded.fill = () => {};
    return loaded.exports;
  };

  /** Keeps the code, if that of a file was not kept: all of it, since the functions may be called in other files, too. */
  keep(): void {
    if (this.#directory === null || [...this.#loaded.values()].every(({ wasKept }) => wasKept)) return;
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      for (const [name, { script, source }] of this.#loaded) {
        const code = script.createCachedData();
        const header = Buffer.alloc(HEADER);
        header.writeUInt32LE(source.length, 0);
        header.writeUInt32LE(code.length, 4);
        // Twice, because V8 does not check it: a file that is broken would end the process.
        replace(this.#file(name), Buffer.concat([header, source, code, code]));
      }
    } catch {
      // The disk may be full, or the home directory read-only.
    }
  }

  #file(name: string): string {
    return join(this.#directory ?? '', `${name}.${process.version}-${process.arch}-${shortHash(this.#from)}`);
  }

  /** The code that is kept for a source; undefined if there is none that is whole, and one's own. */
  #read(name: string, source: Buffer): Buffer | undefined {
    if (this.#directory === null) return undefined;
    const kept = readOwn(this.#file(name));
    if (kept === undefined || kept.length < HEADER || kept.readUInt32LE(0) !== source.length) return undefined;
    const codeLength = kept.readUInt32LE(4);
    const start = HEADER + source.length;
    if (kept.length !== start + 2 * codeLength || !kept.subarray(HEADER, start).equals(source)) return undefined;
    const code = kept.subarray(start, start + codeLength);
    return code.equals(kept.subarray(start + codeLength)) ? code : undefined;
  }
}

/** The content of a file that only this user can write. */
function readOwn(path: string): Buffer | undefined {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const { uid, mode } = fstatSync(fd);
    return uid === process.getuid?.() && (mode & 0o022) === 0 ? readFileSync(fd) : undefined;
  } finally {
    closeSync(fd);
  }
}

function replace(path: string, content: Buffer): void {
  const temporary = `${path}.${process.pid}`;
  try {
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
