import { Worker } from 'node:worker_threads';
import { endGuest, newGuest, type Severity } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { readLimits } from '../limits.ts';
import { Counters, type Usage } from '../limits/usage.ts';
import { checkExtent } from '../link/bound.ts';
import { close } from '../os/libc.ts';
import { memoryOfAll } from '../os/socket-memory.ts';
import { type Denial, Policy, type PolicyRequest } from '../policy.ts';
import { GuestTrap, LimitError, LinkError } from '../trap.ts';
import { cancel, type CancelHandle, createCancelHandle } from '../wait/cancel.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { readOptions } from '../options.ts';
import { printWarning } from '../print-warning.ts';
import { compileModule, type GuestModule } from './module.ts';
import { Answerer } from './asking.ts';
import { SPAWN_OPTIONS } from './options.ts';
import type { GuestOptions } from './run.ts';
import { TimeLimits } from './time-limits.ts';

/** How to run a guest in a worker, which always blocks the worker where it waits. */
export type SpawnOptions = Omit<GuestOptions, 'wait'>;

/** A guest that runs in a worker. */
export interface Guest {
  /** The guest's id, its getmypid(): unique in this process. Other guests hand it sockets by it. */
  readonly id: number;
  /**
   * The exit code. Rejects as `runGuest` does, and with GuestKilled if the guest was killed. Its descriptors are
   * closed by then.
   */
  readonly exited: Promise<number>;
  /** Ends the guest, whatever it does; at the latest some 50 ms later. Resolves when its descriptors are closed. */
  kill(): Promise<void>;
  /** What the guest has taken, or had at its end. */
  usage(): Promise<Usage>;
}

/** What the worker is started with. */
export interface WorkerData {
  readonly guest: GuestModule;
  /** Its policy is rules. */
  readonly options: Omit<SpawnOptions, 'onWarning' | 'onDenied'>;
  /** Where answers of a policy function come; undefined: there is none. */
  readonly answers: number | undefined;
  readonly cancel: CancelHandle;
  readonly ledger: SharedArrayBuffer;
  readonly counters: SharedArrayBuffer;
  readonly id: number;
}

/** What the worker tells. */
export type WorkerMessage =
  | { readonly tag: 'warning'; readonly message: string; readonly severity: Severity }
  | { readonly tag: 'denied'; readonly denial: Denial }
  | { readonly tag: 'asked'; readonly request: PolicyRequest }
  | { readonly tag: 'exit'; readonly code: number }
  | { readonly tag: 'error'; readonly error: unknown; readonly code: string; readonly message: string };

/** How long, in milliseconds, a killed guest may take to reach its next operation before its thread is ended. */
const GRACE_MS = 50;

/** No guest's id. */
const NOBODY = 0;

/** The guests that run; a process that exits must not wait for one that is blocked. */
const running = new Set<CancelHandle>();
process.on('exit', () => {
  for (const handle of running) cancel(handle);
});

/**
 * Runs a guest in a worker thread of its own.
 *
 * @param wasm a core module, or what `compileModule` made of one
 * @throws LinkError, OptionError, PolicyError, WebAssembly.CompileError as `runGuest`; DOMException if an option cannot be
 *   sent to a worker
 */
export function spawnGuest(wasm: Uint8Array | GuestModule, options: SpawnOptions = {}): Guest {
  const { onWarning = printWarning, onDenied = () => {}, policy, ...rest } = readOptions(options, SPAWN_OPTIONS);
  const guest = wasm instanceof Uint8Array ? compileModule(wasm, rest.limits) : wasm;
  const ask = typeof policy === 'function' ? policy : undefined;
  const rules = typeof policy === 'function' ? {} : policy;
  // A policy that cannot be understood is refused here, not in the worker.
  Policy.validate(rules);
  const limits = readLimits(rest.limits);
  checkExtent(guest.extent, limits);
  const counters = new Counters();
  const handle = createCancelHandle();
  const ledger = new Ledger();
  let id = NOBODY;
  let answerer: Answerer | undefined;
  let worker: Worker;
  try {
    id = newGuest();
    answerer = ask && new Answerer(ask);
    const workerData: WorkerData = {
      guest,
      options: rules === undefined ? rest : { ...rest, policy: rules },
      answers: answerer?.fd,
      cancel: handle,
      ledger: ledger.buffer,
      counters: counters.buffer,
      id,
    };
    worker = new Worker(new URL('./worker.js', import.meta.url), { workerData, execArgv: [] });
  } catch (error) {
    // No more guests can live, or an option is nothing that can be sent to a worker.
    if (id !== NOBODY) endGuest(id, ledger);
    close(handle.fd);
    answerer?.close();
    throw error;
  }
  running.add(handle);

  let outcome: WorkerMessage | undefined;
  const failed: unknown[] = [];
  let limit: LimitError | undefined;
  const time = new TimeLimits(limits, counters, (reason) => {
    limit = reason;
    void kill();
  });
  worker.on('message', (message: WorkerMessage) => {
    if (message.tag === 'warning') onWarning(message.message, message.severity);
    else if (message.tag === 'denied') onDenied(answerer?.explained(message.denial) ?? message.denial);
    else if (message.tag === 'asked') void answerer?.answer(message.request);
    else outcome = message;
  });
  worker.on('error', (error) => failed.push(error));
  const ended = new Promise<void>((resolve) => worker.on('exit', () => resolve())).finally(() => {
    running.delete(handle);
    time.stop();
    counters.end();
    endGuest(id, ledger);
    close(handle.fd);
    answerer?.close();
  });
  const exited = ended.then(() => {
    if (outcome?.tag === 'exit') return outcome.code;
    throw outcome?.tag === 'error' ? revive(outcome) : (failed[0] ?? limit ?? new GuestKilled());
  });
  // Whoever only kills a guest need not look at how it ended.
  exited.catch(() => {});

  const kill = async (): Promise<void> => {
    counters.cpuTimeMs(); // while its thread is there to be asked
    if (running.has(handle)) cancel(handle);
    // A guest that waits, or calls its host, ends by itself; one that only computes has its thread ended.
    // Not before it has loaded what it needs: to be ended while koffi defines functions aborts the process. It begins
    // nothing then, because it sees that it is cancelled.
    const timer = setInterval(() => {
      if (counters.hasBegun) void worker.terminate();
    }, GRACE_MS);
    await ended;
    clearInterval(timer);
  };
  time.start();
  const usage = async (): Promise<Usage> => counters.usage(limits, memoryOfAll(ledger));
  return { id, exited, kill, usage };
}

/** The error of another thread, whose class and code do not travel with it. */
function revive({ error, code, message }: WorkerMessage & { tag: 'error' }): unknown {
  if (code === GuestTrap.code) return new GuestTrap(message, { cause: error });
  if (code === LimitError.code) return LimitError.of(message);
  if (code === LinkError.code) return new LinkError(message, { cause: error });
  return error;
}
