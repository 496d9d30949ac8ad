// The scenarios of test/php/ as guests over wasi:sockets, in a real wasmtime and in jco's WASI: each statement gives what
// it gives in PHP, or what scenarios/ lists, for a reason that stands in scenarios.md. `WASOCK_SCENARIOS=write` writes
// the listings anew; new differences are then without a reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Block, blocksOf, expected, normalised } from '../php/transcript.ts';
import { guestOf, readRecording, readScenario, run, runnable, scenarioNames } from '../support/scenarios.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import {
  differencesBetween,
  leftOutForNothing,
  listingOf,
  parseListing,
  readListing,
  writeListing,
} from './listing.ts';
import { buildGuest, hasWasmtime, prepare, type Ready, RUNTIMES, type Runtime, runReady } from './runtimes.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

describe.skipIf(!hasWasmtime)('over WASI', () => {
  test.each(scenarioNames.filter(runnable))('%s goes as in PHP, but for what is listed', async (name) => {
    const scenario = readScenario(name);
    const here = expected(scenario, readRecording(name));
    const component = await buildGuest(guestOf(name));
    const ready = await Promise.all(RUNTIMES.map((runtime) => prepare(runtime, component)));
    const there = await run(name, () => transcripts(ready));
    const found = listingOf(differencesBetween(here, there, parseListing(readListing(name))));
    if (env['WASOCK_SCENARIOS'] === 'write') writeListing(name, found);
    expect(found).toBe(readListing(name));
    for (const blocks of there.values()) expect(leftOutForNothing(scenario, here, blocks)).toEqual([]);
  });
});

/** Runs a guest in each runtime, one after the other, since both may bind the same ports. */
async function transcripts(ready: readonly Ready[]): Promise<Map<Runtime, Block[]>> {
  const there = new Map<Runtime, Block[]>();
  for (const [index, runtime] of RUNTIMES.entries()) there.set(runtime, await transcript(ready[index] ?? ['']));
  return there;
}

/** Runs a guest; its warnings come between the lines that it prints, since both its streams are one file. */
async function transcript(ready: Ready): Promise<Block[]> {
  const directory = temporaryDirectory();
  const output = join(temporaryDirectory(), 'output');
  const code = await runReady(['sh', '-c', 'exec "$@" >"$0" 2>&1', output, ...ready], [directory]).exited;
  const text = readFileSync(output, 'utf8');
  return blocksOf(normalised(text + (code === 0 ? '' : `exit code ${code}\n`), directory));
}

describe('what is listed', () => {
  const listed = readdirSync(`${HERE}scenarios`).map((file) => file.replace('.txt', ''));
  const reasons = listed.flatMap((name) => parseListing(readListing(name)).map(({ reason }) => reason));

  test('is of scenarios', () => {
    expect(listed.filter((name) => !scenarioNames.includes(name))).toEqual([]);
  });

  test('has a reason in scenarios.md, and every reason there is one', () => {
    const table = readFileSync(`${HERE}scenarios.md`, 'utf8');
    const described = Array.from(table.matchAll(/^\| `([^`]+)` \|/gm), ([, id = '']) => id);
    expect([...new Set(reasons)].sort()).toEqual(described.sort());
  });
});
