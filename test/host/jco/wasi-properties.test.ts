// The cases of the property tests' guests over wasi:sockets, with all of WASI from `wasock/wasi`: each is what it is on this
// package's host, but for what a guest over WASI lacks in any runtime (test/wasip2/lacking.ts).
import { beforeAll, describe, expect, test } from 'vitest';
import { guestFile, outcomeOf, startCase } from '../../support/cases.ts';
import { Command } from '../../support/command-line.ts';
import { mappedCommand, mappedModule } from '../../support/commands.ts';
import { outcomeOfCommand } from '../../support/guest.ts';
import { LACKING, listed, NOT_COMPARED } from '../../wasip2/lacking.ts';
import { GUESTS } from '../../wasip2/properties.ts';
import { buildGuest } from '../../wasip2/runtimes.ts';

const PACKAGES = ['cli', 'clocks', 'filesystem', 'io', 'random', 'sockets'];

/** The guest only reads, without waiting, while its last bytes are kept for it: nobody writes them. */
const KEPT = 'partial-write';

/** What is tested of each guest. Unix sockets are in the guest's own memory. */
const TESTED = GUESTS.map(([name, cases]) => {
  const all = Object.entries(cases).flatMap(([testCase, { families }]) =>
    families.filter((family) => family !== 'unix').map((family) => ({ testCase, family })),
  );
  const compared = all.filter(
    ({ testCase, family }) =>
      testCase !== KEPT &&
      [NOT_COMPARED, LACKING].every((list) => listed(list, 'wasmtime', name, testCase, family) === undefined),
  );
  return { name, cases, compared };
}).filter(({ compared }) => compared.length > 0);

describe.each(TESTED)('$name', ({ name, cases, compared }) => {
  let words: readonly string[];
  beforeAll(async () => {
    const map = Object.fromEntries(PACKAGES.map((own) => [`wasi:${own}/*`, 'wasock/wasi#*']));
    words = mappedCommand(await mappedModule(await buildGuest(guestFile(name)), map));
  });

  test.each(compared)('$testCase over $family is the same', { timeout: 30_000 }, async ({ testCase, family }) => {
    const args = await startCase(testCase, cases[testCase]!, family);
    const [file = '', ...rest] = words;
    const command = new Command(file, [...rest, '--allow-all', '--', ...args]);
    expect((await outcomeOfCommand(command)).lines).toEqual(outcomeOf(cases[testCase]!, family).lines);
  });
});
