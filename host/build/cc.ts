// C and C++ to WebAssembly: clang, with the headers and a library of c/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { messageOf } from '../thrown.ts';
import { chooseLibrary, type CLibrary, ToolchainError } from './c-library.ts';
import { provideObjects } from './c-objects.ts';
import { C_DIRECTORY } from './package.ts';

export { ToolchainError };

/** Thrown if the module that clang has linked cannot be turned into the output. */
export class OutputError extends Error {
  readonly code = 'ERR_WASOCK_OUTPUT';
}

/** Features that wasi-libc emulates on request, and that programs for sockets often use. */
const EMULATED = ['signal', 'getpid', 'process-clocks', 'mman'];

/** Without it, a program that prints or reads a `long double` is ended. It is 5 KiB. */
const LONG_DOUBLE = '-lc-printscan-long-double';

/** Bytes of the stack. The linker's default of 64 KiB is little for programs that were written for an operating system. */
const STACK = 1 << 20;

/** setjmp by WebAssembly's exceptions. Where nothing is compiled, it means nothing. */
const JUMPS = ['--start-no-unused-arguments', '-mllvm', '-wasm-enable-sjlj', '--end-no-unused-arguments'];

/** Arguments with which clang links nothing. */
const NO_LINKING = /^(-c|-S|-E|-M|-MM|-fsyntax-only|-###|--version|-dump.*|-print-.*|--print-.*)$/;

/** Arguments with which a program says how it starts. */
const OWN_START = /^-(nostartfiles|nostdlib|mexec-model=.*)$/;

/** Arguments whose value is the next argument, which is then no file to compile. */
const WITH_VALUE = new Set(['-o', '-I', '-D', '-U', '-L', '-l', '-x', '-include', '-isystem', '-MF', '-MT', '-MQ']);

/** Sources in C++. A program that links only objects names the C++ libraries itself. */
const CXX = /\.(cc|cp|cpp|cxx|c\+\+|C|CPP)$/;

/** Arguments that link C++. The C++ library for WASI has no exceptions. */
const CXX_LIBRARIES = ['-lc++', '-lc++abi'];

/**
 * Runs clang with these arguments, for programs that use BSD sockets, or with `--php` PHP's functions. The output is a
 * core module for this package's host. With `--target component` or `--php` it is a component. With both, or with
 * `--php --target wasip2` for WASI 0.2 runtimes, the component has the library in it.
 *
 * @returns clang's exit code
 * @throws {ToolchainError} if there is no clang, or no such target for BSD's sockets
 * @throws {OutputError} if what clang has linked cannot be made a component, or cannot be written
 */
export async function compileC(given: readonly string[]): Promise<number> {
  const { args, library } = chooseLibrary(given);
  if (/(^|\0)--target[=\0]wasip2(\0|$)/.test(args.join('\0'))) {
    throw new ToolchainError("--target wasip2 needs --php: BSD sockets work on wasock's own host only");
  }
  const target = ['--target=wasm32-wasi', ...sysroot()];
  const common = [
    ...target,
    '-isystem',
    join(C_DIRECTORY, 'include'),
    ...systemHeaders(target),
    '-fno-exceptions',
    ...JUMPS,
  ];
  if (library.wrapped.length === 0) common.push('-D__wasock_php');
  const emulation = EMULATED.map((name) => `-D_WASI_EMULATED_${name.replace('-', '_').toUpperCase()}`);
  if (args.some((arg) => NO_LINKING.test(arg)) || !hasInput(args)) return clang([...common, ...emulation, ...args]);

  const directory = mkdtempSync(join(process.env['TMPDIR'] ?? '/tmp', 'wasock-cc-'));
  try {
    const start = startFile(common);
    const flags = [...common, ...emulation, '-std=gnu11', '-O2', '-c'];
    const compiled = provideObjects(library.directory, directory, [...flags, version(), ...start.map(age)], () =>
      clang([...flags, ...sources(library)], directory),
    );
    if (compiled !== 0) return compiled;
    const objects = readdirSync(directory).map((name) => join(directory, name));
    const code = clang([
      ...[...common, ...emulation, `-Wl,-z,stack-size=${STACK}`],
      ...(args.some((arg) => OWN_START.test(arg)) ? [] : start),
      ...args,
      ...['-x', 'none', ...objects],
      ...library.wrapped.map((name) => `-Wl,--wrap=${name}`),
      ...EMULATED.map((name) => `-lwasi-emulated-${name}`),
      LONG_DOUBLE,
      ...(args.some((arg) => CXX.test(arg)) ? CXX_LIBRARIES : []),
    ]);
    if (code !== 0) return code;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  await finish(outputOf(args), library);
  return 0;
}

/** Turns the linked module into the output. If that fails, no file is left that could be mistaken for the output. */
async function finish(output: string, library: CLibrary): Promise<void> {
  try {
    writeFileSync(output, await library.finish(readFileSync(output)));
  } catch (error) {
    if (statSync(output, { throwIfNoEntry: false })?.isFile() === true) rmSync(output);
    throw new OutputError(`${output}: ${messageOf(error)}`, { cause: error });
  }
}

function sources(library: CLibrary): string[] {
  const directory = join(C_DIRECTORY, library.directory);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.c'))
    .map((name) => join(directory, name));
}

/** The directory of the WASI SDK; undefined if the clang on the path is used. */
function sdk(): string | undefined {
  const path = process.env['WASI_SDK_PATH'];
  return path === undefined || path === '' ? undefined : resolve(path);
}

/** The argument for the SDK's wasi-libc. The SDK's own clang would find it, but a clang put in its place may not. */
function sysroot(): string[] {
  const path = join(sdk() ?? '', 'share', 'wasi-sysroot');
  return sdk() !== undefined && existsSync(path) ? [`--sysroot=${path}`] : [];
}

/**
 * Arguments for wasi-libc's headers, and C++'s, and no others: clang also looks where the machine has its own, and would take
 * those for what wasi-libc lacks.
 */
function systemHeaders(target: readonly string[]): string[] {
  const { stderr } = spawnSync(compiler(), [...target, '-E', '-v', '-x', 'c++', '-'], { encoding: 'utf8', input: '' });
  const list = /^#include <\.\.\.> search starts here:\n((?: .*\n)*)/m.exec(stderr ?? '')?.[1] ?? '';
  const found = list.split('\n').map((line) => line.trim());
  const own = found.filter(
    (path) => path.includes('/wasm32-wasi') || (sdk() !== undefined && path.startsWith(`${sdk()}/`)),
  );
  // Those of the compiler itself are found in any case, and come before wasi-libc's.
  const libraries = own.filter((path) => !path.includes('/lib/clang/'));
  if (libraries.length === 0) return [];
  const args = libraries.flatMap((path) => (path.includes('/c++/') ? ['-cxx-isystem', path] : ['-idirafter', path]));
  // Where nothing is compiled, they mean nothing.
  return ['--start-no-unused-arguments', '-nostdlibinc', '-nostdinc++', ...args, '--end-no-unused-arguments'];
}

/**
 * The start file that runs constructors and destructors itself. With the usual one of older wasi-libc versions, the linker
 * makes every export run them: each time that the host calls the guest.
 */
function startFile(common: readonly string[]): string[] {
  const { stdout } = spawnSync(compiler(), [...common, '-print-file-name=crt1.o'], { encoding: 'utf8' });
  const path = (stdout ?? '').trim();
  return existsSync(path) ? ['-nostartfiles', path] : [];
}

/** The C compiler that `wasock cc` runs, the first line of its version, and wasi-libc; undefined for what is not there. */
export function toolchain(): { compiler: string; version: string | undefined; library: string | undefined } {
  const [line] = version().split('\n');
  const [, library] = startFile(['--target=wasm32-wasi', ...sysroot()]);
  return { compiler: compiler(), version: line === '' ? undefined : line, library };
}

function version(): string {
  return spawnSync(compiler(), ['--version'], { encoding: 'utf8' }).stdout ?? '';
}

/** A file's time. That of wasi-libc's start file stands for the version of wasi-libc. */
function age(path: string): string {
  return String(statSync(path, { throwIfNoEntry: false })?.mtimeMs);
}

function compiler(): string {
  const path = sdk();
  return path === undefined ? 'clang' : join(path, 'bin', 'clang');
}

/** @param directory where it runs, if not here */
function clang(args: readonly string[], directory?: string): number {
  const program = compiler();
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', cwd: directory });
  if (error !== undefined) {
    throw new ToolchainError(
      `cannot run ${program} (${error.message}): set WASI_SDK_PATH to a WASI SDK, or install clang, lld, wasi-libc and libclang-rt-*-dev-wasm32`,
      { cause: error },
    );
  }
  return status ?? 1;
}

function hasInput(args: readonly string[]): boolean {
  return args.some((arg, index) => (arg === '-' || !arg.startsWith('-')) && !WITH_VALUE.has(args[index - 1] ?? ''));
}

function outputOf(args: readonly string[]): string {
  const index = args.findLastIndex((arg) => arg.startsWith('-o'));
  if (index < 0) return 'a.out';
  const joined = args[index]?.slice(2) ?? '';
  return joined === '' ? (args[index + 1] ?? 'a.out') : joined;
}
