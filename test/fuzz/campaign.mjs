// The process in which hostile guests run. It is started by start.mjs, which outlives it, and says on its standard output
// what it has found, as JSON.
import { spawnSync } from 'node:child_process';
import { openSync, writeSync } from 'node:fs';
import { canSuspend } from '#host/guest/promise-integration';
import { LINKERS } from './linkers.mjs';
import { minimise } from './minimise.mjs';
import { beScarce } from './policies.mjs';
import { habitsOf, makeProgram } from './program.mjs';
import { checkOutcome, checkReach, Watch } from './properties.mjs';
import { derived } from './random.mjs';
import { descriptors } from './reachable.mjs';
import { Unkept } from './unkept.mjs';
import { RESULTS } from './values.mjs';

/** Programs between two looks at what takes long. */
const DEEP_EVERY = 500;

/** A program that waits, and is killed. */
const WAITING = {
  policy: 'nothing',
  blocks: [
    [
      { call: '[static]socket.pair', with: [0, 0, 0, RESULTS] },
      { call: '[method]socket.receive', with: [1, 1, 0, RESULTS] },
    ],
  ],
};

/** Runs one program. @returns {Promise<Unkept | undefined>} what it broke */
async function broken({ linker, name, watch, isScarce }, program) {
  try {
    let reached;
    const outcome = await linker.run(program, () => {
      try {
        // It takes a descriptor to look.
        if (!isScarce) checkReach(program.policy);
      } catch (error) {
        reached = error;
      }
    });
    if (reached !== undefined) throw reached;
    checkOutcome(outcome, name);
    await watch.check();
    return undefined;
  } catch (error) {
    if (error instanceof Unkept) return error;
    throw error;
  }
}

/**
 * @param {{ linker: string, seed: number, calls: number, programs: number, state: string,
 *   spare?: number, replay?: import('./program.mjs').Program }} task until either number is reached; `state` is a file in
 *   which stands the seed of the program under way; `spare` is how many descriptors there are for the guests
 */
async function campaign({ linker: name, seed, calls, programs, state, spare, replay }) {
  if (spare !== undefined) beScarce();
  const linker = await LINKERS[name]();
  const how = habitsOf(name);
  // What is made when it is first needed is there before anybody counts.
  await linker.run(WAITING, () => {});
  for (let index = 0; index < 20; index++) await linker.run(makeProgram(derived(1, index), how), () => {});
  const file = openSync(state, 'w');
  const watch = new Watch();
  if (spare !== undefined) leaveDescriptors(spare);
  const place = { linker, name, watch, isScarce: spare !== undefined };
  const begun = performance.now();
  const callsBefore = linker.calls;
  let done = 0;
  const isOver = () => done >= programs || linker.calls - callsBefore >= calls;
  const report = (failure) => ({
    linker: name,
    seed,
    programs: done,
    calls: linker.calls - callsBefore,
    kills: linker.kills,
    seconds: (performance.now() - begun) / 1000,
    ...failure,
  });
  const failed = async (program, { message }, programSeed) => {
    const fails = async (candidate) => (await broken(place, candidate)) !== undefined;
    const small = replay ?? (await minimise(program, fails));
    return report({ unkept: message, programSeed, case: caseOf(name, message, small) });
  };
  if (replay !== undefined) {
    const error = await broken(place, replay);
    return error === undefined ? report({}) : failed(replay, error, 0);
  }
  try {
    while (!isOver()) {
      const programSeed = derived(seed, done++);
      writeSync(file, String(programSeed).padEnd(10), 0);
      const program = makeProgram(programSeed, how);
      const error = await broken(place, program);
      if (error !== undefined) return failed(program, error, programSeed);
      if (done % DEEP_EVERY === 0) await watch.checkDeep();
    }
    await watch.checkDeep();
  } catch (error) {
    // What many programs did together: there is none to make smaller.
    if (error instanceof Unkept) return report({ unkept: error.message });
    throw error;
  }
  return report({});
}

/** Takes from this process the right to have more descriptors than so many more: prlimit(1). */
function leaveDescriptors(spare) {
  const most = Math.max(...descriptors()) + spare;
  spawnSync('prlimit', ['--pid', String(process.pid), `--nofile=${most}:${most}`], { stdio: 'inherit' });
}

/** What stands in a file of cases/. */
function caseOf(linker, message, program) {
  return { linker, unkept: message.split('\n')[0], program };
}

const task = JSON.parse(process.argv[2]);
// Not every Node can suspend guests.
const result = task.linker.endsWith('suspending') && !canSuspend() ? { lacking: true } : await campaign(task);
console.log(JSON.stringify(result));
process.exit(0);
