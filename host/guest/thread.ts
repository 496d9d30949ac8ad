import { Worker } from 'node:worker_threads';
import { endGuest } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { Counters } from '../limits/usage.ts';
import { createAnswerDescriptor, sendAnswer } from '../os/answer.ts';
import { close } from '../os/libc.ts';
import type { PolicyRules } from '../policy.ts';
import { cancel, type CancelHandle, createCancelHandle, mustGoOn } from '../wait/cancel.ts';
import type { Call, Reply } from './calling.ts';
import type { ProcessRequest } from './forking.ts';
import { type Beginning, errorData, type Outcome, type Question, type Report } from './messages.ts';
import type { CompiledGuest } from './module.ts';
import type { Snapshot } from './snapshot.ts';
import type { SocketToOpen } from './given-sockets.ts';
import type { GuestOptions } from './guest-options.ts';
import type { StreamDescriptors } from './standard-streams.ts';

/** What is not sent. */
type Callbacks = 'onWarning' | 'onDenied' | 'onListening' | 'policy' | 'sockets';

/** The options of a guest that can be sent to a thread or process. */
export interface SentOptions
  extends Omit<GuestOptions, 'imports' | 'wait' | Callbacks | keyof StreamDescriptors>, StreamDescriptors {
  readonly policy?: PolicyRules;
  /** Those without an address come through the door. */
  readonly sockets?: readonly SocketToOpen[];
}

/** What the processes of one guest share. */
export interface SharedStart {
  readonly counters: SharedArrayBuffer;
  /** Which of the processes it is, in `counters`. */
  readonly index: number;
  readonly underWay: Int32Array;
  /** `PROCESS_WORDS` for a process that may fork; undefined for one that may not. */
  readonly words: Int32Array | undefined;
}

/** A guest to be run. */
export interface ThreadStart {
  /** Its id. The id is released with the thread. */
  readonly id: number;
  /** If it is a binary, the thread compiles it. */
  readonly guest: CompiledGuest | Uint8Array;
  readonly options: SentOptions;
  /** Whether the embedder wants reports of denials. */
  readonly tellsDenials: boolean;
  /** Whether it asks a policy function (`Question`) instead of having rules. */
  readonly asks: boolean;
  /** Whether its functions are called: it then lives until `close` is posted. */
  readonly isCalled: boolean;
  /** The descriptor of its side of the door: see program-door.ts. */
  readonly door: number;
}

/** A process of a guest to be run. */
export interface ProcessStart extends ThreadStart {
  readonly shared: SharedStart;
}

/** Lets the guest begin. */
export interface Go {
  readonly snapshot: Snapshot | undefined;
}

/** What the worker is started with. */
export interface WorkerData extends ProcessStart {
  /** The descriptor where answers arrive; undefined if it does not ask. */
  readonly answers: number | undefined;
  readonly cancel: CancelHandle;
  readonly ledger: SharedArrayBuffer;
}

/** A question about the guest's other processes. */
export interface ProcessQuestion {
  readonly tag: 'process';
  readonly request: ProcessRequest;
}

/** What a guest's thread says while it lives. */
export type ThreadMessage = Report | Question | Beginning | Reply | ProcessQuestion;

/** After how long a thread that was about to end by itself is checked again, in milliseconds. */
const AGAIN_MS = 2;

/** The running guests. A process that exits must not wait for one that is blocked. */
const running = new Set<CancelHandle>();
process.on('exit', () => {
  for (const handle of running) cancel(handle);
});

/** A process of a guest, in a thread of its own. */
export class GuestThread {
  /** How the guest ended, once its thread is gone and its descriptors are closed; undefined if it was killed. */
  readonly ended: Promise<Outcome | undefined>;
  readonly #worker: Worker;
  readonly #handle: CancelHandle;
  readonly ledger = new Ledger();
  readonly #counters: Counters;
  /** −1 once closed, or if the guest does not ask. */
  #answers = -1;

  /**
   * @param onMessage called for each report of the guest, for each question, to be followed by `answer`, and when the guest begins
   * @param start its door belongs to this from now on, whatever happens
   * @throws DOMException if an option cannot be sent to a worker; Error if the process has no descriptor left. The guest's id
   *   is then released
   */
  constructor(start: ProcessStart, onMessage: (message: ThreadMessage) => void) {
    const { ledger } = this;
    const { shared, id } = start;
    const asks = start.asks || shared.words !== undefined;
    const counters = new Counters(shared.counters, shared.index);
    this.#counters = counters;
    // Of a guest that forks, others may use the files, until all its processes have ended.
    ledger.keepsFiles = shared.words !== undefined;
    ledger.add(start.door);
    const handle = createHandle(start.id, ledger);
    this.#handle = handle;
    try {
      if (asks) this.#answers = createAnswerDescriptor();
      const workerData: WorkerData = {
        ...start,
        cancel: handle,
        answers: asks ? this.#answers : undefined,
        ledger: ledger.buffer,
      };
      this.#worker = new Worker(new URL('../guest/worker.js', import.meta.url), { workerData, execArgv: [] });
    } catch (error) {
      endGuest(id, ledger);
      this.#close();
      throw error;
    }
    running.add(handle);
    let outcome: Outcome | undefined;
    this.#worker.on('message', (message: ThreadMessage | Outcome) => {
      if (message.tag === 'exit' || message.tag === 'error') outcome = message;
      else onMessage(message);
    });
    this.#worker.on('error', (error) => (outcome ??= { tag: 'error', error: errorData(error) }));
    this.ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        running.delete(handle);
        counters.end();
        endGuest(id, ledger);
        this.#close();
        resolve(outcome);
      });
    });
  }

  /**
   * Lets the guest begin: what it is given by name before this is there from its beginning.
   *
   * @param snapshot what it begins from, if another process made it. Its descriptors are in the ledger
   */
  go(snapshot?: Snapshot): void {
    this.#worker.postMessage({ snapshot } satisfies Go);
  }

  /** Sends a call. @throws DOMException if an argument cannot be sent */
  post(call: Call): void {
    this.#worker.postMessage(call);
  }

  /** Answers the guest's question. The guest may have ended since. @param more 31 bits */
  answer(outcome: number, more = 0): void {
    if (this.#answers >= 0) sendAnswer(this.#answers, outcome, more);
  }

  #close(): void {
    close(this.#handle.fd);
    if (this.#answers >= 0) close(this.#answers);
    this.#answers = -1;
  }

  /**
   * Ends the guest. A guest that waits, or calls its host, ends by itself. If it only computes, its thread is terminated.
   *
   * @param graceMs how long it may take to reach its next operation, in milliseconds
   */
  async kill(graceMs: number): Promise<void> {
    // Measured while the thread still exists.
    this.#counters.cpuTimeMs();
    if (running.has(this.#handle)) cancel(this.#handle);
    const look = (): void => {
      if (mustGoOn(this.#handle)) timer = setTimeout(look, AGAIN_MS);
      else void this.#worker.terminate();
    };
    let timer = setTimeout(look, graceMs);
    await this.ended;
    clearTimeout(timer);
  }
}

/** @throws Error if the process has no descriptor left; the guest is ended then */
function createHandle(id: number, ledger: Ledger): CancelHandle {
  try {
    return createCancelHandle();
  } catch (error) {
    endGuest(id, ledger);
    throw error;
  }
}
