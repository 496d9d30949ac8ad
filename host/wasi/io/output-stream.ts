import type { ProvidedResource } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { addressOfBytes, bytesAt } from '../../os/memory.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen, type Completion, repeat } from '../../wait/completion.ts';
import type { Waiter } from '../../wait/waiter.ts';
import { DONE, err, type Result } from '../result.ts';
import { waitFor } from './input-stream.ts';
import type { Awaited } from './pollable.ts';
import { closedOrFailed, type StreamError } from './stream-error.ts';

const EAGAIN = errnoNumber('eagain');

/** Where bytes go. */
export interface Sink {
  /** Writes bytes at an address, as many as there is room for now. @returns how many, or minus the system's errno: EAGAIN */
  write(address: number, length: number): number;
  /** What to wait for after EAGAIN. */
  awaited(): Awaited;
  /** No more is written. */
  close(): void;
}

/** How many bytes `check-write` permits when there is room. */
const PERMIT = 65_536;

/** The most bytes of `blocking-write-and-flush` and `blocking-write-zeroes-and-flush`: wit/deps/io.wit. */
const MOST_BLOCKING = 4096;

const ZEROES = new Uint8Array(PERMIT);

/** `output-stream` of wasi:io/streams. What was permitted and does not fit into the sink is kept here until it does. */
export class OutputStream {
  readonly #sink: Sink;
  /** What has been written and is not in the sink yet. */
  #pending: Uint8Array<ArrayBuffer> | undefined;
  /** How much may be written without another `check-write`. */
  #permit = 0;
  #error: StreamError | undefined;
  #isClosed = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** What to wait for until `check-write` permits something, or there is an error. */
  awaited(): Awaited {
    return this.#isClosed || this.#error !== undefined ? undefined : this.#sink.awaited();
  }

  /** @returns how many bytes may be written, or the stream's error */
  checkWrite(): number | StreamError {
    const failure = this.#push();
    if (failure !== undefined) return failure;
    return (this.#permit = this.#pending === undefined ? PERMIT : 0);
  }

  /**
   * Writes bytes, for which there is a permit.
   *
   * @param address where they lie, until this returns
   * @throws GuestTrap without a permit for so many
   */
  write(address: number, length: number): StreamError | undefined {
    if (length > this.#permit) throw new GuestTrap(`a write of ${length} bytes; check-write permitted ${this.#permit}`);
    this.#permit -= length;
    return this.#put(address, length);
  }

  /** `write`. */
  writeBytes(bytes: Uint8Array<ArrayBuffer>): Result<undefined, StreamError> {
    return outcome(this.write(addressOfBytes(bytes), bytes.length));
  }

  /** `flush`. All that can be written at once is; the rest makes `check-write` permit nothing until it is written. */
  flush(): Result<undefined, StreamError> {
    return outcome(this.#push());
  }

  /** `blocking-flush`. */
  flushed(waiter: Waiter): Completion<Result<undefined, StreamError>> {
    const failure = this.#push();
    if (failure !== undefined || this.#pending === undefined) return outcome(failure);
    const attempt = (): number => {
      this.#push();
      return this.#pending === undefined || this.#error !== undefined ? 0 : this.#isClosed ? 0 : -EAGAIN;
    };
    return andThen(waitFor(waiter, this.#sink.awaited(), attempt), () => outcome(this.#error));
  }

  /** `blocking-write-and-flush`. @throws GuestTrap for more bytes than it takes */
  writeAll(waiter: Waiter, address: number, length: number): Completion<Result<undefined, StreamError>> {
    if (length > MOST_BLOCKING) throw new GuestTrap(`blocking-write-and-flush takes ${MOST_BLOCKING} bytes at most`);
    // What is before it, and then what does not fit, is kept: `flushed` waits for both.
    const failure = this.#push() ?? this.#put(address, length);
    if (failure !== undefined) return err(failure);
    return this.#pending === undefined ? DONE : this.flushed(waiter);
  }

  /** `write-zeroes`. */
  writeZeroes(count: number): Result<undefined, StreamError> {
    if (count > this.#permit) throw new GuestTrap(`a write of ${count} bytes; check-write permitted ${this.#permit}`);
    return this.writeBytes(ZEROES.subarray(0, count));
  }

  /** `blocking-write-zeroes-and-flush`. */
  writeAllZeroes(waiter: Waiter, count: number): Completion<Result<undefined, StreamError>> {
    return this.writeAll(waiter, addressOfBytes(ZEROES), count);
  }

  /** Waits until something may be written. @returns how much, or the stream's error */
  permitted(waiter: Waiter): Completion<number | StreamError> {
    return repeat(() => {
      const permit = this.checkWrite();
      if (permit !== 0) return permit;
      return andThen(this.flushed(waiter), () => undefined);
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#push();
    this.#isClosed = true;
    this.#pending = undefined;
    this.#sink.close();
  }

  /** Writes what fits, and keeps the rest. Nothing may come before it. */
  #put(address: number, length: number): StreamError | undefined {
    if (this.#isClosed) return closedOrFailed(0);
    if (this.#error !== undefined) return this.#told();
    let done = 0;
    while (done < length && this.#pending === undefined) {
      const written = this.#sink.write(address + done, length - done);
      if (written < 0 && written !== -EAGAIN) return this.#fail(written);
      if (written <= 0) break;
      done += written;
    }
    if (done < length) this.#keep(address + done, length - done);
    return undefined;
  }

  #keep(address: number, length: number): void {
    const kept = bytesAt(address, length);
    const before = this.#pending;
    if (before === undefined) {
      this.#pending = kept;
      return;
    }
    this.#pending = new Uint8Array(before.length + length);
    this.#pending.set(before);
    this.#pending.set(kept, before.length);
  }

  /** Writes what is pending, as far as there is room. @returns the stream's error, if it has one */
  #push(): StreamError | undefined {
    if (this.#isClosed) return closedOrFailed(0);
    if (this.#error !== undefined) return this.#told();
    while (this.#pending !== undefined) {
      const written = this.#sink.write(addressOfBytes(this.#pending), this.#pending.length);
      if (written === -EAGAIN || written === 0) return undefined;
      if (written < 0) return this.#fail(written);
      this.#pending = written < this.#pending.length ? this.#pending.subarray(written) : undefined;
    }
    return undefined;
  }

  #fail(written: number): StreamError {
    this.#pending = undefined;
    this.#error = closedOrFailed(written);
    return this.#told();
  }

  /** An error is told once. After that the stream is closed. */
  #told(): StreamError {
    const told = this.#error ?? closedOrFailed(0);
    this.#error = closedOrFailed(0);
    return told;
  }
}

function outcome(failure: StreamError | undefined): Result<undefined, StreamError> {
  return failure === undefined ? DONE : err(failure);
}

export const OUTPUT_STREAM: ProvidedResource<OutputStream> = {
  name: 'output-stream',
  drop: (stream) => stream.close(),
};
