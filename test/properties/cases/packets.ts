import type { Cases } from '../../support/cases.ts';
import { LOOPBACK } from '../../support/guest.ts';
import { INTERNET } from '../../support/families.ts';

export const CASES: Cases = {
  received: {
    fact: 'a packet tells its hops, its class and where it came in',
    families: INTERNET,
    lines: [
      'sent: 1',
      'received: 1',
      'hops: 7',
      'class: 40',
      'address: true',
      'local address: true',
      'an interface: true',
      'flags: 0',
    ],
  },
  sent: {
    fact: 'a packet leaves by the interface that its sender says',
    families: INTERNET,
    policy: { ...LOOPBACK, raw: true },
    lines: ['by name: 1', 'by index: -1', 'error: 19', 'received: 1', 'sender: true'],
    warnings: ['socket_sendmsg(): Error in sendmsg [19]: No such device'],
  },
  cut: {
    fact: 'control data that is cut is bytes, with a flag and a warning',
    families: INTERNET,
    lines: ['received: 1', 'control: 1', 'bytes: 4', 'flags: true'],
    warnings: (family) => [
      'socket_recvmsg(): error converting native data (path: msghdr > control > element #1 > data): the cmsghdr ' +
        `structure is unexpectedly small; expected a length of at least ${family === 'inet' ? 28 : 36}, but got 20`,
    ],
  },
  errors: {
    fact: 'the queue of errors says which message was lost, why and who said so',
    families: INTERNET,
    lines: (family) => [
      'sent: 4',
      'received: 4',
      'data: "lost"',
      'flags: true',
      'meant for: true',
      'level: true',
      'type: true',
      'errno: 111',
      `origin: ${family === 'inet' ? 2 : 3}`,
      'offender: true',
      'no more: -1',
    ],
    warnings: ['socket_recvmsg(): Error in recvmsg [11]: Resource temporarily unavailable'],
  },
  segments: {
    fact: 'UDP_SEGMENT cuts a message into datagrams',
    families: INTERNET,
    lines: ['sent: 10', 'data: "ten "', 'data: "byte"', 'data: "s!"'],
  },
  mark: {
    fact: 'socket_atmark tells where out-of-band data is',
    families: INTERNET,
    lines: ['at the mark: false', 'received: 2', 'at the mark: true', 'received: 1', 'data: "!"', 'flags: true'],
  },
};
