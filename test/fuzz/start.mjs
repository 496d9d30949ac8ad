// Starts processes in which hostile guests run, each in a network of its own, and outlives what they do to them.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minimise } from './minimise.mjs';
import { habitsOf, makeProgram } from './program.mjs';

const CAMPAIGN = fileURLToPath(new URL('campaign.mjs', import.meta.url));

/** In a network of its own, where nobody is: unshare(1), as root or in a user's own namespace. */
const NETWORKS = [
  ['unshare', '--net'],
  ['unshare', '--user', '--map-root-user', '--net'],
];
const UP = 'ip link set lo up && exec "$@"';

/** The words before a command that give it a network of its own; none where that may not be. */
export const OWN_NETWORK = (() => {
  const found = NETWORKS.find(
    ([file, ...args]) => spawnSync(file, [...args, 'sh', '-c', UP, 'sh', 'true']).status === 0,
  );
  return found === undefined ? [] : [...found, '--', 'sh', '-c', UP, 'sh'];
})();

/** How long a process may be about one program, in milliseconds: what takes longer hangs. */
const PATIENCE_MS = 60_000;

/**
 * What came of a campaign: as campaign.mjs says it, or how its process has ended.
 *
 * @typedef {{ linker: string, seed: number, programs: number, calls: number, kills: number, seconds: number,
 *   unkept?: string, programSeed?: number, case?: { linker: string, unkept: string, program: object } }} Result
 */

/**
 * Runs programs in a process of their own.
 *
 * @param {{ linker: string, seed: number, calls?: number, programs?: number, spare?: number, replay?: object }} task
 *   `spare`: how many descriptors there are for the guests
 * @param {string} node the Node to run them in
 * @returns {Promise<Result>}
 */
export async function campaign({ calls = Infinity, programs = Infinity, ...task }, node = process.execPath) {
  // JSON has no Infinity.
  const finite = { calls: Math.min(calls, 1e15), programs: Math.min(programs, 1e15) };
  const directory = mkdtempSync(join(tmpdir(), 'wasock-fuzz-'));
  try {
    const state = join(directory, 'state');
    const { text, ended } = await outcomeOf({ ...task, ...finite, state }, state, node);
    if (ended === undefined) return JSON.parse(text);
    if (task.replay !== undefined) return { ...task, programs: 1, calls: 0, kills: 0, seconds: 0, unkept: ended };
    const programSeed = Number(readState(state));
    const program = makeProgram(programSeed, habitsOf(task.linker));
    const fails = async (candidate) => (await campaign({ ...task, replay: candidate }, node)).unkept !== undefined;
    const small = (await fails(program)) ? await minimise(program, fails) : program;
    const found = { linker: task.linker, unkept: ended.split('\n')[0], program: small };
    return { ...task, programs: 0, calls: 0, kills: 0, seconds: 0, unkept: ended, programSeed, case: found };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What a process has said, or how it has ended without a word. */
function outcomeOf(task, state, node) {
  const words = [...OWN_NETWORK, node, '--no-warnings', CAMPAIGN, JSON.stringify(task)];
  const env = { ...process.env, NODE_NO_WARNINGS: '1', WASOCK_FUZZ_NETWORK: OWN_NETWORK.length > 0 ? 'own' : '' };
  const child = spawn(words[0], words.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [text, errors, seen, isHanging] = ['', '', '', false];
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-10_000)));
  const watch = setInterval(() => {
    const now = readState(state);
    isHanging = now === seen;
    seen = now;
    if (isHanging) child.kill('SIGKILL');
  }, PATIENCE_MS);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(watch);
      if (code === 0 && text !== '') resolve({ text, ended: undefined });
      else resolve({ text, ended: `the process ${isHanging ? 'hung' : `ended by ${signal ?? code}`}: ${errors}` });
    });
  });
}

function readState(state) {
  try {
    return readFileSync(state, 'utf8');
  } catch {
    return '';
  }
}
