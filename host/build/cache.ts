// Compiled guests on disk. An entry is used only if every file that the compiler read has not changed, and every file that
// it did not find is still missing. The directory is used only if nobody else can write to it.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePrivate } from '../cache-directory.ts';
import { type CompileOptions, compileGuest, compilerFlags, systemLayer } from './compile.ts';
import { componentInputs } from './component.ts';
import { compilerVersion, versionFiles } from './compiler-package.ts';
import { packageVersion } from './package.ts';
import { contentHash, readText, Sources } from './sources.ts';
import { witFiles } from './wit.ts';

/** What is known of an earlier compilation. */
interface Manifest {
  /** SHA-256 of the compiled guest. It is in a file of that name beside the manifest. */
  output: string;
  /** Path of each file the compiler asked for, with its SHA-256, or null where there was none. */
  files: [path: string, hash: string | null][];
}

/**
 * As {@link compileGuest}, but a guest compiled before from the same files with the same options is taken from
 * `directory`. If the directory cannot be written, or others can write to it, it is not used, and the guest is compiled.
 */
export async function compileCached(
  entry: string,
  directory: string,
  options: CompileOptions = {},
): Promise<Uint8Array> {
  if (!makePrivate(directory)) return compileGuest(entry, options);
  const manifestPath = join(directory, `${cacheKey(entry, options)}.json`);
  const manifest = readKept(manifestPath, isManifest);
  if (manifest !== null && areCurrent(manifest.files)) {
    const output = readOutput(join(directory, `${manifest.output}.wasm`), manifest.output);
    if (output !== null) return output;
  }
  const sources = new Sources(systemLayer(options));
  let silent = true;
  const output = await compileGuest(
    entry,
    {
      ...options,
      onDiagnostics(text) {
        silent = false;
        options.onDiagnostics?.(text);
      },
    },
    sources,
  );
  // A guest with warnings is compiled each time, so that the warnings are seen each time.
  if (silent) store(directory, manifestPath, output, sources, manifest);
  return output;
}

/**
 * Of a guest that `compileCached` has compiled, and whose files are as they were: the paths of all files that it depends on, and
 * of the compiled guest, in the directory. Undefined if it is not kept.
 */
export function keptInputs(
  entry: string,
  directory: string,
  options: CompileOptions = {},
): { readonly paths: readonly string[]; readonly output: string } | undefined {
  const manifest = readKept(join(directory, `${cacheKey(entry, options)}.json`), isManifest);
  if (manifest === null) return undefined;
  const own = [...versionFiles(), ...witFiles(), fileURLToPath(import.meta.url)];
  return { paths: [...manifest.files.map(([path]) => path), ...own], output: `${manifest.output}.wasm` };
}

/** What the compiled guest depends on besides the files that the compiler reads. */
function cacheKey(entry: string, options: CompileOptions): string {
  const versions = [packageVersion(), compilerVersion()];
  return contentHash(
    JSON.stringify([versions, componentInputs(), options.target ?? 'core', compilerFlags(options), resolve(entry)]),
  );
}

/** The JSON of a file in the cache; null if it cannot be read, or `isWhole` rejects it. */
export function readKept<T>(path: string, isWhole: (value: unknown) => value is T): T | null {
  const text = readText(path);
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isWhole(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || !('output' in value) || !('files' in value)) return false;
  return typeof value.output === 'string' && /^[0-9a-f]{64}$/.test(value.output) && Array.isArray(value.files);
}

/** Whether files are as they were. @param files with the SHA-256 of each, or null for one that did not exist */
export function areCurrent(files: Iterable<readonly [path: string, hash: string | null]>): boolean {
  return Array.from(files).every(([path, hash]) => currentHash(path) === hash);
}

/** The SHA-256 of a file; null if it cannot be read. */
export function currentHash(path: string): string | null {
  const text = readText(path);
  return text === null ? null : contentHash(text);
}

function readOutput(path: string, hash: string): Uint8Array | null {
  try {
    const bytes = new Uint8Array(readFileSync(path));
    return contentHash(bytes) === hash ? bytes : null;
  } catch {
    return null;
  }
}

function store(directory: string, path: string, output: Uint8Array, sources: Sources, old: Manifest | null): void {
  const manifest: Manifest = { output: contentHash(output), files: [...sources.read] };
  try {
    writeAtomically(join(directory, `${manifest.output}.wasm`), output);
    writeAtomically(path, JSON.stringify(manifest));
    // The cache keeps one guest per entry file and options, so it does not grow with every change of a program.
    if (old !== null && old.output !== manifest.output) rmSync(join(directory, `${old.output}.wasm`), { force: true });
  } catch {
    // The disk may be full, or the home directory read-only. The guest runs anyway.
  }
}

/** Writes a file such that nobody sees it half-written. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
