// What programs in C are linked with, and what is made of the linked module. Arguments that are not clang's choose it.
import { makeForkable } from './asyncify.ts';
import { embedWorld, makeComponent } from './component.ts';
import { type ComposeTarget, composeWithLibrary } from './compose.ts';

/** Thrown if there is no clang that makes WebAssembly, or not what its arguments ask for. */
export class ToolchainError extends Error {
  readonly code = 'ERR_WASOCK_TOOLCHAIN';
}

/** A library of c/. */
export interface CLibrary {
  /** Where its sources are. */
  readonly directory: string;
  /** Functions of WASI and of wasi-libc that it wraps. */
  readonly wrapped: readonly string[];
  /** Turns the linked module into the bytes of the output. */
  finish(module: Uint8Array): Promise<Uint8Array>;
}

/** Functions of WASI that are wrapped, because the descriptor may be a socket (wasi.c, descriptors.c), or because they wait (clock.c). */
const WRAPPED = [
  'fd_read',
  'fd_write',
  'fd_close',
  'fd_seek',
  'fd_tell',
  'fd_fdstat_get',
  'fd_fdstat_set_flags',
  'fd_filestat_get',
  'poll_oneoff',
];

/** Functions of WASI that are wrapped because their numbers are not the program's (files.c). */
const OF_FILES = [
  ...['advise', 'allocate', 'datasync', 'filestat_set_size', 'filestat_set_times', 'pread', 'prestat_get', 'pwrite'],
  ...['readdir', 'sync'],
].map((name) => `fd_${name}`);
const OF_PATHS = [
  ...['create_directory', 'filestat_get', 'filestat_set_times', 'link', 'open', 'readlink', 'remove_directory'],
  ...['rename', 'symlink', 'unlink_file'],
].map((name) => `path_${name}`);
const OF_WASI = [...WRAPPED, ...OF_FILES, ...OF_PATHS].map((name) => `__wasi_${name}`);

/** Functions of wasi-libc that are wrapped: clock.c, errno.c, ioctl.c, open.c, process.c, signals.c, zone.c. */
const EXTENDED = [
  '__wasilibc_open_nomode',
  'clock',
  'getrusage',
  'gettimeofday',
  'ioctl',
  'open',
  'openat',
  'raise',
  'strerror',
  'sysconf',
];

/** Functions that have others in programs that fork: fork.c. */
const FORKING = [
  ...['fork', 'vfork', 'wait', 'waitpid', 'getppid', 'setsid', 'daemon', 'kill'],
  ...['accept', 'accept4', 'poll', 'select', 'epoll_wait', 'recv', 'read', 'sleep', 'nanosleep'],
];

/** BSD sockets on this package's host, for programs that fork: a core module. */
const FORKABLE: CLibrary = {
  directory: 'src',
  wrapped: [...OF_WASI, ...EXTENDED, ...FORKING],
  finish: async (module) => embedWorld(await makeForkable(module), 'c'),
};

/** BSD sockets on this package's host: a core module, or a component. */
const bsd = (finish: (module: Uint8Array) => Promise<Uint8Array>): CLibrary => ({
  directory: 'src',
  wrapped: [...OF_WASI, ...EXTENDED],
  finish: async (module) => finish(await embedWorld(module, 'c')),
});

/** PHP's functions: a component that imports them, or that is composed with the library that has them. */
const php = (finish: (program: Uint8Array) => Promise<Uint8Array>): CLibrary => ({
  directory: 'php/generated',
  wrapped: [],
  finish: async (module) => finish(await makeComponent(await embedWorld(module, 'phpC'))),
});

const asItIs = (module: Uint8Array) => Promise.resolve(module);

/** By the target. */
const BSD = new Map<string, CLibrary>([['component', bsd(makeComponent)]]);
const PHP = new Map<string, CLibrary>(
  (['component', 'wasip2'] satisfies ComposeTarget[]).map((target) => [
    target,
    php((program) => composeWithLibrary(program, target)),
  ]),
);

/**
 * Takes the arguments that are not clang's out of the others: `--php`, `--fork`, and `--target` with a target of wasock's own.
 *
 * @throws {ToolchainError} if they do not go together
 */
export function chooseLibrary(given: readonly string[]): { args: string[]; library: CLibrary } {
  const isPhp = given.includes('--php');
  const targets = isPhp ? PHP : BSD;
  const core = isPhp ? php(asItIs) : bsd(asItIs);
  let library = core;
  const args: string[] = [];
  for (let index = 0; index < given.length; index++) {
    const arg = given[index] ?? '';
    const [option, joined] = arg.split('=', 2);
    const chosen = option === '--target' ? targets.get(joined ?? given[index + 1] ?? '') : undefined;
    if (chosen !== undefined) {
      library = chosen;
      if (joined === undefined) index++;
    } else if (arg !== '--php' && arg !== '--fork') {
      args.push(arg);
    }
  }
  if (!given.includes('--fork')) return { args, library };
  if (isPhp || library !== core) throw new ToolchainError('--fork makes a core module: components are one process');
  return { args, library: FORKABLE };
}
