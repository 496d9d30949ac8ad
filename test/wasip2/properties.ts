// The cases of the property tests' guests over wasi:sockets: each is what it is on this package's host, or is listed in
// lacking.ts.
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Cases, guestFile, outcomeOf, startCase } from '../support/cases.ts';
import type { Command } from '../support/command-line.ts';
import type { Family } from '../support/families.ts';
import type { Outcome } from '../support/guest.ts';
import { LACKING, listed, NOT_COMPARED } from './lacking.ts';
import { buildGuest, prepare, type Ready, runReady, type Runtime } from './runtimes.ts';

const TABLES = new URL('../properties/cases/', import.meta.url);

/** The cases of each guest, by its name. */
export const GUESTS: readonly (readonly [name: string, cases: Cases])[] = await Promise.all(
  readdirSync(TABLES).map(async (file): Promise<[string, Cases]> => {
    const { CASES }: { CASES: Cases } = await import(new URL(file, TABLES).href);
    return [file.replace(/\.ts$/, ''), CASES];
  }),
);

/** How long a case that is listed may take, in ms: some wait for what never comes. All of a guest run at once. */
const PATIENCE = 2000;

/** How long a test may take, in ms, on a busy machine. */
const TIMEOUT = 30_000;

/** A test for each case of each guest over each family that must be the same, and one for those that are listed. */
export function testProperties(runtime: Runtime): void {
  describe.each(GUESTS)('%s', (name, cases) => {
    const all = Object.entries(cases)
      .flatMap(([testCase, { families }]) => families.map((family) => ({ testCase, family })))
      .filter(({ testCase, family }) => listed(NOT_COMPARED, runtime, name, testCase, family) === undefined);
    const lacks = ({ testCase, family }: { testCase: string; family: Family }) =>
      listed(LACKING, runtime, name, testCase, family) !== undefined;

    let ready: Ready;
    beforeAll(async () => {
      ready = await prepare(runtime, await buildGuest(guestFile(name)));
    });

    const start = async (testCase: string, family: Family) =>
      runReady(ready, await startCase(testCase, cases[testCase]!, family));

    test.each(all.filter((one) => !lacks(one)))(
      '$testCase over $family is the same',
      { timeout: TIMEOUT },
      async ({ testCase, family }) => {
        const command = await start(testCase, family);
        const code = await command.exited;
        expect(outcome(command, code)).toEqual(outcomeOf(cases[testCase]!, family));
      },
    );

    test('no case that is listed as lacking something passes', async () => {
      const runs = all.filter(lacks).map(async ({ testCase, family }) => {
        const command = await start(testCase, family);
        const code = await Promise.race([command.exited, patience()]);
        expect(outcome(command, code), `${testCase} over ${family}`).not.toEqual(outcomeOf(cases[testCase]!, family));
      });
      await Promise.all(runs);
    });
  });
}

/** No exit code. */
const patience = () => new Promise<number>((resolve) => setTimeout(resolve, PATIENCE, -1));

function outcome({ stdout, stderr }: Command, code: number): Outcome {
  const lines = (text: string) => text.split('\n').slice(0, -1);
  return { code, lines: lines(stdout), warnings: lines(stderr).map((line) => line.replace(/^(Warning|Notice): /, '')) };
}
