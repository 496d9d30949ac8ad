// The process that compares: two guests against two native programs, in one network of their own, call by call.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { derived } from '../random.mjs';
import { compileActors, Side } from './actors.mjs';
import { isMeant } from './differences.mjs';
import { makeSteps } from './steps.mjs';

const ACTOR = fileURLToPath(new URL('actor.c', import.meta.url));
const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** How many calls a sequence has. */
const LENGTH = 40;

/** How often a difference must be seen: what the system does on its own time may come between two calls once. */
const TIMES = 3;

/**
 * @param {{ seed: number, sequences: number, node: string, target?: 'core' | 'component', replay?: import('./steps.mjs').Step[] }} task
 * @returns what differs first, and the sequence it is in; nothing if nothing does
 */
async function compare({ seed, sequences, node, target = 'core', replay }) {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-model-'));
  try {
    const commands = compileActors(ACTOR, directory, MAIN, target);
    const sides = [new Side(commands.native), new Side(commands.guest(node))];
    try {
      if (replay !== undefined) return { sequences: 1, ...(await found(sides, replay)) };
      for (let index = 0; index < sequences; index++) {
        const own = derived(seed, index);
        const differing = await found(sides, makeSteps(own, LENGTH));
        if (differing !== undefined) return { sequences: index, seed: own, ...differing };
      }
      return { sequences };
    } finally {
      for (const side of sides) await side.end();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The first difference that stays, of the shortest sequence that has it. */
async function found(sides, steps) {
  if ((await difference(sides, steps)) === undefined) return undefined;
  let shortest = steps;
  for (let index = steps.length - 1; index >= 0; index--) {
    const candidate = shortest.toSpliced(index, 1);
    if (index < shortest.length && (await difference(sides, candidate)) !== undefined) shortest = candidate;
  }
  return difference(sides, shortest);
}

/** @returns {Promise<{ steps: object[], native: string[], guest: string[] } | undefined>} */
async function difference(sides, steps) {
  let last;
  for (let time = 0; time < TIMES; time++) {
    const native = await sides[0].run(steps);
    const guest = await sides[1].run(steps);
    const at = native.findIndex(
      (outcome, index) => outcome !== guest[index] && !isMeant(steps, index, outcome, guest[index]),
    );
    if (at < 0) return undefined;
    last = { steps: steps.slice(0, at + 1), native: native.slice(0, at + 1), guest: guest.slice(0, at + 1) };
  }
  return last;
}

console.log(JSON.stringify(await compare(JSON.parse(process.argv[2]))));
