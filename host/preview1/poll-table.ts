import { Scratch } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { PollSet } from '../wait/waiter.ts';

const { POLLIN, POLLOUT, POLLHUP } = platform;

/** How much larger the table becomes when it is full, in pollfds. */
const STEP = 64;

/** Something of a guest's that can be waited for. */
export abstract class Pollable {
  /** Its place in the table, and for which filling of the table that holds. */
  place = 0;
  filling = 0;

  /** The system's descriptor. */
  abstract readonly fd: number;
}

/**
 * What one `poll_oneoff` waits for, as `struct pollfd`s: one for each stream and socket, however many subscriptions it has. So it
 * is never longer than the list of the guest's descriptors. It is filled anew for each look, and makes no object then.
 */
export class PollTable implements PollSet {
  words = new Int32Array(0);
  address = 0;
  count = 0;
  #filling = 0;

  /** Begins a filling. */
  clear(): void {
    this.count = 0;
    this.#filling++;
  }

  /** Waits also until this one can be read, or written. */
  add(own: Pollable, isRead: boolean): void {
    if (own.filling !== this.#filling) {
      // A waiter appends its own.
      if (this.words.length < (this.count + 2) * 2) this.#grow();
      own.filling = this.#filling;
      own.place = this.count++;
      this.words[own.place * 2] = own.fd;
      this.words[own.place * 2 + 1] = 0;
    }
    this.words[own.place * 2 + 1]! |= isRead ? POLLIN : POLLOUT;
  }

  /** Whether one that was added can be read, or written. A call that fails at once does not wait either. */
  isReady(own: Pollable, isRead: boolean): boolean {
    return (this.#told(own) & ~(isRead ? POLLOUT : POLLIN)) !== 0;
  }

  /** Whether the other end of one that was added is closed. */
  isHungUp(own: Pollable): boolean {
    return (this.#told(own) & POLLHUP) !== 0;
  }

  #told({ place }: Pollable): number {
    return this.words[place * 2 + 1]! >>> 16;
  }

  #grow(): void {
    const scratch = new Scratch((this.count + STEP) * 8);
    const words = new Int32Array(scratch.buffer);
    words.set(this.words.subarray(0, this.count * 2));
    this.words = words;
    this.address = scratch.address;
  }
}
