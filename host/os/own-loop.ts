import { ppoll, read, Scratch } from './libc.ts';
import { platform } from './platform.ts';

const { POLLIN } = platform;

/**
 * The event loop of a worker that does nothing but hold suspended guests. Node's own cannot watch descriptors there. So the thread
 * waits here, and lets Node's loop take a turn after each wait: for messages, timers and promises.
 */
export class OwnLoop {
  readonly #wake: number;
  readonly #mayWaitMs: () => number;
  /** Two pollfds, a timespec, and what is read of the wake descriptor. */
  readonly #scratch = new Scratch(40);
  readonly #words = new Int32Array(this.#scratch.buffer);
  #watched = -1;
  #onReadable = (): void => {};

  /**
   * @param wake an eventfd that whoever sends a message writes to
   * @param mayWaitMs how long the thread may wait, in milliseconds; 0 while Node has something to do, negative to end the loop
   */
  constructor(wake: number, mayWaitMs: () => number) {
    this.#wake = wake;
    this.#mayWaitMs = mayWaitMs;
  }

  /** Watches a descriptor, in place of the last one; −1 for none. */
  watch(fd: number, onReadable: () => void): void {
    this.#watched = fd;
    this.#onReadable = onReadable;
  }

  /** Takes turns until there are no more. */
  readonly turn = (): void => {
    const most = this.#mayWaitMs();
    if (most < 0) return;
    const { address } = this.#scratch;
    this.#words.set([this.#wake, POLLIN, this.#watched, POLLIN]);
    const ready = ppoll(address, 2, most === Infinity ? 0 : this.#timespec(most));
    const isReadable = ready > 0 && this.#words[3]! >>> 16 !== 0;
    read(this.#wake, address + 32, 8);
    if (isReadable) this.#onReadable();
    setImmediate(this.turn);
  };

  /** The address of a timespec. Timers of Node's have whole milliseconds, and must be due afterwards. */
  #timespec(milliseconds: number): number {
    const whole = Math.ceil(milliseconds);
    this.#scratch.view.setBigInt64(16, BigInt(Math.floor(whole / 1000)), true);
    this.#scratch.view.setBigInt64(24, BigInt((whole % 1000) * 1_000_000), true);
    return this.#scratch.address + 16;
  }
}
