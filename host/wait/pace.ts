import { readyEvents } from '../os/libc.ts';

/** How many attempts in a row may fail before there are pauses: somebody else may have been faster. */
const FREE = 4;

/** The first and the longest pause, in milliseconds. Each pause is twice as long as the one before. */
const PAUSE_MS = { first: 1, most: 32 };

/**
 * Keeps a wait from spinning. The system may keep reporting a descriptor as ready although every attempt fails: POLLERR
 * for an error queue that nobody reads, room that belongs to another socket (unix(7), datagrams), or nothing but urgent
 * data. Nothing signals the end of such a wait, so attempts are repeated after pauses.
 */
export class Pace {
  readonly #fd: number;
  readonly #events: number;
  #vain = 0;
  #pauseMs = PAUSE_MS.first;

  /** @param events the events of the wait, POLL* */
  constructor(fd: number, events: number) {
    this.#fd = fd;
    this.#events = events;
  }

  /** Called after a failed attempt. @returns how long to pause before the next, in milliseconds */
  pauseMs(): number {
    if (readyEvents(this.#fd, this.#events) === 0) this.#vain = 0;
    else this.#vain++;
    if (this.#vain <= FREE) return 0;
    const pause = this.#pauseMs;
    this.#pauseMs = Math.min(pause * 2, PAUSE_MS.most);
    return pause;
  }
}
