// Runs the cases of a guest on this package's host.
import { describe, expect, test } from 'vitest';
import { type Cases, type GuestCase, guestFile, outcomeOf, startCase } from './cases.ts';
import { COMMAND_LINKINGS } from './commands.ts';
import { openSockets } from './descriptors.ts';
import { variants } from './families.ts';
import { run } from './guest.ts';
import { hasOwnNetwork, runInOwnNetwork } from './own-network.ts';

/** A test for each case, family and way of linking: its lines, its warnings, its exit code; and it leaves no socket. */
export function testCases(name: string, cases: Cases): void {
  describe.each(Object.entries(cases))('%s', (testCase, expected) => {
    const testCaseHere = expected.network === undefined ? testLinked : testInOwnNetwork;
    testCaseHere(guestFile(name), testCase, expected);
  });
}

function testLinked(guest: string, testCase: string, expected: GuestCase): void {
  const { fact, families, policy, peer, isPeerSilent = peer === undefined } = expected;
  test.each(variants(families))(`${fact} over $family, $linking`, async ({ family, linking }) => {
    const args = await startCase(testCase, expected, family);
    const before = openSockets();
    const outcome = await run(guest, args, { linking, isWaitedFor: !isPeerSilent, ...(policy && { policy }) });
    // A peer's sockets are this process's too.
    const after = peer === undefined ? openSockets() : before;
    expect({ ...outcome, after }).toEqual({ ...outcomeOf(expected, family), after: before });
  });
}

function testInOwnNetwork(guest: string, testCase: string, expected: GuestCase): void {
  const { fact, families, network } = expected;
  const possible = families.flatMap((family) => COMMAND_LINKINGS.map((linking) => [family, linking] as const));
  test.skipIf(!hasOwnNetwork()).each(possible)(
    `${fact} over %s, %s, in a network of its own`,
    async (family, linking) => {
      const args = await startCase(testCase, expected, family);
      expect(await runInOwnNetwork(guest, args, linking, network)).toEqual(outcomeOf(expected, family));
    },
  );
}
