import { expect } from 'vitest';
import type { Cases } from '../../support/cases.ts';
import { type Family, INTERNET } from '../../support/families.ts';

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

const ADDRESSES = (family: Family): readonly string[] =>
  family === 'inet6'
    ? ['ff15::1234', 'fd01::1', 'fd01::2', 'fd02::1']
    : ['239.1.2.3', '10.1.1.1', '10.1.1.2', '10.1.2.1'];

export const CASES: Cases = {
  membership: {
    fact: 'a group is heard from MCAST_JOIN_GROUP to MCAST_LEAVE_GROUP, with the interface by name, index or route',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: [
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
    ],
    warnings: [
      'socket_set_option(): Unable to set socket option [98]: Address already in use',
      'socket_set_option(): Unable to set socket option [99]: Cannot assign requested address',
    ],
  },
  source: {
    fact: 'MCAST_JOIN_SOURCE_GROUP lets only that source be heard',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: [
      'join the first: true',
      'heard: first ',
      'join the second too: true',
      'heard: other first ',
      'leave the first: true',
      'heard: other ',
      'leave the second: true',
      'heard: ',
    ],
  },
  filter: {
    fact: 'MCAST_BLOCK_SOURCE silences a source until MCAST_UNBLOCK_SOURCE',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: ['block: true', 'heard: first ', 'unblock: true', 'heard: other first '],
  },
  loop: {
    fact: 'without MULTICAST_LOOP the own machine hears nothing',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: ['default: 1', 'heard: looped', 'off: true', 'heard: ', 'on: true', 'heard: looped again'],
  },
  hops: {
    fact: 'MULTICAST_TTL and MULTICAST_HOPS are in the packets; with 0 none leaves the machine',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: [
      'default: 1',
      'on the cable: 1',
      '7 hops: true',
      'on the cable: 7',
      '255 hops: true',
      'on the cable: 255',
      '0 hops: true',
      'the next on the cable has one hop: true',
      'heard: one hopsevenmostzerolast',
    ],
  },
  interface: {
    fact: 'MULTICAST_IF chooses the interface, by name and by index',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: [
      'by name: true',
      'back to the routing table: true',
      'is: 0',
      'by index: true',
      'near: true',
      'nothing of aside went before it: true',
      'tap: aside',
      'has an address: true',
    ],
  },
  'no-address': {
    fact: 'IP_MULTICAST_IF needs an interface with an address, IPV6_MULTICAST_IF an interface only',
    families: INTERNET,
    args: ADDRESSES,
    network: INTERFACES,
    lines: (family) => [`set: ${family === 'inet6'}`, `get: ${family === 'inet6'}`],
    warnings: (family) =>
      family === 'inet6'
        ? []
        : [expect.stringMatching(/^socket_set_option\(\): Failed obtaining address for interface \d+: error 99$/)],
  },
};
