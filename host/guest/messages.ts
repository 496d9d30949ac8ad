// The messages from a guest's thread to the thread that started it.
import type { Severity } from '../host.ts';
import type { Denial, PolicyRequest } from '../policy.ts';
import { ComponentStateError, ImportError } from '../component/errors.ts';
import { codeOf, isGuestException, messageOf } from '../thrown.ts';
import { GuestTrap, LimitError, LinkError } from '../trap.ts';
import { GuestKilled } from '../wait/waiter.ts';
import type { Answerer } from './asking.ts';
import type { Reply } from './calling.ts';
import type { ErrorData } from './error-data.ts';
import { messageText, stackText } from './error-text.ts';
import { GuestAbort } from './last-words.ts';
import { GuestCrashed, THREAD_OUT_OF_MEMORY } from './crashed.ts';

/** A report of the running guest. */
export type Report =
  | { readonly tag: 'warning'; readonly message: string; readonly severity: Severity }
  | { readonly tag: 'denied'; readonly denial: Denial }
  /** A address that the embedder gave to the guest listens. */
  | { readonly tag: 'listening'; readonly address: string; readonly name: string }
  /** A socket is on its way to the embedder: see program-door.ts. */
  | { readonly tag: 'exported' }
  /** How many reports were dropped, because the earlier ones were not taken. */
  | { readonly tag: 'dropped'; readonly count: number };

/** A question for the guest's policy function; the guest waits for the answer. */
export interface Question {
  readonly tag: 'asked';
  readonly request: PolicyRequest;
}

/** The guest's thread has loaded and compiled what it needs, and begins to run the guest. */
export interface Beginning {
  readonly tag: 'begun';
}

/** The guest has reached a limit of time, and is being ended. */
export interface Overrun {
  readonly tag: 'over';
  readonly error: ErrorData;
}

/** How the guest ended, if it ended by itself. */
export type Outcome =
  { readonly tag: 'exit'; readonly code: number } | { readonly tag: 'error'; readonly error: ErrorData };

/** The embedder's callbacks for a guest. */
export interface Listeners {
  readonly onWarning: (message: string, severity: Severity) => void;
  readonly onDenied: ((denial: Denial) => void) | undefined;
  readonly onListening: ((address: string, name: string) => void) | undefined;
  /** The guest has given a socket. */
  readonly onExport: () => void;
  /** Takes what comes of calls, and says whether it was waited for; undefined if the guest runs as a program. */
  readonly onReply?: ((reply: Reply) => boolean) | undefined;
  /** Answers the guest's questions; undefined if it has rules instead. */
  readonly answerer: Answerer | undefined;
}

/** Passes a report to the callback for it. */
export function deliver(report: Report, { onWarning, onDenied, onListening, onExport, answerer }: Listeners): void {
  if (report.tag === 'warning') onWarning(report.message, report.severity);
  else if (report.tag === 'denied') onDenied?.(answerer?.explained(report.denial) ?? report.denial);
  else if (report.tag === 'listening') onListening?.(report.address, report.name);
  else if (report.tag === 'exported') onExport();
  else onWarning(`${report.count} warnings and refusals were not told: nobody took those before`, 'notice');
}

/** A thrown value as data. */
export function errorData(thrown: unknown): ErrorData {
  const isError = thrown instanceof Error;
  return {
    name: isError ? thrown.name : isGuestException(thrown) ? 'RuntimeError' : 'Error',
    code: codeOf(thrown),
    message: messageText(messageOf(thrown)),
    stack: isError && typeof thrown.stack === 'string' ? stackText(thrown.stack) : undefined,
  };
}

/** The exit code. @throws what ended the guest; GuestKilled if it did not end by itself */
export function exitCodeOf(outcome: Outcome | undefined): number {
  if (outcome?.tag === 'exit') return outcome.code;
  throw outcome === undefined ? new GuestKilled() : revive(outcome.error);
}

type ErrorClass = new (message: string) => Error;

/** Errors of wasock by their code. */
const BY_CODE: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([
  [ComponentStateError.code, ComponentStateError],
  [ImportError.code, ImportError],
  [GuestTrap.code, GuestTrap],
  [LinkError.code, LinkError],
  [GuestAbort.code, GuestAbort],
  [GuestCrashed.code, GuestCrashed],
  [THREAD_OUT_OF_MEMORY, GuestCrashed],
]);

/** Errors of the engine by their name. */
const BY_NAME: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([
  ['CompileError', WebAssembly.CompileError],
  ['RuntimeError', WebAssembly.RuntimeError],
  ['RangeError', RangeError],
  ['TypeError', TypeError],
]);

/** The error that was made data. A process of guests is not believed that it has cut the texts. */
export function revive({ name, code, message: said, stack }: ErrorData): Error {
  const message = messageText(said);
  if (code === LimitError.code) return LimitError.of(message);
  const found = BY_CODE.get(code) ?? BY_NAME.get(name) ?? Error;
  const error = new found(message);
  // Where it was thrown is in the stack of the other thread.
  if (stack !== undefined) error.stack = stackText(stack);
  if (code !== '' && !('code' in error)) Object.assign(error, { code });
  return error;
}
