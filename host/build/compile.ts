// AssemblyScript to WebAssembly, in memory.
import { basename, dirname, resolve } from 'node:path';
import { EXPORTS_SECTION } from '../abi/exported-functions.ts';
import { unsignedLeb } from '../wasm/reader.ts';
import { forks, makeForkable } from './asyncify.ts';
import { embedWorld, makeComponent } from './component.ts';
import { renameExports } from './export-names.ts';
import { exportedFunctions } from './exported-in-source.ts';
import { type ExportedFunction, type GuestExports, guestExports, obstacle } from './guest-exports.ts';
import { hintsFor } from './hints.ts';
import { EXPORTS_ENTRY, Sources, WASI_SHIM, type SystemLayer } from './sources.ts';

/**
 * What a guest is compiled to.
 *
 * - `core`: a core module that imports WASI preview 1 and `wasock:sockets`, for this package's host.
 * - `component`: a component that imports `wasock:sockets` and `wasi:*`.
 * - `wasip2`: a component that imports `wasi:*` only, for any WASI 0.2 runtime.
 */
export type Target = 'core' | 'component' | 'wasip2';

export interface CompileOptions {
  /** `core` if absent. */
  target?: Target;
  /** Optimise for speed (on if absent); off compiles faster. */
  optimize?: boolean;
  /** Keep function names, for readable traps (off if absent). */
  debug?: boolean;
  /** Whether the compiler's messages are coloured for a terminal (no if absent). */
  color?: boolean;
  /** Takes the compiler's messages as it formats them, including warnings, and also if it fails. */
  onDiagnostics?(text: string): void;
}

interface MapOptions {
  /** Takes the source map, which is made only then. */
  onSourceMap?(text: string): void;
}

/** A guest that does not compile; `diagnostics` holds the compiler's messages as it formats them. */
export class CompileError extends Error {
  readonly code = 'ERR_WASOCK_COMPILE';
  /** The program's file, as it was given. */
  readonly entry: string;
  readonly diagnostics: string;
  /** What to do instead of what AssemblyScript cannot do. */
  readonly hints: readonly string[];

  constructor(entry: string, diagnostics: string) {
    super(`${entry} does not compile\n${diagnostics}`);
    this.name = 'CompileError';
    this.entry = entry;
    this.diagnostics = diagnostics;
    this.hints = hintsFor(diagnostics);
  }
}

// The options of @assemblyscript/wasi-shim's asconfig.json. The compiler cannot be told to read them from there.
const WASI_ALIASES = [
  'ASC_WASI=1',
  // Not wasi_abort: asm/abort.ts says which call had failed.
  'abort=wasock_abort',
  'trace=wasi_trace',
  'seed=wasi_seed',
  'console=wasi_console',
  'crypto=wasi_crypto',
  'performance=wasi_performance',
  'process=wasi_process',
  'Date=wasi_Date',
];

/** The compiler's flags for everything that is compiled here. */
export const COMMON_FLAGS: readonly string[] = [
  ...['--runtime', 'incremental'],
  // How many bytes are allocated between two steps of the garbage collector. At its own 1024 a small guest collects
  // its whole heap every few dozen reads, which doubles the cost of making a buffer (measured: 103 against 50 ns).
  ...['--use', 'ASC_GC_GRANULARITY=65536'],
];

export const OPTIMIZING_FLAGS: readonly string[] = ['--optimizeLevel', '3', '--shrinkLevel', '0'];

/**
 * Compiles an AssemblyScript program that imports "wasock".
 *
 * @param entry path of the program's file
 * @param sources reads the program's files; afterwards it knows what the result depends on
 * @returns the module or component
 * @throws {CompileError} where the program has errors
 */
export async function compileGuest(
  entry: string,
  options: CompileOptions = {},
  sources: Sources = new Sources(systemLayer(options)),
): Promise<Uint8Array> {
  const functions = await crossing(entry, options, sources);
  const made = guestExports(functions, `../../${basename(entry, '.ts')}`);
  const calls = functions.length === 0 ? undefined : made.source;
  const linked = await compileCore(entry, options, sources, calls);
  const isCore = (options.target ?? 'core') === 'core';
  const compiled = isCore && forks(linked) ? await makeForkable(linked, options) : linked;
  const core = await embedWorld(withExports(compiled, made), systemLayer(options), made.lines.map(escaped));
  return isCore ? core : makeComponent(core);
}

/** The same core module as of `compileGuest` before it gets what is not code, with the names of its functions, and its source map. */
export async function compileMapped(entry: string): Promise<{ core: Uint8Array; map: string }> {
  let map = '';
  const options: CompileOptions & MapOptions = { debug: true, onSourceMap: (text) => (map = text) };
  const sources = new Sources(systemLayer(options));
  const functions = await crossing(entry, options, sources);
  const calls = functions.length === 0 ? undefined : guestExports(functions, `../../${basename(entry, '.ts')}`).source;
  return { core: await compileCore(entry, options, sources, calls), map };
}

/** The system layer under PHP's functions for this target. */
export function systemLayer(options: CompileOptions): SystemLayer {
  return options.target === 'wasip2' ? 'wasip2' : 'component';
}

/** The compiler's flags for these options, without the files: what its output depends on besides them. */
export function compilerFlags(options: CompileOptions): string[] {
  return [
    ...COMMON_FLAGS,
    ...['--exportStart', '_start', '--lib', WASI_SHIM],
    ...WASI_ALIASES.flatMap((alias) => ['--use', alias]),
    ...((options.optimize ?? true) ? OPTIMIZING_FLAGS : []),
    ...(options.debug ? ['--debug'] : []),
  ];
}

/** The functions that a program exports and that cross. Others are said to be left out. */
async function crossing(
  entry: string,
  { onDiagnostics }: CompileOptions,
  sources: Sources,
): Promise<ExportedFunction[]> {
  const path = resolve(entry);
  const functions = await exportedFunctions(sources.readFile(basename(path), dirname(path)) ?? '');
  return functions.filter((one) => {
    const why = obstacle(one);
    if (why !== undefined) onDiagnostics?.(`WARNING: ${one.name} cannot be called from outside: ${why}\n`);
    return why === undefined;
  });
}

/** The module with the names of its exports in the component model, and the section that tells their types. */
function withExports(core: Uint8Array, { lines, names }: GuestExports): Uint8Array {
  if (lines.length === 0) return core;
  const renamed = renameExports(core, (name) => [names.get(name) ?? name]);
  const name = new TextEncoder().encode(EXPORTS_SECTION);
  const content = Buffer.concat([unsignedLeb(name.length), name, new TextEncoder().encode(lines.join('\n'))]);
  return new Uint8Array(Buffer.concat([renamed, Uint8Array.of(0), unsignedLeb(content.length), content]));
}

/** A line of WIT, whose names may be words of WIT. */
function escaped(line: string): string {
  return line.replaceAll(/(^|[(,] ?)([a-z])/g, '$1%$2');
}

/** The core module of a program, without its WIT. @param calls the entry file for functions that cross, if it has any */
function compileCore(
  entry: string,
  options: CompileOptions & MapOptions,
  sources: Sources,
  calls: string | undefined,
): Promise<Uint8Array> {
  // The directory of the entry is the base, so that the same program gives the same bytes wherever it is compiled from.
  const path = resolve(entry);
  if (calls !== undefined) sources.entry = calls;
  const own = calls === undefined ? [`./${basename(path)}`] : [];
  const files = [...own, EXPORTS_ENTRY, '--baseDir', dirname(path)];
  return runCompiler(entry, [...files, ...compilerFlags(options)], options, sources);
}

/**
 * Runs the compiler.
 *
 * @param what is compiled, for messages
 * @param args files and flags, without those for the output
 * @returns the core module
 * @throws {CompileError} where there are errors
 */
export async function runCompiler(
  what: string,
  args: readonly string[],
  { color = false, onDiagnostics, onSourceMap }: Pick<CompileOptions, 'color' | 'onDiagnostics'> & MapOptions,
  sources: Sources,
): Promise<Uint8Array> {
  // Loaded when needed: a guest from the cache is started without the compiler.
  const { main } = await import('assemblyscript/asc');
  let diagnostics = '';
  let binary: Uint8Array | undefined;
  const stderr = {
    isTTY: color,
    write(chunk: string | Uint8Array) {
      diagnostics += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    },
  };
  // Said explicitly, because the compiler also looks at the environment.
  const flags = [...(color ? [] : ['--noColors']), ...(onSourceMap === undefined ? [] : ['--sourceMap'])];
  const output = ['--outFile', 'module.wasm', ...flags];
  const { error } = await main([...args, ...output], {
    stdout: stderr,
    stderr,
    readFile: (name, base) => sources.readFile(name, base),
    listFiles: (directory, base) => sources.listFiles(directory, base),
    writeFile(name, contents) {
      if (typeof contents !== 'string') binary = contents;
      else if (name.endsWith('.map')) onSourceMap?.(contents);
    },
  });
  if (diagnostics !== '') onDiagnostics?.(diagnostics);
  if (error !== null || binary === undefined) throw new CompileError(what, diagnostics);
  return binary;
}
