import type { Cases } from '../../support/cases.ts';

export const RAW = [
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
export const MULTICAST = ['membership of 239.1.2.3', 'membership of 239.1.2.3', 'membership of ff02::1234'];

export const CASES: Cases = {
  all: {
    fact: 'raw and packet sockets, their options and multicast groups are denied with EACCES',
    families: ['inet'],
    policy: { connect: ['*'], bind: ['*'] },
    lines: [...RAW, ...MULTICAST].map((what) => `${what}: 13`),
    warnings: [
      ...Array<string>(4).fill('socket_create(): Unable to create socket [13]: Permission denied'),
      ...Array<string>(8).fill('socket_set_option(): Unable to set socket option [13]: Permission denied'),
    ],
  },
};
