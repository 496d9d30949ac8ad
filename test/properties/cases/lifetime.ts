import type { Cases } from '../../support/cases.ts';
import { deafServer } from '../../support/peer.ts';

const closed = (name: string) => `${name}(): Argument #1 ($socket) has already been closed`;

/** What each function gives of a closed socket. */
const USES = [
  'accept: true',
  'bind: false',
  'listen: false',
  'connect: false',
  'read: FALSE',
  'write: -1',
  'recv: -1',
  'send: -1',
  'recvfrom: -1',
  'sendto: -1',
  'sendmsg: -1',
  'recvmsg: -1',
  'atmark: false',
  'getsockname: false',
  'getpeername: false',
  'set_block: false',
  'set_nonblock: false',
  'set_option: false',
  'get_option: true',
  'shutdown: false',
];

/** Somebody who connects fills this peer up. */
const deaf = { peer: async () => [(await deafServer()).port], isPeerSilent: true };

export const CASES: Cases = {
  'close-twice': {
    fact: 'closing a socket twice warns and does nothing',
    families: ['inet'],
    lines: ['the other one: ""'],
    warnings: [closed('socket_close')],
  },
  'use-closed': {
    fact: 'every function warns of a closed socket and gives FALSE',
    families: ['inet'],
    lines: [...USES, 'select: -1'],
    warnings: [
      ...USES.map((use) => closed(`socket_${use.slice(0, use.indexOf(':'))}`)),
      'socket_select(): Argument #1 ($read) contains a closed socket',
    ],
  },
  'reused-handle': {
    fact: 'a closed socket never reaches the socket that got its number',
    families: ['inet'],
    lines: ['write to the closed: -1', 'write to the fresh: 4', 'read: "mine"'],
    warnings: [closed('socket_write'), closed('socket_close'), closed('socket_close')],
  },
  forged: {
    fact: 'a Socket that the guest made up is refused, whatever its handle',
    families: ['inet'],
    lines: [
      'write to a copy: -1',
      'write to a wild one: -1',
      'write to a negative one: -1',
      'select a copy: -1',
      'write to the real one: 4',
      'read: "mine"',
    ],
    warnings: [
      ...Array<string>(3).fill(closed('socket_write')),
      'socket_select(): Argument #1 ($read) contains a closed socket',
      closed('socket_close'),
    ],
  },
  linger: {
    fact: 'closing waits for unacknowledged data as long as it says, if the socket blocks',
    families: ['inet'],
    ...deaf,
    lines: [
      'linger: 1 1',
      'waited: true',
      'not blocking: true',
      'inherited: 60',
      'acknowledged at once: true',
      'read: "all of it"',
      'end: ""',
    ],
  },
  'lingering-end': {
    fact: 'the end of a guest waits for no data',
    families: ['inet'],
    ...deaf,
    lines: [],
  },
  return: { fact: 'a guest may end with open sockets', families: ['inet'], lines: [] },
};
