import type { Report } from './messages.ts';

/** How much may be under way from a guest to its starter, in the units of `weightOf`. */
const MOST_UNDER_WAY = 65_536;

/** What a report weighs besides its text. */
const BASE_WEIGHT = 256;

/** How long a guest waits for its starter to take what it was told, in milliseconds; then its reports are dropped. */
const PATIENCE_MS = 200;

/** How long it waits without looking whether it was killed, in milliseconds. */
const SLICE_MS = 20;

/** Bytes of shared memory that an outbox and whoever takes from it need. */
export const OUTBOX_BYTES = 4;

/** About the bytes that a report takes while it is under way. */
export function weightOf(report: Report): number {
  if (report.tag === 'warning') return BASE_WEIGHT + report.message.length;
  return report.tag === 'denied' ? BASE_WEIGHT + report.denial.subject.length + report.denial.flag.length : BASE_WEIGHT;
}

/** Takes note that a report has been taken. @param underWay the outbox's memory */
export function taken(underWay: Int32Array, weight: number): void {
  Atomics.sub(underWay, 0, weight);
  Atomics.notify(underWay, 0);
}

/**
 * What a guest reports, kept from running ahead of who listens: a guest can be refused, or warned, far faster than an event
 * loop takes messages. What is too much waits a while, and is then dropped and counted.
 */
export class Outbox {
  readonly #underWay: Int32Array;
  readonly #post: (report: Report) => void;
  readonly #checkCancelled: () => void;
  #dropped = 0;
  #isInVain = false;

  /** @param underWay `OUTBOX_BYTES` of shared memory, zero at first @param checkCancelled throws if the guest is killed */
  constructor(underWay: Int32Array, post: (report: Report) => void, checkCancelled: () => void) {
    this.#underWay = underWay;
    this.#post = post;
    this.#checkCancelled = checkCancelled;
  }

  /** Sends a report, or drops it. */
  send(report: Report): void {
    const weight = weightOf(report);
    if (!this.#hasRoom(weight)) {
      this.#dropped++;
      return;
    }
    this.flush();
    this.#put(report, weight);
  }

  /** Tells how many reports were dropped, if some were. */
  flush(): void {
    if (this.#dropped === 0) return;
    const report: Report = { tag: 'dropped', count: this.#dropped };
    this.#dropped = 0;
    this.#put(report, weightOf(report));
  }

  #put(report: Report, weight: number): void {
    Atomics.add(this.#underWay, 0, weight);
    this.#post(report);
  }

  #hasRoom(weight: number): boolean {
    // Who has waited in vain once does not wait for the next.
    const deadline = this.#isInVain ? 0 : performance.now() + PATIENCE_MS;
    for (;;) {
      const underWay = Atomics.load(this.#underWay, 0);
      this.#isInVain = underWay > 0 && underWay + weight > MOST_UNDER_WAY;
      if (!this.#isInVain) return true;
      const left = deadline - performance.now();
      if (left <= 0) return false;
      Atomics.wait(this.#underWay, 0, underWay, Math.min(left, SLICE_MS));
      this.#checkCancelled();
    }
  }
}
