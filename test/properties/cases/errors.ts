import type { Cases } from '../../support/cases.ts';
import { FAMILIES, INTERNET } from '../../support/families.ts';

export const CASES: Cases = {
  'address-in-use': {
    fact: 'a taken address gives EADDRINUSE',
    families: FAMILIES,
    lines: ['bind: false', 'errno: 98', 'global: 98', 'text: Address already in use'],
    warnings: ['socket_bind(): Unable to bind address [98]: Address already in use'],
  },
  refused: {
    fact: 'an address where nobody listens gives ECONNREFUSED',
    families: FAMILIES,
    lines: ['connect: false', 'errno: 111', 'text: Connection refused'],
    warnings: ['socket_connect(): unable to connect [111]: Connection refused'],
  },
  'refused-later': {
    fact: 'SO_ERROR after a failed non-blocking connect is real, and cleared by reading',
    families: INTERNET,
    lines: ['connect: false', 'errno: 115', 'writable: 1', 'SO_ERROR: 111', 'SO_ERROR again: 0'],
  },
};
