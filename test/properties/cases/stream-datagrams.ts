import type { Cases } from '../../support/cases.ts';
import { FAMILIES, INTERNET } from '../../support/families.ts';

export const CASES: Cases = {
  exchange: {
    fact: 'streams of datagrams exchange them, with their addresses',
    families: FAMILIES,
    lines: (family) => [
      `type: ${family === 'unix' ? 'udg' : 'udp'}_socket`,
      'write: 8',
      'peek: "data"',
      'receive: "datagram"',
      'from: true',
      'send: 5',
      'read: "reply"',
    ],
  },
  cut: {
    fact: 'fread keeps the rest of a datagram, stream_socket_recvfrom loses it',
    families: FAMILIES,
    lines: ['read: "abcd"', 'unread: 2', 'receive: "gh"', 'read: "ef"', 'receive: "jkl"', 'nothing more: FALSE'],
  },
  refused: {
    fact: 'a refused datagram ends the stream',
    families: INTERNET,
    lines: ['write: 5', 'read: FALSE', 'ended: true'],
  },
};
