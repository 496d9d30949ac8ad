import { readyEvents } from '../os/libc.ts';

/** How many attempts in a row may be in vain before there are pauses: others may have been faster. */
const FREE = 4;

/** How long the pauses are, in milliseconds: each twice as long as the one before. */
const PAUSE_MS = { first: 1, most: 32 };

/**
 * Keeps a wait from spinning. The system may call a descriptor ready on and on, and an attempt finds nothing: where
 * POLLERR is for a queue of errors that nobody reads, where the room is another socket's (unix(7), datagrams), where only
 * urgent data has come. What ends such a wait gives no sign, so that it is asked for now and then.
 */
export class Pace {
  readonly #fd: number;
  readonly #events: number;
  #vain = 0;
  #pauseMs = PAUSE_MS.first;

  /** @param events what is waited for, POLL* */
  constructor(fd: number, events: number) {
    this.#fd = fd;
    this.#events = events;
  }

  /** An attempt was in vain. @returns how long to pause before the next, in milliseconds */
  pauseMs(): number {
    if (readyEvents(this.#fd, this.#events) === 0) this.#vain = 0;
    else this.#vain++;
    if (this.#vain <= FREE) return 0;
    const pause = this.#pauseMs;
    this.#pauseMs = Math.min(pause * 2, PAUSE_MS.most);
    return pause;
  }
}
