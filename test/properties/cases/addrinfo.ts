import type { Cases } from '../../support/cases.ts';
import { INTERNET } from '../../support/families.ts';
import { LOOPBACK } from '../../support/guest.ts';

const FAILURES = [
  'empty host',
  'unknown service',
  'negative service',
  'service of another protocol',
  'name of a service where a number must be',
  'name where a number must be',
  'address of another family',
  'local family',
  'no family',
  'no type',
  'negative type',
  'no protocol',
  'protocol of another type',
  'no flag',
  'blank',
  'long host',
  'long service',
];

const IN_USE = 'socket_addrinfo_bind(): Unable to bind address [98]: Address already in use';

export const CASES: Cases = {
  'round-trip': {
    fact: 'sockets made of what a lookup gave talk to each other',
    families: INTERNET,
    lines: ['written: 10', 'read: "over there"', 'written back: 8', 'read back: "and back"'],
  },
  answers: {
    fact: 'a lookup of numbers needs no permission, and says what PHP says',
    families: ['inet'],
    policy: {},
    lines: [
      'numeric: 0 2 1 6 127.0.0.1:0, 0 2 2 17 127.0.0.1:0, 0 2 3 0 127.0.0.1:0',
      'numeric v6: 0 10 1 6 [::1]:80',
      'service: 0 2 1 6 127.0.0.1:80',
      'service of udp: 0 2 2 17 127.0.0.1:69',
      'empty service: 0 2 2 17 127.0.0.1:0',
      'port that wraps: 0 2 1 6 127.0.0.1:4464',
      'protocol: 0 2 1 6 127.0.0.1:80',
      'raw: 0 2 3 0 127.0.0.1:0',
      'seqpacket: 0 2 5 132 127.0.0.1:80',
      'canonical: 2 2 1 6 127.0.0.1 127.0.0.1:80',
      'passive: 1 2 1 6 0.0.0.0:80',
      'mapped: 8 10 1 6 [::ffff:127.0.0.1]:80',
      'mapped and all: 24 10 1 6 [::ffff:127.0.0.1]:80',
      'configured: 32 2 1 6 127.0.0.1:80',
      'scoped: 0 10 1 6 [::1]:80',
      'short form: 0 2 1 6 127.0.0.1:80',
      'international: 64 2 1 6 127.0.0.1:80',
      'up to a NUL: 0 2 1 6 127.0.0.1:80',
    ],
  },
  failures: {
    fact: 'a lookup that fails gives FALSE, without a warning or an error',
    families: ['inet'],
    policy: { lookup: ['*'] },
    lines: FAILURES.map((name) => `${name}: FALSE`),
  },
  sockets: {
    fact: 'a socket that cannot be made, bound or connected is FALSE with a warning, and is closed',
    families: ['inet'],
    policy: { ...LOOPBACK, bind: ['*'] },
    lines: [
      'bind: a socket 0',
      'bind elsewhere: FALSE 99',
      'bind again: FALSE 98',
      'connect to nobody: FALSE 111',
      'raw: FALSE 13',
      'seqpacket: FALSE 94',
      'made up: FALSE 97',
      'many: 98',
    ],
    warnings: [
      'socket_addrinfo_bind(): Unable to bind address [99]: Cannot assign requested address',
      IN_USE,
      'socket_addrinfo_connect(): Unable to connect address [111]: Connection refused',
      'socket_addrinfo_connect(): Unable to create socket [13]: Permission denied',
      'socket_addrinfo_bind(): Unable to create socket [94]: Socket type not supported',
      'socket_addrinfo_bind(): Unable to create socket [97]: Address family not supported by protocol',
      ...Array<string>(5000).fill(IN_USE),
    ],
  },
  name: {
    fact: 'a name is looked up',
    families: ['inet'],
    policy: { lookup: ['localhost'] },
    args: ['LOCALHOST'],
    lines: ['name: 2 2 1 6 localhost 127.0.0.1:80'],
  },
};
