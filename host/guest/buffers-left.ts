import { type Counters, SLOT } from '../limits/usage.ts';
import { hasUnread } from '../os/unread.ts';

/** How often it is looked, in milliseconds. */
const PERIOD_MS = 1000;

/** A process of the guest that lives. */
interface Living {
  /** Its descriptors, and that of its door, by which none of the guest's comes back. */
  readonly thread: { readonly ledger: Iterable<number> };
  readonly door: number;
}

/**
 * What Unix sockets of a guest's processes have left that were closed: data, and descriptors with their data, which somebody may still
 * read. It counts in the limits until none of the processes has anything to read, as for a guest that is one process:
 * see socket/buffers.ts.
 */
export class BuffersLeft {
  readonly #counters: Counters;
  readonly #living: () => Iterable<Living>;
  #bytes = 0;
  #descriptors = 0;
  #looks = 0;
  readonly #timer: NodeJS.Timeout;

  /** @param living those whose descriptors may be looked at */
  constructor(counters: Counters, living: () => Iterable<Living>) {
    this.#counters = counters;
    this.#living = living;
    this.#timer = setInterval(() => this.#look(), PERIOD_MS).unref();
  }

  /** Takes what a process has left that has ended. @param words its numbers */
  take(words: Float64Array): void {
    this.#bytes += words[SLOT.socketBuffers]!;
    this.#descriptors += words[SLOT.descriptorsInFlight]!;
    this.#tell();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const counters = this.#counters;
    if (counters.total(SLOT.socketBuffers) === 0 && counters.total(SLOT.descriptorsInFlight) === 0) return;
    // What is on its way from one process to another would not be seen.
    const passes = counters.total(SLOT.passes);
    if (this.#mayHide() || this.#isUnread() || counters.total(SLOT.passes) !== passes) return;
    this.#bytes = 0;
    this.#descriptors = 0;
    this.#tell();
    counters.keep(SLOT.drained, ++this.#looks);
  }

  /** Whether it has sockets where nobody can look. */
  #mayHide(): boolean {
    return this.#counters.total(SLOT.offered) > 0 || this.#counters.total(SLOT.exported) > 0;
  }

  #isUnread(): boolean {
    for (const { thread, door } of this.#living()) {
      for (const fd of thread.ledger) if (fd !== door && hasUnread(fd)) return true;
    }
    return false;
  }

  #tell(): void {
    this.#counters.keep(SLOT.socketBuffers, this.#bytes);
    this.#counters.keep(SLOT.descriptorsInFlight, this.#descriptors);
  }
}
