// Child processes: the real command line, and what else a test runs.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
export const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** A command that runs, and what it has printed so far. */
export class Command {
  stdout = '';
  stderr = '';
  /** The exit code; a command that a signal ended rejects. */
  readonly exited: Promise<number>;
  readonly pid: number;
  readonly #waiting = new Set<() => void>();
  #ended = false;

  /** @param input what it finds on its standard input, instead of nothing @param env its environment, instead of this one's */
  constructor(file: string, args: readonly string[], input?: string, env = process.env) {
    const child = spawn(file, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], env });
    child.stdin?.on('error', () => {}).end(input); // whether it reads it or not
    this.pid = child.pid ?? -1;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => {
        this[stream] += text;
        for (const look of this.#waiting) look();
      });
    }
    this.exited = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.#ended = true;
        for (const look of this.#waiting) look();
        if (code === null) reject(new Error(`ended by ${signal}: ${this.stderr}`));
        else resolve(code);
      });
    });
    this.exited.catch(() => {}); // also where nobody asks
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  /** What `pattern` matches of the output, as soon as it is there. */
  printed(pattern: RegExp, stream: 'stdout' | 'stderr' = 'stdout'): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this[stream]);
        if (match === null && !this.#ended) return;
        this.#waiting.delete(look);
        if (match !== null) resolve(match);
        else reject(new Error(`ended without ${pattern}: ${this.stdout}${this.stderr}`));
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** `wasock …` with these arguments. */
export function wasock(...args: string[]): Command {
  return new Command(process.execPath, [MAIN, ...args]);
}
