import type { Cases } from '../../support/cases.ts';
import { FAMILIES } from '../../support/families.ts';

export const CASES: Cases = {
  truncation: {
    fact: 'a datagram that is longer than asked for loses its rest, and an empty one counts',
    families: FAMILIES,
    lines: [
      'sent: 14',
      'sent: 0',
      'sent: 4',
      'received: 6',
      'data: "a long"',
      'received: 0',
      'received: 4',
      'data: "next"',
    ],
  },
  sender: {
    fact: 'socket_recvfrom tells who sent the datagram',
    families: FAMILIES,
    lines: ['received: 5', 'data: "hello"', 'sender: true', 'port: true'],
  },
  abstract: {
    fact: 'a local socket may have an abstract name',
    families: ['unix'],
    lines: [
      'bind: true',
      'listen: true',
      'getsockname: true',
      'the same name: true',
      'connect: true',
      'getpeername: true',
      'the same name: true',
      'read: "through"',
    ],
  },
  'too-long': {
    fact: 'a path that is too long for a local socket is refused with a warning',
    families: ['unix'],
    lines: ['bind: false', 'connect: false'],
    warnings: [
      'socket_bind(): Argument #2 ($address) must be less than 108',
      'socket_connect(): Argument #2 ($address) must be less than 108',
    ],
  },
};
