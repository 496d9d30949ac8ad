import { WASI } from 'node:wasi';
import { errnoNumber } from '../os/errno.ts';
import type { GuestMemory } from '../link/guest-memory.ts';
import { type Importable, importables } from '../link/import-table.ts';
import { pollOne } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';
import { Uncatchable } from '../uncatchable.ts';
import { type Signature, signatureOf } from '../wasm/core-imports.ts';

/** What a guest program gets of WASI preview 1. No directory is opened for it. */
export interface WasiOptions {
  /** The arguments, the program's name first; by default that alone. */
  readonly args?: readonly string[];
  /** The environment: only what stands here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Descriptors of this process to use as the standard streams; default 0, 1 and 2. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly stderr?: number;
}

/** Thrown through a guest by proc_exit; the guest cannot catch it. */
export class GuestExit extends Uncatchable {
  override readonly name = 'GuestExit';
  /** The exit code, 0 to 4294967295 as the guest gave it. */
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`the guest exited with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** A function of WASI preview 1. */
export type WasiFunction = (...args: number[]) => unknown;

/** The functions here that may wait: a suspending host wraps them. */
const WAITING_FUNCTIONS: ReadonlySet<string> = new Set(['fd_read', 'poll_oneoff']);

export const WASI_MODULE = 'wasi_snapshot_preview1';

/**
 * The parameters of WASI preview 1's functions, a letter each: `i` for i32, `I` for i64. Each returns an errno as i32, but
 * for proc_exit. Source: wasi_snapshot_preview1.witx, lowered.
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

const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  Object.entries(PARAMETERS).map(([name, letters]) => {
    const params = Array.from(letters, (letter) => (letter === 'i' ? 'i32' : 'i64'));
    return [name, signatureOf(params, name === 'proc_exit' ? [] : ['i32'])];
  }),
);

const EAGAIN = errnoNumber('eagain');

/**
 * What node:wasi does for a guest: everything that can neither close, cut nor otherwise change a descriptor of the
 * host. Without directories the rest has no use.
 */
const PASSED: ReadonlySet<string> = new Set([
  'args_get',
  'args_sizes_get',
  'clock_res_get',
  'clock_time_get',
  'environ_get',
  'environ_sizes_get',
  'fd_fdstat_get',
  'fd_filestat_get',
  'fd_prestat_dir_name',
  'fd_prestat_get',
  'fd_read',
  'fd_write',
  'random_get',
  'sched_yield',
]);

/** `errno` of WASI preview 1. */
const WASI_EBADF = 8;
const WASI_EINVAL = 28;
const WASI_ESPIPE = 70;
const WASI_ENOTCAPABLE = 76;

/** The sizes and offsets of `subscription` and `event`, in bytes: WASI preview 1, typenames.witx. */
const SUBSCRIPTION = { size: 48, tag: 8, clock: 16, descriptor: 16, timeout: 24, flags: 40 };
const EVENT = { size: 32, error: 8, type: 10, bytes: 16 };
const CLOCK_TAG = 0;
const READ_TAG = 1;
const CLOCK_REALTIME = 0;
const ABSOLUTE = 1;

/**
 * WASI preview 1 from node:wasi, except for what could wait in a system call that a host cannot end: reading the
 * standard input and sleeping wait as sockets do.
 */
export class GuestWasi {
  readonly wasi: WASI;
  readonly imports: ReadonlyMap<string, Importable>;
  readonly #waiter: Waiter;
  readonly #stdin: number;

  constructor(options: WasiOptions, waiter: Waiter, memory: GuestMemory) {
    this.#waiter = waiter;
    this.#stdin = options.stdin ?? 0;
    this.wasi = new WASI({
      version: 'preview1',
      args: [...(options.args ?? ['guest'])],
      env: { ...options.env },
      stdin: this.#stdin,
      stdout: options.stdout ?? 1,
      stderr: options.stderr ?? 2,
    });
    const functions = this.wasi.wasiImport as Record<string, WasiFunction>;
    const read = functions['fd_read'];
    const imports: Record<string, WasiFunction> = {
      ...Object.fromEntries(
        Object.entries(functions).map(([name, callee]) => [name, PASSED.has(name) ? indirect(callee) : refuse]),
      ),
      // The standard streams are the host's: a guest is told that it has closed one, as programs do at their end.
      fd_close: (fd) => (fd === 0 || fd === 1 || fd === 2 ? 0 : WASI_EBADF),
      fd_seek: () => WASI_ESPIPE,
      proc_exit: (code) => {
        throw new GuestExit((code ?? 0) >>> 0);
      },
      fd_read: (fd, ...rest) => {
        if (fd !== 0) return read?.(fd ?? 0, ...rest);
        return andThen(this.#readable(), () => read?.(0, ...rest));
      },
      poll_oneoff: (subscriptions = 0, events = 0, count = 0, stored = 0) => {
        const from = memory.checkList(subscriptions, count, SUBSCRIPTION.size, 1);
        const to = memory.checkList(events, count, EVENT.size, 1);
        return this.#poll(memory, from, to, count >>> 0, memory.check(stored, 4));
      },
    };
    this.imports = importables(imports, SIGNATURES, WAITING_FUNCTIONS);
  }

  /** Takes the memory of an instance that is started by other means than `wasi.start`. */
  bind(instance: WebAssembly.Instance): void {
    // Nodes that have JSPI have it; the types for Node 20 do not.
    const wasi: object = this.wasi;
    if ('finalizeBindings' in wasi && typeof wasi.finalizeBindings === 'function') wasi.finalizeBindings(instance);
  }

  #readable(): Completion<number> {
    return this.#waiter.retry(this.#stdin, platform.POLLIN, Infinity, -EAGAIN, () => 0);
  }

  /**
   * poll_oneoff: waits until the first clock is due or the standard input can be read. Other descriptors count as ready
   * at once. @returns an errno of WASI: EINVAL for a sleep that nothing would end
   */
  #poll(guest: GuestMemory, from: number, to: number, count: number, stored: number): Completion<number> {
    if (count === 0) return WASI_EINVAL;
    const before = guest.view();
    const at = Array.from({ length: count }, (_, index) => from + index * SUBSCRIPTION.size);
    const delays = at.map((subscription) => delayMs(before, subscription));
    const shortest = delays.reduce((least, delay) => Math.min(least, delay));
    const asksInput = delays.includes(Infinity);
    return andThen(this.#inputOrTime(asksInput, shortest), (inputReady) => {
      const memory = guest.view();
      let ready = 0;
      for (const [index, subscription] of at.entries()) {
        const delay = delays[index] ?? 0;
        if (delay === Infinity ? !inputReady : delay > 0 && (inputReady || delay > shortest)) continue;
        const event = to + ready++ * EVENT.size;
        const tag = memory.getUint8(subscription + SUBSCRIPTION.tag);
        memory.setBigUint64(event, memory.getBigUint64(subscription, true), true);
        memory.setUint16(event + EVENT.error, 0, true);
        memory.setUint8(event + EVENT.type, tag);
        memory.setBigUint64(event + EVENT.bytes, tag === CLOCK_TAG ? 0n : 1n, true);
      }
      memory.setUint32(stored, ready, true);
      return 0;
    });
  }

  /** Waits so many milliseconds, or until the standard input can be read if that is asked. @returns whether it can */
  #inputOrTime(asksInput: boolean, milliseconds: number): Completion<boolean> {
    if (asksInput) {
      const attempt = (): number => (pollOne(this.#stdin, platform.POLLIN, 0) !== 0 ? 0 : -EAGAIN);
      const waited = this.#waiter.retry(this.#stdin, platform.POLLIN, milliseconds, -EAGAIN, attempt);
      return andThen(waited, (outcome) => outcome !== -EAGAIN);
    }
    return andThen(milliseconds > 0 ? this.#waiter.sleep(milliseconds) : undefined, () => false);
  }
}

/**
 * The same function, for the engine to call as JavaScript. Node 20 lets WebAssembly call those of node:wasi directly,
 * which corrupts the engine's heap once the guest's memory has grown (seen in 20.20: the next garbage collection
 * crashes).
 */
function indirect(callee: WasiFunction): WasiFunction {
  return (...args) => callee(...args);
}

/** How long until a subscription is due, in milliseconds: Infinity for the standard input, 0 for other descriptors. */
function delayMs(view: DataView, at: number): number {
  const tag = view.getUint8(at + SUBSCRIPTION.tag);
  if (tag === READ_TAG && view.getUint32(at + SUBSCRIPTION.descriptor, true) === 0) return Infinity;
  if (tag !== CLOCK_TAG) return 0;
  const timeout = view.getBigUint64(at + SUBSCRIPTION.timeout, true);
  const absolute = (view.getUint16(at + SUBSCRIPTION.flags, true) & ABSOLUTE) !== 0;
  if (!absolute) return Number(timeout) / 1e6;
  const realtime = view.getUint32(at + SUBSCRIPTION.clock, true) === CLOCK_REALTIME;
  const now = realtime ? BigInt(Date.now()) * 1_000_000n : process.hrtime.bigint();
  return Math.max(0, Number(timeout - now) / 1e6);
}

/** What a guest gets of a function that is kept from it. */
function refuse(): number {
  return WASI_ENOTCAPABLE;
}
