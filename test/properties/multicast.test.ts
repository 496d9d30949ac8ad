import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Family, INTERNET } from '../support/families.ts';
import { hasOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';

const GUEST = fileURLToPath(new URL('guests/multicast.ts', import.meta.url));

/** Two cables: from near, which has two addresses, to far, and from aside to away. */
const INTERFACES = `
ip link add near type veth peer name far
ip link add aside type veth peer name away
for interface in near far aside away; do ip link set $interface up multicast on; done
ip address add 10.1.1.1/24 dev near
ip address add 10.1.1.2/24 dev near
ip address add 10.1.2.1/24 dev aside
ip route add 224.0.0.0/4 dev near
if [ -e /proc/net/if_inet6 ]; then
  ip address add fd01::1/64 dev near nodad
  ip address add fd01::2/64 dev near nodad
  ip address add fd02::1/64 dev aside nodad
  ip route add ff00::/8 dev near table local metric 1
fi`;

const ADDRESSES: Record<Family, readonly string[]> = {
  inet: ['239.1.2.3', '10.1.1.1', '10.1.1.2', '10.1.2.1'],
  inet6: ['ff15::1234', 'fd01::1', 'fd01::2', 'fd02::1'],
  unix: [],
};

const multicast = (testCase: string, family: Family) =>
  runInOwnNetwork(GUEST, [testCase, family, ...ADDRESSES[family]], INTERFACES);

describe.skipIf(!hasOwnNetwork()).each(INTERNET)('over %s, in a network of its own', (family) => {
  test('a group is heard from MCAST_JOIN_GROUP to MCAST_LEAVE_GROUP, with the interface by name, index or route', async () => {
    const { lines, warnings } = await multicast('membership', family);
    expect(lines).toEqual([
      'before: ',
      'join by name: true',
      'interface: true',
      'joined: joined',
      'leave by index: true',
      'left: ',
      'join by index: true',
      'again: false',
      'errno: 98',
      'joined: joined again',
      'leave by name: true',
      'again: false',
      'errno: 99',
      'the routing table chooses: true',
      'joined: routed',
    ]);
    expect(warnings).toEqual([
      'socket_set_option(): Unable to set socket option [98]: Address already in use',
      'socket_set_option(): Unable to set socket option [99]: Cannot assign requested address',
    ]);
  });

  test('MCAST_JOIN_SOURCE_GROUP lets only that source be heard', async () => {
    const { lines } = await multicast('source', family);
    expect(lines).toEqual([
      'join the first: true',
      'heard: first ',
      'join the second too: true',
      'heard: other first ',
      'leave the first: true',
      'heard: other ',
      'leave the second: true',
      'heard: ',
    ]);
  });

  test('MCAST_BLOCK_SOURCE silences a source until MCAST_UNBLOCK_SOURCE', async () => {
    const { lines } = await multicast('filter', family);
    expect(lines).toEqual(['block: true', 'heard: first ', 'unblock: true', 'heard: other first ']);
  });

  test('without MULTICAST_LOOP the own machine hears nothing', async () => {
    const { lines } = await multicast('loop', family);
    expect(lines).toEqual(['default: 1', 'heard: looped', 'off: true', 'heard: ', 'on: true', 'heard: looped again']);
  });

  test('MULTICAST_TTL and MULTICAST_HOPS are in the packets; with 0 none leaves the machine', async () => {
    const { lines } = await multicast('hops', family);
    expect(lines).toEqual([
      'default: 1',
      'on the cable: 1',
      '7 hops: true',
      'on the cable: 7',
      '255 hops: true',
      'on the cable: 255',
      '0 hops: true',
      'the next on the cable has one hop: true',
      'heard: one hopsevenmostzerolast',
    ]);
  });

  test('MULTICAST_IF chooses the interface, by name and by index', async () => {
    const { lines } = await multicast('interface', family);
    expect(lines).toEqual([
      'by name: true',
      'back to the routing table: true',
      'is: 0',
      'by index: true',
      'near: true',
      'nothing of aside went before it: true',
      'tap: aside',
      'has an address: true',
    ]);
  });
});

test.skipIf(!hasOwnNetwork())(
  'IP_MULTICAST_IF needs an interface with an address, in a network of its own',
  async () => {
    const four = await multicast('no-address', 'inet');
    expect(four.lines).toEqual(['set: false', 'get: false']);
    expect(four.warnings).toEqual([
      expect.stringMatching(/^socket_set_option\(\): Failed obtaining address for interface \d+: error 99$/),
    ]);
  },
);

test.skipIf(!hasOwnNetwork() || !INTERNET.includes('inet6'))(
  'IPV6_MULTICAST_IF needs an interface only, in a network of its own',
  async () => {
    const { lines } = await multicast('no-address', 'inet6');
    expect(lines).toEqual(['set: true', 'get: true']);
  },
);
