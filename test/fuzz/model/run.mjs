// Starts the comparison in a network of its own, and says what differs.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OWN_NETWORK } from '../start.mjs';

const COMPARE = fileURLToPath(new URL('compare.mjs', import.meta.url));

/**
 * Compares sequences of calls.
 *
 * @param {{ seed: number, sequences: number, node?: string, target?: 'core' | 'component', replay?: object[] }} task
 * @returns {Promise<{ sequences: number, seed?: number, steps?: object[], native?: string[], guest?: string[] }>}
 */
export async function comparison({ node = process.execPath, ...task }) {
  const [file, ...args] = [
    ...OWN_NETWORK,
    process.execPath,
    '--no-warnings',
    COMPARE,
    JSON.stringify({ ...task, node }),
  ];
  const { stdout } = await promisify(execFile)(file, args, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

/**
 * A difference as lines: each call, and what came of it.
 *
 * @param {{ steps?: object[], native?: string[], guest?: string[] }} found
 * @returns {string[]} none if there is no difference
 */
export function shown({ steps = [], native = [], guest = [] }) {
  return steps.map(({ actor, call, numbers, address }, index) => {
    const where = address === undefined ? '' : ` ${JSON.stringify(address)}`;
    const same = native[index] === guest[index];
    return `${'AB'[actor]}: ${call} ${numbers.join(' ')}${where}: ${native[index]}${same ? '' : `   guest: ${guest[index]}`}`;
  });
}

/** `npm run fuzz -- --model N`. @returns {Promise<number>} the exit code */
export async function compare(seed, sequences, node, target) {
  const found = await comparison({ seed, sequences, node, target });
  if (found.steps === undefined) {
    console.log(`seed ${seed}: ${sequences} sequences give the same`);
    return 0;
  }
  console.error(`seed ${seed}, sequence ${found.sequences}, of seed ${found.seed}:`);
  for (const line of shown(found)) console.error(`  ${line}`);
  console.error(JSON.stringify({ model: found.steps }));
  return 1;
}
