import type { ProvidedResource } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { addressOf, Scratch } from '../../os/libc.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import type { Waiter } from '../../wait/waiter.ts';
import { err, ok, type Result } from '../result.ts';
import { type Awaited, Pollable } from './pollable.ts';
import { closedOrFailed, type StreamError } from './stream-error.ts';
import { waitFor } from './wait.ts';

const EAGAIN = errnoNumber('eagain');

/** What bytes come from. */
export interface Source {
  /**
   * Reads at an address what is there now.
   *
   * @returns how many bytes; 0 at the end; or minus the system's errno: EAGAIN for nothing yet
   */
  read(address: number, length: number): number;
  /** What to wait for after EAGAIN. */
  awaited(): Awaited;
  /** No more is read. */
  close(): void;
}

/** How much is read at once, in bytes: a guest may ask for any number. */
export const MOST_READ = 1 << 18;

/** What the host reads into when nothing has to wait. A guest's memory has no room yet for an unknown number of bytes. */
export const landing = new Scratch(MOST_READ);

/** `input-stream` of wasi:io/streams. */
export class InputStream {
  readonly source: Source;
  /** Ready when there is something to read, be it the end. Every subscription has it. */
  readonly pollable = new Pollable(() => this.awaited());
  #isClosed = false;

  constructor(source: Source) {
    this.source = source;
  }

  /** What to wait for until there is something to read, be it the end. */
  awaited(): Awaited {
    return this.#isClosed ? undefined : this.source.awaited();
  }

  /** Reads into the host's `landing`. @returns bytes; −EAGAIN for nothing yet; an error of the stream */
  readOnce(length: number): number | StreamError {
    return this.#read(landing.address, Math.min(length, MOST_READ));
  }

  #read(address: number, length: number): number | StreamError {
    if (this.#isClosed) return closedOrFailed(0);
    if (length === 0) return 0;
    const outcome = this.source.read(address, length);
    if (outcome > 0 || outcome === -EAGAIN) return outcome;
    this.#isClosed = true;
    return closedOrFailed(outcome);
  }

  /** `read`. */
  read(length: number): Result<Uint8Array<ArrayBuffer>, StreamError> {
    const outcome = this.readOnce(length);
    if (typeof outcome !== 'number') return err(outcome);
    return ok(landing.bytes.slice(0, Math.max(0, outcome)));
  }

  /** `blocking-read`: at least a byte, if any are asked for. */
  readSome(waiter: Waiter, length: number): Completion<Result<Uint8Array<ArrayBuffer>, StreamError>> {
    const outcome = this.readOnce(length);
    if (typeof outcome !== 'number') return err(outcome);
    if (outcome !== -EAGAIN) return ok(landing.bytes.slice(0, outcome));
    return this.#readLater(waiter, length);
  }

  // Others may use the landing meanwhile.
  #readLater(waiter: Waiter, length: number): Completion<Result<Uint8Array<ArrayBuffer>, StreamError>> {
    const bytes = new Uint8Array(Math.min(length, MOST_READ));
    const address = addressOf(bytes.buffer);
    let failure: StreamError | undefined;
    const attempt = (): number => {
      const outcome = this.#read(address, bytes.length);
      if (typeof outcome === 'number') return outcome;
      failure = outcome;
      return 0;
    };
    return andThen(
      waitFor(waiter, () => this.awaited(), attempt),
      (outcome) => (failure === undefined ? ok(bytes.subarray(0, Math.max(0, outcome))) : err(failure)),
    );
  }

  close(): void {
    this.#isClosed = true;
    this.source.close();
  }
}

export const INPUT_STREAM: ProvidedResource<InputStream> = { name: 'input-stream', drop: (stream) => stream.close() };
