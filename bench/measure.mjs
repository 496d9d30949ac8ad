/**
 * Rounds and what comes of them.
 *
 * @import { Row } from './rows.mjs'
 * @import { Worker } from './worker.mjs'
 *
 * @typedef {{ rounds: number, millis: number }} Plan   `millis`: how long a round should take
 */

/** Whose speed is 1, where nothing else is said. */
export const REFERENCE = 'php';

/** @param {readonly number[]} numbers   at least one */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** One row's measurements: nanoseconds per iteration, by contestant. */
export class RowResult {
  /** @param {Row} row */
  constructor(row) {
    this.row = row;
    /** @type {Map<string, number[]>} */
    this.rounds = new Map();
    /** @type {Map<string, Error>} */
    this.errors = new Map();
  }

  /**
   * In the row's unit; `undefined` if the contestant did not take part or failed.
   *
   * @param {string} contestant
   */
  summary(contestant) {
    const rounds = this.rounds.get(contestant);
    if (rounds === undefined || rounds.length === 0) return undefined;
    const values = rounds.map(this.row.value);
    return { median: this.row.value(median(rounds)), min: Math.min(...values), max: Math.max(...values) };
  }

  /**
   * Speed, that of another being 1: more is faster. `undefined` if one of them took no part.
   *
   * @param {string} contestant
   * @param {string} [to]
   */
  ratio(contestant, to = REFERENCE) {
    const reference = this.rounds.get(to);
    const rounds = this.rounds.get(contestant);
    return reference?.length && rounds?.length ? median(reference) / median(rounds) : undefined;
  }

  /** The row's bars that were measured, and what was reached. */
  get bars() {
    return this.row.bars.flatMap((bar) => {
      const ratio = this.ratio(bar.of, bar.to);
      return ratio === undefined ? [] : [{ ...bar, ratio, isReached: ratio >= bar.least }];
    });
  }

  toJSON() {
    const { id, label, unit } = this.row;
    const contestants = [...this.rounds.keys()].map((name) => [
      name,
      { ...this.summary(name), ratio: this.ratio(name) },
    ]);
    return { id, label, unit, bars: this.bars, contestants: Object.fromEntries(contestants) };
  }
}

/**
 * Finds the number of iterations that takes about as long as planned, which
 * also warms the contestant up.
 *
 * @param {Worker} worker
 * @param {Row} row
 * @param {number} port
 * @param {number} nanoseconds   wanted
 * @returns {Promise<number | undefined>} undefined if the contestant cannot have the row
 */
async function calibrate(worker, row, port, nanoseconds) {
  let iterations = 1;
  for (;;) {
    const first = await worker.round(row.id, iterations, port);
    if (first === undefined) return undefined;
    // A round that takes long may have waited for the end of the row before.
    const took = first >= nanoseconds / 3 ? ((await worker.round(row.id, iterations, port)) ?? first) : first;
    const wanted = (iterations * nanoseconds) / took;
    if (took >= nanoseconds / 3) return Math.max(1, Math.round(wanted));
    iterations = Math.ceil(Math.min(wanted, iterations * 30));
  }
}

/**
 * Measures one row: the contestants take turns, round by round. One that fails
 * is left out from there on.
 *
 * @param {Row} row
 * @param {ReadonlyMap<string, Worker>} workers
 * @param {number} port    of the peer
 * @param {Plan} plan
 * @returns {Promise<RowResult>}
 */
export async function measureRow(row, workers, port, plan) {
  const result = new RowResult(row);
  /** @type {Map<string, number>} */
  const iterations = new Map();
  /**
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  const attempt = async (name, work) => {
    if (result.errors.has(name)) return;
    try {
      await work();
    } catch (error) {
      result.errors.set(name, error instanceof Error ? error : new Error(String(error)));
      result.rounds.delete(name);
    }
  };
  for (const [name, worker] of workers) {
    await attempt(name, async () => {
      const count = await calibrate(worker, row, port, plan.millis * 1e6);
      if (count === undefined) return;
      iterations.set(name, count);
      result.rounds.set(name, []);
    });
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const [name, worker] of workers) {
      await attempt(name, async () => {
        const count = iterations.get(name);
        if (count === undefined) return;
        const took = await worker.round(row.id, count, port);
        if (took !== undefined) result.rounds.get(name)?.push(took / count);
      });
    }
  }
  return result;
}
