import { expect, test } from 'vitest';
import { type PolicyRules } from 'wasock';
import { guestFile } from '../support/cases.ts';
import { run } from '../support/guest.ts';
import { testCases } from '../support/in-node.ts';
import { CASES, MULTICAST, RAW } from './cases/privileges.ts';

testCases('privileges', CASES);

const EACCES = 13;

/** What the guest was denied with EACCES, whether or not the system would let it. */
async function denied(policy: PolicyRules): Promise<string[]> {
  const { lines } = await run(guestFile('privileges'), [], { policy });
  expect(lines.length).toBe(RAW.length + MULTICAST.length);
  return lines.filter((line) => line.endsWith(`: ${EACCES}`)).map((line) => line.replace(/: \d+$/, ''));
}

test('--allow-multicast lifts its denials', async () => {
  expect(await denied({ multicast: true })).toEqual(RAW);
});

test('--allow-raw lifts its denials: what is refused then, the system refuses with EPERM', async () => {
  expect(await denied({ raw: true })).toEqual(MULTICAST);
});

test('a denial warns as a failure of the system does', async () => {
  const { warnings } = await run(guestFile('privileges'), [], { policy: {} });
  expect(warnings.slice(0, 1)).toEqual(['socket_create(): Unable to create socket [13]: Permission denied']);
  expect(warnings.slice(-1)).toEqual(['socket_set_option(): Unable to set socket option [13]: Permission denied']);
});
