import { expect } from 'vitest';
import type { Cases } from '../../support/cases.ts';
import { FAMILIES, type Family } from '../../support/families.ts';
import { LOOPBACK } from '../../support/guest.ts';

const IN_USE = 'Address already in use';
const TIMED_OUT = 'stream_socket_accept(): Accept failed: Connection timed out';

const failed = (name: string, text: string) =>
  expect.stringMatching(`^${name}\\(\\): Unable to connect to (tcp|unix)://\\S+ \\(${text}\\)$`);

/** A local socket is told at once that the queue is full. */
const FULL: Record<Family, [errno: number, text: string]> = {
  inet: [110, 'Connection timed out'],
  inet6: [110, 'Connection timed out'],
  unix: [11, 'Resource temporarily unavailable'],
};

export const CASES: Cases = {
  refused: {
    fact: 'an address in use and a refused connection give the error and a warning',
    families: FAMILIES,
    lines: (family) => [
      'in use: true',
      'code: 0',
      `message: ${family === 'unix' ? '' : IN_USE}`,
      'refused: true',
      'code: 111',
      'message: Connection refused',
    ],
    warnings: (family) => [
      failed('stream_socket_server', family === 'unix' ? 'Unknown error' : IN_USE),
      failed('stream_socket_client', 'Connection refused'),
    ],
  },
  asynchronous: {
    fact: 'STREAM_CLIENT_ASYNC_CONNECT only begins to connect',
    families: FAMILIES,
    lines: ['blocks: true', 'writable: 1', 'write: 9', 'read: "connected"'],
  },
  persistent: {
    fact: 'STREAM_CLIENT_PERSISTENT gives the open stream to that address again',
    families: FAMILIES,
    lines: ['the same: true', 'without the flag: false', 'when it has ended: false', 'the old one is closed: -1'],
    warnings: ['fwrite(): supplied resource is not a valid stream resource'],
  },
  'accept-in-time': {
    fact: 'stream_socket_accept waits as long as it is told, whatever the mode',
    families: FAMILIES,
    lines: [
      'nobody: true',
      'waited: true',
      'peer: as it was',
      'still nobody: true',
      'accepted blocks: true',
      'family: true',
      'read: "x"',
    ],
    warnings: [TIMED_OUT, TIMED_OUT],
  },
  'queue-full': {
    fact: 'stream_socket_client waits for its connection as long as it is told',
    families: FAMILIES,
    lines: (family) => [
      'connected: false',
      `waited: ${family !== 'unix'}`,
      `code: ${FULL[family][0]}`,
      `message: ${FULL[family][1]}`,
    ],
    warnings: (family) => [failed('stream_socket_client', FULL[family][1])],
  },
  localhost: {
    fact: 'a host may be a name',
    families: ['inet'],
    policy: { ...LOOPBACK, lookup: ['localhost'] },
    lines: ['connected: true', 'bound: true'],
  },
};
