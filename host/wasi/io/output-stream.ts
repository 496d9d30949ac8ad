import type { ProvidedResource } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { addressOfBytes } from '../../os/memory.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen, type Completion, repeat } from '../../wait/completion.ts';
import type { Waiter } from '../../wait/waiter.ts';
import { DONE, err, type Result } from '../result.ts';
import { Outlet, ROOM, type Sink } from './outlet.ts';
import { type Awaited, Pollable } from './pollable.ts';
import { closedOrFailed, type StreamError } from './stream-error.ts';
import { waitFor } from './wait.ts';

export { ROOM, type Sink } from './outlet.ts';

const EAGAIN = errnoNumber('eagain');

/** The most bytes of `blocking-write-and-flush` and `blocking-write-zeroes-and-flush`: wit/deps/io.wit. */
const MOST_BLOCKING = 4096;

const ZEROES = new Uint8Array(ROOM);

/** `output-stream` of wasi:io/streams. */
export class OutputStream {
  readonly #outlet: Outlet;
  /** Ready when something may be written, or there is an error. Every subscription has it. */
  readonly pollable = new Pollable(() => this.awaited());
  /** How much may be written without another `check-write`. */
  #permit = 0;
  /** How much of that the outlet has promised. */
  #promised = 0;
  #isClosed = false;

  /** @param outlet the way into the sink, where what does not fit is kept */
  constructor(sink: Sink, outlet: Outlet = new Outlet(sink)) {
    this.#outlet = outlet;
  }

  /** What to wait for until `check-write` permits something, or there is an error. */
  awaited(): Awaited {
    return this.#isClosed || this.#outlet.isOver ? undefined : this.#outlet.awaited();
  }

  /** @returns how many bytes may be written, or the stream's error */
  checkWrite(): number | StreamError {
    const failure = this.#push();
    this.#endPromise();
    if (failure !== undefined) return failure;
    this.#promised = this.#outlet.promise();
    return (this.#permit = this.#promised);
  }

  #endPromise(): void {
    if (this.#promised > 0) this.#outlet.giveBack(this.#promised);
    this.#promised = 0;
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
    // `check-write` is for the next call. The rest of its permit is good as long as there is room anyway.
    if (this.#promised === 0 && !this.#outlet.mayKeep(length)) {
      throw new GuestTrap(`a second write of ${length} bytes, without check-write, where there is no room`);
    }
    this.#endPromise();
    return this.#isClosed ? closedOrFailed(0) : this.#outlet.put(address, length);
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
    if (failure !== undefined || !this.#outlet.isPending) return outcome(failure);
    let later: StreamError | undefined;
    const attempt = (): number => {
      later = this.#push();
      return later !== undefined || !this.#outlet.isPending ? 0 : -EAGAIN;
    };
    return andThen(
      waitFor(waiter, () => this.awaited(), attempt, this.#outlet),
      () => outcome(later),
    );
  }

  /** `blocking-write-and-flush`. @throws GuestTrap for more bytes than it takes */
  writeAll(waiter: Waiter, address: number, length: number): Completion<Result<undefined, StreamError>> {
    if (length > MOST_BLOCKING) throw new GuestTrap(`blocking-write-and-flush takes ${MOST_BLOCKING} bytes at most`);
    // What is before it, and then what does not fit, is kept: `flushed` waits for both.
    const failure = this.#push() ?? this.#outlet.put(address, length);
    if (failure !== undefined) return err(failure);
    return this.#outlet.isPending ? this.flushed(waiter) : DONE;
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
      return andThen(this.flushed(waiter), (flushed) => (flushed.tag === 'err' ? flushed.val : undefined));
    });
  }

  /** Takes nothing more. @param onEnd called once what was written is in the sink */
  end(onEnd: () => void): void {
    this.#outlet.end(onEnd);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#endPromise();
    this.#outlet.close();
  }

  #push(): StreamError | undefined {
    return this.#isClosed ? closedOrFailed(0) : this.#outlet.push();
  }
}

function outcome(failure: StreamError | undefined): Result<undefined, StreamError> {
  return failure === undefined ? DONE : err(failure);
}

export const OUTPUT_STREAM: ProvidedResource<OutputStream> = {
  name: 'output-stream',
  drop: (stream) => stream.close(),
};
