// AssemblyScript to WebAssembly, in memory.
import { basename, dirname, resolve } from 'node:path';
import { embedWorld, makeComponent } from './component.ts';
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

/** A guest that does not compile; `diagnostics` holds the compiler's messages as it formats them. */
export class CompileError extends Error {
  readonly code = 'ERR_WASOCK_COMPILE';
  /** The program's file, as it was given. */
  readonly entry: string;
  readonly diagnostics: string;

  constructor(entry: string, diagnostics: string) {
    super(`${entry} does not compile\n${diagnostics}`);
    this.name = 'CompileError';
    this.entry = entry;
    this.diagnostics = diagnostics;
  }
}

// The options of @assemblyscript/wasi-shim's asconfig.json. The compiler cannot be told to read them from there.
const WASI_ALIASES = [
  'ASC_WASI=1',
  'abort=wasi_abort',
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
  const core = await embedWorld(await compileCore(entry, options, sources), systemLayer(options));
  return (options.target ?? 'core') === 'core' ? core : makeComponent(core);
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

/** The core module of a program, without its WIT. */
function compileCore(entry: string, options: CompileOptions, sources: Sources): Promise<Uint8Array> {
  // The directory of the entry is the base, so that the same program gives the same bytes wherever it is compiled from.
  const path = resolve(entry);
  const files = [`./${basename(path)}`, EXPORTS_ENTRY, '--baseDir', dirname(path)];
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
  { color = false, onDiagnostics }: Pick<CompileOptions, 'color' | 'onDiagnostics'>,
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
  const output = ['--outFile', 'module.wasm', ...(color ? [] : ['--noColors'])];
  const { error } = await main([...args, ...output], {
    stdout: stderr,
    stderr,
    readFile: (name, base) => sources.readFile(name, base),
    listFiles: (directory, base) => sources.listFiles(directory, base),
    writeFile(_name, contents) {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  if (diagnostics !== '') onDiagnostics?.(diagnostics);
  if (error !== null || binary === undefined) throw new CompileError(what, diagnostics);
  return binary;
}
