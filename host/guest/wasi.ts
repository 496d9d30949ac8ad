import type { GuestMemory } from '../abi/guest-memory.ts';
import { GuestExit } from '../guest-exit.ts';
import type { Directories } from '../files/directories.ts';
import { type Functions, type Importables, importables } from '../link/import-table.ts';
import { type Holder, SharedStream } from '../os/shared-stream.ts';
import { UNLIMITED, type StreamMeter } from '../os/stream-meter.ts';
import { clockFunctions } from '../preview1/clocks.ts';
import type { Descriptors } from '../preview1/descriptors.ts';
import { numberFunctions, onKind } from '../preview1/by-kind.ts';
import { fileFunctions } from '../preview1/files.ts';
import { Poll } from '../preview1/poll.ts';
import { randomFunctions } from '../preview1/random.ts';
import { refusals } from '../preview1/refusals.ts';
import { streamFactFunctions } from '../preview1/stream-facts.ts';
import { socketFunctions } from '../preview1/sockets.ts';
import { GuestStream, type GuestStreams, streamFunctions } from '../preview1/streams.ts';
import { textFunctions } from '../preview1/text-lists.ts';
import type { SocketContext } from '../socket/host-socket.ts';
import type { Waiter } from '../wait/waiter.ts';
import { type Signature, signatureOf } from '../wasm/core-imports.ts';
import type { LastWords } from './last-words.ts';
import type { GivenSockets, SocketToOpen } from './given-sockets.ts';
import type { StandardStreams } from './standard-streams.ts';

/** What a guest gets through WASI. */
export interface WasiOptions {
  /** The arguments, beginning with the program's name; by default only that. */
  readonly args?: readonly string[];
  /** The environment. The guest gets no other variables. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Directories, by the path that the guest has each at: `{ '/data': './data', '/etc': { path: './etc', readOnly: true } }`.
   * By default there is none. docs/files.md says what a guest can do in one.
   */
  readonly dirs?: Directories;
  /**
   * Sockets that the guest is given, by name: `{ web: server, admin: { listen: '127.0.0.1:8080' } }`. No rule is asked about
   * them. By default there is none. docs/plugins.md says how a guest finds them.
   */
  readonly sockets?: GivenSockets;
  /** Called for each address of `sockets` once the guest listens at all: the system chooses a port in place of 0. */
  readonly onListening?: (address: string, name: string) => void;
  /** Descriptors of this process to use as the standard streams; default 0, 1 and 2. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly stderr?: number;
}

/** The same, on the thread that runs the guest. */
export type OwnWasiOptions = Omit<WasiOptions, 'sockets'> & { readonly sockets?: readonly SocketToOpen[] };

/** The same, as a program says it. */
export type ProgramOptions = Omit<WasiOptions, keyof StandardStreams> & StandardStreams;

export const WASI_MODULE = 'wasi_snapshot_preview1';

/**
 * The parameters of WASI preview 1's functions, a letter each: `i` for i32, `I` for i64. Each returns an errno as i32,
 * except proc_exit. Source: wasi_snapshot_preview1.witx, lowered.
 */
const PARAMETERS = {
  args_get: 'ii',
  args_sizes_get: 'ii',
  clock_res_get: 'ii',
  clock_time_get: 'iIi',
  environ_get: 'ii',
  environ_sizes_get: 'ii',
  fd_advise: 'iIIi',
  fd_allocate: 'iII',
  fd_close: 'i',
  fd_datasync: 'i',
  fd_fdstat_get: 'ii',
  fd_fdstat_set_flags: 'ii',
  fd_fdstat_set_rights: 'iII',
  fd_filestat_get: 'ii',
  fd_filestat_set_size: 'iI',
  fd_filestat_set_times: 'iIIi',
  fd_pread: 'iiiIi',
  fd_prestat_dir_name: 'iii',
  fd_prestat_get: 'ii',
  fd_pwrite: 'iiiIi',
  fd_read: 'iiii',
  fd_readdir: 'iiiIi',
  fd_renumber: 'ii',
  fd_seek: 'iIii',
  fd_sync: 'i',
  fd_tell: 'ii',
  fd_write: 'iiii',
  path_create_directory: 'iii',
  path_filestat_get: 'iiiii',
  path_filestat_set_times: 'iiiiIIi',
  path_link: 'iiiiiii',
  path_open: 'iiiiiIIii',
  path_readlink: 'iiiiii',
  path_remove_directory: 'iii',
  path_rename: 'iiiiii',
  path_symlink: 'iiiii',
  path_unlink_file: 'iii',
  poll_oneoff: 'iiii',
  proc_exit: 'i',
  proc_raise: 'i',
  random_get: 'ii',
  sched_yield: '',
  sock_accept: 'iii',
  sock_recv: 'iiiiii',
  sock_send: 'iiiii',
  sock_shutdown: 'ii',
};

/** By those letters: many functions have the same. */
const signatures = new Map<string, Signature>();

function signatureOfLetters(letters: string): Signature {
  let signature = signatures.get(letters);
  if (signature === undefined) {
    const params = Array.from(letters, (letter) => (letter === 'i' ? 'i32' : 'i64'));
    signatures.set(letters, (signature = signatureOf(params, ['i32'])));
  }
  return signature;
}

export const WASI_SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  Object.entries(PARAMETERS).map(([name, letters]) => [
    name,
    name === 'proc_exit' ? signatureOf(['i32'], []) : signatureOfLetters(letters),
  ]),
);

/** The functions that may wait: a suspending host wraps them. */
const WAITING_FUNCTIONS: ReadonlySet<string> = new Set([
  'fd_read',
  'fd_write',
  'poll_oneoff',
  'sock_accept',
  'sock_recv',
  'sock_send',
]);

/** What the functions of WASI work on. */
export interface WasiEnvironment {
  readonly memory: GuestMemory;
  readonly waiter: Waiter;
  /** Closes the descriptors that its streams have opened when the guest has ended. */
  readonly holder: Holder;
  /** Counts the bytes of the standard streams; by default there is no limit. */
  readonly meter?: StreamMeter;
  /** What the guest begins with. */
  readonly descriptors: Descriptors;
  /** Whether it may have files; by default not. */
  readonly hasFiles?: boolean;
  /** The context of its sockets, if it may have any. */
  readonly sockets?: SocketContext;
  /** Hears what it writes to standard error. */
  readonly lastWords?: LastWords | undefined;
}

/**
 * WASI preview 1 for a guest: its arguments, its environment, clocks, randomness, three standard streams, files, and
 * sockets that it was given. No call
 * waits in a system call that the host cannot end, but for the disk.
 */
export function wasiImports(
  options: OwnWasiOptions,
  { memory, waiter, holder, meter = UNLIMITED, descriptors, hasFiles = false, sockets, lastWords }: WasiEnvironment,
): Importables {
  const stream = (fd: number, direction: 'read' | 'write') =>
    new GuestStream(new SharedStream(fd, direction, holder, meter));
  const streams: GuestStreams = [
    stream(options.stdin ?? 0, 'read'),
    stream(options.stdout ?? 1, 'write'),
    stream(options.stderr ?? 2, 'write'),
  ];
  const poll = new Poll(memory, streams, waiter, descriptors);
  const functions = [
    refusals,
    textFunctions(memory, options.args ?? ['guest'], options.env ?? {}),
    clockFunctions(memory),
    randomFunctions(memory, waiter),
    heard(streamFunctions(memory, streams, waiter), memory, lastWords),
    streamFactFunctions(memory, streams),
    {
      poll_oneoff: (subscriptions: number, events: number, count: number, stored: number) =>
        poll.oneoff(subscriptions, events, count, stored),
      sched_yield: (): number => {
        waiter.checkCancelled();
        return 0;
      },
      proc_exit: (code: number): never => {
        throw new GuestExit(code >>> 0);
      },
    },
  ] as const;
  const isFile = (fd: number): boolean => descriptors.file(fd) !== undefined;
  const isSocket = (fd: number): boolean => descriptors.socket(fd) !== undefined;
  let all: readonly Functions[] = functions satisfies Complete<(typeof functions)[number]>;
  if (hasFiles) all = [...all, onKind(all, fileFunctions(memory, descriptors, waiter), isFile)];
  if (sockets !== undefined) all = [...all, onKind(all, socketFunctions(memory, descriptors, sockets), isSocket)];
  if (all.length > functions.length)
    all = [...all, onKind(all, numberFunctions(descriptors), (fd) => descriptors.has(fd))];
  return importables(all, WASI_SIGNATURES, WAITING_FUNCTIONS);
}

/** What nothing is if the parts together lack a function. */
type Complete<Part> = [Exclude<keyof typeof PARAMETERS, KeysOf<Part>>] extends [never] ? unknown : never;
type KeysOf<Part> = Part extends unknown ? keyof Part : never;

const STANDARD_ERROR = 2;

/** The functions, of which `fd_write` is heard where it writes to standard error. */
function heard(
  functions: ReturnType<typeof streamFunctions>,
  memory: GuestMemory,
  lastWords: LastWords | undefined,
): typeof functions {
  if (lastWords === undefined) return functions;
  const { fd_write } = functions;
  return {
    ...functions,
    fd_write(fd, list, count, result) {
      if (fd === STANDARD_ERROR && count > 0) lastWords.hear(memory, list);
      return fd_write(fd, list, count, result);
    },
  };
}
