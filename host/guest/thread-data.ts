// What goes to a guest's thread, and what comes from it.
import type { PolicyRules } from '../policy.ts';
import type { CancelHandle } from '../wait/cancel.ts';
import type { Call, Reply } from './calling.ts';
import type { SocketToOpen } from './given-sockets.ts';
import type { GuestOptions } from './guest-options.ts';
import type { ProcessRequest } from './forking.ts';
import type { Beginning, Outcome, Question, Report } from './messages.ts';
import type { CompiledGuest } from './module.ts';
import type { Snapshot } from './snapshot.ts';
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

/** What the processes of one guest share. */
export interface SharedStart {
  readonly counters: SharedArrayBuffer;
  /** Which of the processes it is, in `counters`. */
  readonly index: number;
  readonly underWay: Int32Array;
  /** `PROCESS_WORDS` for a process that may fork; undefined for one that may not. */
  readonly words: Int32Array | undefined;
}

/** A process of a guest to be run. */
export interface ProcessStart extends ThreadStart {
  readonly shared: SharedStart;
}

/** What a worker starts a guest with. */
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

/** Lookups of a process that has ended, of a guest that may have others: what `LeftLookup`s are made of. */
export interface LookupsLeft {
  readonly tag: 'lookups';
  readonly addresses: readonly number[];
}

/** What a guest's thread says while it lives. */
export type ThreadMessage = Report | Question | Beginning | Reply | ProcessQuestion | LookupsLeft;

/** What goes with a message, and is no longer where it came from. */
export function transferOf(message: ToWorker | FromWorker): readonly ArrayBuffer[] {
  if (message.tag === 'go') return message.snapshot === undefined ? [] : [message.snapshot.memory];
  return message.tag === 'process' && message.request.call === 'fork' ? [message.request.snapshot.memory] : [];
}

/** What is said to a worker. */
export type ToWorker =
  | { readonly tag: 'start'; readonly data: WorkerData }
  /** The guest may begin: see `GuestThread.go`. */
  | { readonly tag: 'go'; readonly snapshot?: Snapshot | undefined }
  | Call
  /** The guest is to end. One that runs hears nothing: see `CancelHandle`. */
  | { readonly tag: 'kill' }
  /** No guest comes any more. */
  | { readonly tag: 'end' };

/** What a guest's thread says. */
export type FromGuest = ThreadMessage | Outcome;

/** What a worker says. `left`: its guest has ended, has closed its descriptors, and does nothing more. */
export type FromWorker = FromGuest | { readonly tag: 'left' };

/** What a worker of many guests is made with. */
export interface ResidentsData {
  /** Wakes the thread, which has a message then. Once it is used, the thread waits no more. */
  readonly control: CancelHandle;
  /** How many messages have been sent to the thread. */
  readonly sent: Int32Array;
}

/** What is said to and by a worker of many guests, with the guest's id. */
export interface ToResident {
  readonly id: number;
  readonly message: ToWorker;
}
export interface FromResident {
  readonly id: number;
  /** `open`, of no guest: the thread hears what it is sent. */
  readonly message: FromWorker | { readonly tag: 'open' };
}
