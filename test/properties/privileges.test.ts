import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type PolicyRules } from 'wasock';
import { run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/privileges.ts', import.meta.url));

const RAW = [
  'raw',
  'raw IPv6',
  'packet',
  'packet datagram',
  'device',
  'device by index',
  'mark',
  'transparent',
  'repair',
];
const MULTICAST = ['membership of 239.1.2.3', 'membership of 239.1.2.3', 'membership of ff02::1234'];

const EACCES = 13;

/** What the guest was denied with EACCES, whether or not the system would let it. */
async function denied(policy: PolicyRules): Promise<string[]> {
  const { lines } = await run(GUEST, [], { policy });
  expect(lines.length).toBe(RAW.length + MULTICAST.length);
  return lines.filter((line) => line.endsWith(`: ${EACCES}`)).map((line) => line.replace(/: \d+$/, ''));
}

test('raw and packet sockets, their options and multicast groups are denied with EACCES', async () => {
  expect(await denied({ connect: ['*'], bind: ['*'] })).toEqual([...RAW, ...MULTICAST]);
});

test('--allow-multicast lifts its denials', async () => {
  expect(await denied({ multicast: true })).toEqual(RAW);
});

test('--allow-raw lifts its denials: what is refused then, the system refuses with EPERM', async () => {
  expect(await denied({ raw: true })).toEqual(MULTICAST);
});

test('a denial warns as a failure of the system does', async () => {
  const { warnings } = await run(GUEST, [], { policy: {} });
  expect(warnings.slice(0, 1)).toEqual(['socket_create(): Unable to create socket [13]: Permission denied']);
  expect(warnings.slice(-1)).toEqual(['socket_set_option(): Unable to set socket option [13]: Permission denied']);
});
