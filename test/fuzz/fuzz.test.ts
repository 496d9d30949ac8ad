// Guests that a seed makes, which call everything with everything: whatever they do, they end as guests may, and leave
// nothing behind. README.md says what is held, and how a case comes into cases/.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NODE_26 } from '../support/families.ts';
import { fuzzBinaries } from './binaries.mjs';
import { campaign } from './start.mjs';

const CASES = new URL('cases/', import.meta.url);

const HERE = process.execPath;

/** What each way of linking does in the suite, some 130,000 calls in all; where programs are counted, each takes long. */
const CAMPAIGNS = [
  { linker: 'blocking', calls: 30_000, node: HERE },
  { linker: 'landing', calls: 30_000, node: HERE },
  { linker: 'landing', calls: 5_000, spare: 4, node: HERE },
  { linker: 'component', programs: 60, node: HERE },
  { linker: 'spawned', programs: 40, node: HERE },
  { linker: 'linked', calls: 20_000, node: HERE },
  { linker: 'linked-spawned', programs: 20, node: HERE },
  { linker: 'blocking', calls: 10_000, node: NODE_26 },
  { linker: 'landing', calls: 10_000, node: NODE_26 },
  { linker: 'suspending', calls: 20_000, node: NODE_26 },
  { linker: 'component', programs: 60, node: NODE_26 },
  { linker: 'linked-suspending', calls: 10_000, node: NODE_26 },
];

const SEED = 9;

describe.each(CAMPAIGNS)('hostile guests, $linker, in $node', ({ linker, calls, programs, spare, node }) => {
  test.skipIf(node === undefined)('end as guests may, and leave nothing behind', async () => {
    const task = {
      linker,
      seed: SEED,
      ...(calls && { calls }),
      ...(programs && { programs }),
      ...(spare && { spare }),
    };
    const found = await campaign(task, node);
    expect(found.unkept, JSON.stringify(found.case)).toBeUndefined();
    expect(found.calls).toBeGreaterThanOrEqual(calls ?? 0);
  });
});

const cases = readdirSync(CASES).filter((name) => !name.startsWith('model-'));

test.each(cases)('what was found once holds: %s', async (name) => {
  const { linker, program } = JSON.parse(readFileSync(new URL(name, CASES), 'utf8'));
  const node = linker.endsWith('suspending') ? NODE_26 : HERE;
  const found = node === undefined ? undefined : await campaign({ linker, seed: 0, replay: program }, node);
  expect(found?.unkept).toBeUndefined();
});

test('what reads binaries takes nothing amiss in mutated ones, but by LinkError', async () => {
  await expect(fuzzBinaries(SEED, 2000)).resolves.toContain('2000');
});
