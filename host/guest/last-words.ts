// Why a guest in AssemblyScript ended: `abort` writes it to standard error, and exits with 255, or as a component with 1. The guest may write there what it
// wants, so this is what the guest says, and no more.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { GuestExit } from '../guest-exit.ts';
import { bytesAt } from '../os/memory.ts';

/** The exit code of AssemblyScript's `abort`, and what is left of it in a component. */
const ABORTED = { core: 255, component: 1 };

/** How much of what was written last is kept, in bytes. */
const KEPT = 2048;

/** The most that a component's adapter of preview 1 writes at once, in bytes. */
const PIECE = 4096;

/** An `abort`: of a `throw`, a failed `!`, or an index out of bounds. */
export interface Abort {
  readonly message: string;
  /** Where: `plugin.ts(12:5)`. */
  readonly place: string;
}

/** Keeps what a guest has written to standard error last. */
export class LastWords {
  readonly #exitCode: number;
  #written: Uint8Array = new Uint8Array(0);
  /** Whether what a component writes next belongs to what is kept: a long line comes in pieces. */
  #goesOn = false;

  constructor(kind: keyof typeof ABORTED) {
    this.#exitCode = ABORTED[kind];
  }

  /** @param list the address of the first buffer's address and length */
  hear(memory: GuestMemory, list: number): void {
    if (!memory.holds(list, 8)) return;
    const view = memory.view();
    const [start, length] = [view.getUint32(list >>> 0, true), view.getUint32((list >>> 0) + 4, true)];
    if (memory.holds(start, length)) this.#written = new Uint8Array(view.buffer, start, Math.min(length, KEPT)).slice();
  }

  /** What a component writes. @param address where it lies, until this returns */
  readonly hearAt = (address: number, length: number): void => {
    if (!this.#goesOn) this.#written = bytesAt(address, Math.min(length, KEPT));
    this.#goesOn = length === PIECE;
  };

  /** The abort that has ended the guest, if it was one. */
  abort(error: unknown): Abort | undefined {
    if (!(error instanceof GuestExit) || error.exitCode !== this.#exitCode) return undefined;
    return abortOf(new TextDecoder().decode(this.#written));
  }
}

/** The abort that a line tells of, which may have been cut. */
export function abortOf(text: string): Abort | undefined {
  const [, whole] = /^abort: ([^]*?)\n?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [, message = whole, place = ''] = /^([^]*) in ([^\n]*\(\d+:\d+\))$/.exec(whole) ?? [];
  return { message, place };
}

/** Thrown if a guest that is called has aborted: its own message, and where that was. */
export class GuestAbort extends Error {
  override readonly name = 'GuestAbort';
  static readonly code = 'ERR_WASOCK_ABORT';
  readonly code = GuestAbort.code;

  /** @param functionName what was called */
  static of(functionName: string, { message, place }: Abort, cause: unknown): GuestAbort {
    return new GuestAbort(`${functionName}(): ${message}${place === '' ? '' : `, in ${place}`}`, { cause });
  }
}
