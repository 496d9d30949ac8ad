// Attempts to get round the policy: each fails, for the reason that it should, and reaches nobody.
import { afterAll, describe, expect, test } from 'vitest';
import { type Attempt, tryIt } from './attempts/attempt.ts';
import { BINDINGS } from './attempts/bindings.ts';
import { DESTINATIONS, DETOURS } from './attempts/destinations.ts';
import { HANDOVERS, RAW_HANDOVERS } from './attempts/handover.ts';
import { localNames } from './attempts/local-names.ts';
import { LOOKUPS } from './attempts/lookups.ts';
import { openWorld } from './attempts/world.ts';

const world = openWorld();
afterAll(() => world.close());

const KINDS: readonly [kind: string, attempts: readonly Attempt[]][] = [
  ['an address, however it is written', DESTINATIONS],
  ['what goes round an address', DETOURS],
  ['being heard of', BINDINGS],
  ['names of Unix sockets', localNames(world)],
  ['what was offered to another guest', [...HANDOVERS, ...(process.getuid?.() === 0 ? RAW_HANDOVERS : [])]],
  ['names that no rule has', LOOKUPS],
];

describe.each(KINDS)('%s', (_, attempts) => {
  test.each(attempts)('$name', (attempt) => {
    const { got, flags, error } = tryIt(attempt, world);
    const reason = attempt.reason(world);
    expect(got ?? false).toBe(false);
    expect(flags.length === 0 ? [error] : flags).toContain(reason);
    expect(world.arrivals()).toEqual([]);
  });
});

test('there are two hundred attempts at least', () => {
  expect(KINDS.flatMap(([, attempts]) => attempts).length).toBeGreaterThan(200);
});
