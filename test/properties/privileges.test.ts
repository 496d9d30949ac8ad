import { expect, test } from 'vitest';
import { type PolicyRules } from 'wasock';
import { guestFile } from '../support/cases.ts';
import { type Linking, LINKINGS } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { testCases } from '../support/in-node.ts';
import { CASES, MULTICAST, RAW } from './cases/privileges.ts';

testCases('privileges', CASES);

const EACCES = 13;

/** What the guest was denied with EACCES, whether or not the system would let it. */
async function denied(policy: PolicyRules, linking: Linking): Promise<string[]> {
  const { lines } = await run(guestFile('privileges'), [], { linking, policy });
  expect(lines.length).toBe(RAW.length + MULTICAST.length);
  return lines.filter((line) => line.endsWith(`: ${EACCES}`)).map((line) => line.replace(/: \d+$/, ''));
}

test.each(LINKINGS)('--allow-multicast lifts its denials, %s', async (linking) => {
  expect(await denied({ multicast: true }, linking)).toEqual(RAW);
});

test.each(LINKINGS)(
  '--allow-raw lifts its denials: what is refused then, the system refuses with EPERM, %s',
  async (linking) => {
    expect(await denied({ raw: true }, linking)).toEqual(MULTICAST);
  },
);

test.each(LINKINGS)('a denial warns as a failure of the system does, %s', async (linking) => {
  const { warnings } = await run(guestFile('privileges'), [], { linking, policy: {} });
  expect(warnings.slice(0, 1)).toEqual(['socket_create(): Unable to create socket [13]: Permission denied']);
  expect(warnings.slice(-1)).toEqual(['socket_set_option(): Unable to set socket option [13]: Permission denied']);
});
