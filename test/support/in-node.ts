// Runs the cases of a guest on this package's host.
import { describe, expect, test } from 'vitest';
import { type Cases, type GuestCase, guestFile, outcomeOf, startCase } from './cases.ts';
import { COMMAND_LINKINGS } from './commands.ts';
import { openSockets } from './descriptors.ts';
import { variants } from './families.ts';
import { run } from './guest.ts';
import { hasOwnNetwork, runInOwnNetwork } from './own-network.ts';

/** Guests that wait for nothing: to suspend them as components too would say nothing new. */
const NEVER_WAIT: ReadonlySet<string> = new Set([
  'addrinfo',
  'errors',
  'flags',
  'kinds',
  'later-options',
  'local-names',
  'packets',
  'privileges',
  'stream-sockets',
]);

/** A test for each case, family and way of linking: its lines, its warnings, its exit code; and it leaves no socket. */
export function testCases(name: string, cases: Cases): void {
  describe.each(Object.entries(cases))('%s', (testCase, expected) => {
    const testCaseHere = expected.network === undefined ? testLinked : testInOwnNetwork;
    testCaseHere(name, testCase, expected);
  });
}

function testLinked(name: string, testCase: string, expected: GuestCase): void {
  const { fact, families, policy, peer, isPeerSilent = peer === undefined } = expected;
  const all = variants(families).filter(({ linking }) => linking !== 'suspended component' || !NEVER_WAIT.has(name));
  test.each(all)(`${fact} over $family, $linking`, async ({ family, linking }) => {
    const args = await startCase(testCase, expected, family);
    const before = openSockets();
    const outcome = await run(guestFile(name), args, {
      linking,
      isWaitedFor: !isPeerSilent,
      ...(policy && { policy }),
    });
    // A peer's sockets are this process's too.
    const after = peer === undefined ? openSockets() : before;
    expect({ ...outcome, after }).toEqual({ ...outcomeOf(expected, family), after: before });
  });
}

function testInOwnNetwork(name: string, testCase: string, expected: GuestCase): void {
  const { fact, families, network } = expected;
  const possible = families.flatMap((family) => COMMAND_LINKINGS.map((linking) => [family, linking] as const));
  test.skipIf(!hasOwnNetwork()).each(possible)(
    `${fact} over %s, %s, in a network of its own`,
    async (family, linking) => {
      const args = await startCase(testCase, expected, family);
      expect(await runInOwnNetwork(guestFile(name), args, linking, network)).toEqual(outcomeOf(expected, family));
    },
  );
}
