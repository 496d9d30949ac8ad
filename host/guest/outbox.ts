import type { Report } from './messages.ts';

/** How much may be in flight from a guest to its starter, in the units of `weightOf`. */
const MOST_UNDER_WAY = 65_536;

/** The weight of a report without its text. */
const BASE_WEIGHT = 256;

/** How long a guest that has a thread waits for its starter to take reports, in milliseconds. After that, reports are dropped. */
const PATIENCE_MS = 200;

/** How long it waits before it checks again whether it was killed, in milliseconds. */
const SLICE_MS = 20;

/** Bytes of shared memory between an outbox and its reader. */
export const OUTBOX_BYTES = 4;

/** Roughly the bytes that a report takes while it is in flight. */
export function weightOf(report: Report): number {
  if (report.tag === 'warning') return BASE_WEIGHT + report.message.length;
  return report.tag === 'denied' ? BASE_WEIGHT + report.denial.subject.length + report.denial.flag.length : BASE_WEIGHT;
}

/** Records that a report has been taken. @param underWay the outbox's memory */
export function taken(underWay: Int32Array, weight: number): void {
  Atomics.sub(underWay, 0, weight);
  Atomics.notify(underWay, 0);
}

/**
 * Sends a guest's reports, without getting too far ahead of the reader: a guest can cause denials and warnings far
 * faster than an event loop takes messages. A report for which there is no room waits a while, and is then dropped and
 * counted.
 */
export class Outbox {
  readonly #underWay: Int32Array;
  readonly #post: (report: Report) => void;
  readonly #checkCancelled: () => void;
  readonly #patienceMs: number;
  #dropped = 0;
  #isInVain = false;

  /**
   * @param underWay `OUTBOX_BYTES` of shared memory, zero at first
   * @param checkCancelled throws if the guest is killed
   * @param patienceMs how long a report waits for room, in milliseconds: the whole thread waits
   */
  constructor(
    underWay: Int32Array,
    post: (report: Report) => void,
    checkCancelled: () => void,
    patienceMs = PATIENCE_MS,
  ) {
    this.#underWay = underWay;
    this.#post = post;
    this.#checkCancelled = checkCancelled;
    this.#patienceMs = patienceMs;
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

  /** Reports how many reports were dropped, if any were. */
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
    // After one wait in vain, the next report does not wait.
    const deadline = this.#isInVain ? 0 : performance.now() + this.#patienceMs;
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
