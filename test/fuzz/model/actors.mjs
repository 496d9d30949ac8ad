// Two actors on one system: processes that do calls, one at a time, and say what came of each.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { LATEST } from './steps.mjs';

/** A process that takes a call a line, and answers with a line. */
class Actor {
  #child;
  #lines;
  #errors = '';

  /** @param {readonly string[]} command */
  constructor([file, ...args]) {
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (chunk) => (this.#errors += chunk));
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async do(line) {
    this.#child.stdin.write(`${line}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`an actor ended at '${line}': ${this.#errors}`);
    return value;
  }

  async end() {
    const ended = new Promise((resolve) => this.#child.on('close', resolve));
    this.#child.stdin.end();
    await ended;
  }
}

/** Two actors, and the names that the system has given them. */
export class Side {
  #actors;
  /** Ports and autobound names in the order in which they were seen. @type {string[]} */
  #seen = [];

  /** @param {readonly string[]} command what each actor is started with */
  constructor(command) {
    this.#actors = [new Actor(command), new Actor(command)];
  }

  /** Does a sequence on new sockets. @param {import('./steps.mjs').Step[]} steps @returns {Promise<string[]>} what came of each */
  async run(steps) {
    this.#seen = [];
    const outcomes = [];
    for (const step of steps) {
      outcomes.push(this.#canonical(await this.#actors[step.actor].do(this.#line(step))));
      settle();
    }
    // The other side has the same names.
    for (const actor of this.#actors) await actor.do('reset');
    settle();
    return outcomes;
  }

  async end() {
    for (const actor of this.#actors) await actor.end();
  }

  #line({ call, numbers, address }) {
    const words = [call, ...numbers];
    if (address?.kind === 'u') words.push('u', address.name ?? '');
    else if (address !== undefined) words.push(address.kind, this.#port(address.port));
    return words.join(' ');
  }

  /** Ports that were not seen yet are 1, where nobody is. */
  #port(index) {
    if (index === undefined) return '0';
    const ports = this.#seen.filter((name) => name.startsWith(':'));
    return (index === LATEST ? ports.at(-1) : ports[index])?.slice(1) ?? '1';
  }

  /** Puts in the place of names that the system has chosen which one it is. */
  #canonical(outcome) {
    return outcome.replace(/:[1-9]\d*|(?<=u 6 )[0-9a-f]{5}$/g, (name) => {
      if (name === ':1') return name;
      if (!this.#seen.includes(name)) this.#seen.push(name);
      return `${name.startsWith(':') ? ':' : ''}<${this.#seen.indexOf(name)}>`;
    });
  }
}

/** The column of softnet_stat in which the length of a processor's backlog stands: proc(5), net/core/net-procfs.c. */
const BACKLOG = 11;

/** How often to look: other programs' traffic may keep the processors busy for ever. */
const LOOKS = 1000;

/** Returns when the system has delivered what was sent over the loopback interface: it goes through these queues. */
function settle() {
  for (let look = 0; look < LOOKS; look++) {
    const lines = readFileSync('/proc/net/softnet_stat', 'utf8').trim().split('\n');
    if (lines.every((line) => Number.parseInt(line.split(/\s+/)[BACKLOG] ?? '0', 16) === 0)) return;
  }
}

/**
 * Compiles the actor both ways into a directory.
 *
 * @param {'core' | 'component'} target what the guest is
 * @returns the commands that start it: natively, and as a guest of this package in a Node
 */
export function compileActors(source, directory, main, target) {
  const [native, guest] = [`${directory}/actor`, `${directory}/actor.wasm`];
  execFileSync('gcc', ['-O1', '-o', native, source]);
  const words = target === 'component' ? ['--target', target] : [];
  execFileSync(process.execPath, [main, 'cc', source, '-o', guest, ...words]);
  return {
    native: [native],
    guest: (node) => [node, main, 'run', guest, '--allow-all'],
  };
}
