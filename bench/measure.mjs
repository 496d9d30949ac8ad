/**
 * Rounds and what comes of them.
 *
 * @import { Row } from './rows.mjs'
 * @import { Worker } from './worker.mjs'
 *
 * @typedef {{ rounds: number, millis: number }} Plan   `millis`: how long a round should take
 */

const REFERENCE = 'php';

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
   * Speed, native PHP's being 1: more is faster.
   *
   * @param {string} contestant
   */
  ratio(contestant) {
    const reference = this.rounds.get(REFERENCE);
    const rounds = this.rounds.get(contestant);
    return reference && rounds ? median(reference) / median(rounds) : undefined;
  }

  /** Whether wasock reaches the row's bar; `undefined` without a bar or a measurement. */
  get reached() {
    const ratio = this.ratio('wasock');
    return this.row.bar === undefined || ratio === undefined ? undefined : ratio >= this.row.bar;
  }

  toJSON() {
    const { id, label, unit, bar } = this.row;
    const contestants = [...this.rounds.keys()].map((name) => [
      name,
      { ...this.summary(name), ratio: this.ratio(name) },
    ]);
    return { id, label, unit, bar, reached: this.reached, contestants: Object.fromEntries(contestants) };
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
 */
async function calibrate(worker, row, port, nanoseconds) {
  let iterations = 1;
  for (;;) {
    const took = await worker.round(row.id, iterations, port);
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
      iterations.set(name, await calibrate(worker, row, port, plan.millis * 1e6));
      result.rounds.set(name, []);
    });
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const [name, worker] of workers) {
      await attempt(name, async () => {
        const count = iterations.get(name) ?? 1;
        result.rounds.get(name)?.push((await worker.round(row.id, count, port)) / count);
      });
    }
  }
  return result;
}
