import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const ROUND_TIMEOUT_MS = 30_000;

/** A process that answers lines with lines: a contestant, or the peer of the TCP rows. */
export class Worker {
  #process;
  #answers;

  /**
   * @param {readonly string[]} command
   * @param {number | undefined} cpu   to stay on; `undefined`: any
   */
  constructor(command, cpu) {
    const [program = '', ...args] = cpu === undefined ? command : ['taskset', '-c', String(cpu), ...command];
    this.#process = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.on('error', () => {}); // seen as the end of its output
    this.#process.stdin.on('error', () => {}); // likewise
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /**
   * The next line. Rejects if the process ends first, or says nothing for half a minute.
   *
   * @returns {Promise<string>}
   */
  async answer() {
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), ROUND_TIMEOUT_MS);
    const { value, done } = await this.#answers.next();
    clearTimeout(timer);
    if (done) throw new Error('the process ended without an answer');
    return value;
  }

  /** @param {string} line */
  say(line) {
    this.#process.stdin.write(`${line}\n`);
  }

  /**
   * One round: the nanoseconds it took, measured by the contestant itself; undefined if it cannot have the row.
   *
   * @param {string} row
   * @param {number} iterations
   * @param {number} port        of the peer
   * @returns {Promise<number | undefined>}
   */
  async round(row, iterations, port) {
    this.say(`${row} ${iterations} ${port}`);
    const answer = await this.answer();
    const nanoseconds = Number(answer);
    if (nanoseconds === -1) return undefined;
    if (!(nanoseconds > 0)) throw new Error(`expected nanoseconds, got ${JSON.stringify(answer)}`);
    return nanoseconds;
  }

  stop() {
    this.#process.kill('SIGKILL');
  }
}
