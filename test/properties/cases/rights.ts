import type { Cases } from '../../support/cases.ts';
import { FAMILIES } from '../../support/families.ts';

const PATH = 'socket_sendmsg(): error converting user data (path: msghdr > control > element #0';

export const CASES: Cases = {
  oneself: {
    fact: 'sockets that are sent work where they arrive, the first in the first place',
    families: FAMILIES,
    lines: [
      'family: true',
      'sent: 1',
      'sockets: 3',
      'level: 1',
      'type: 1',
      'flags: 0',
      'written: 7',
      'read: "through"',
      'written back: 8',
      'read back: "and back"',
    ],
  },
  mode: {
    fact: 'a mode that is set on one socket shows on every other of its description',
    families: ['unix'],
    lines: [
      'the copy: FALSE',
      'error: 11',
      'the other: FALSE',
      'error: 11',
      'the copy: "later"',
      'the copy again: FALSE',
      'error: 11',
    ],
  },
  timeout: {
    fact: 'a time limit, too',
    families: ['unix'],
    lines: ['the copy: FALSE', 'the other: FALSE'],
  },
  cut: {
    fact: 'sockets for which there is no room are closed',
    families: ['unix'],
    lines: [
      'received: 1',
      'sockets: 1',
      'flags: true',
      'kept: "kept"',
      'cut: ""',
      'cut: ""',
      'unasked: 1',
      'closed: ""',
    ],
  },
  waitall: {
    fact: 'MSG_WAITALL ends where a socket came',
    families: ['unix'],
    lines: ['received: 3', 'data: "abx"', 'sockets: 1', 'looked: 2', 'data: "cd"'],
  },
  wrong: {
    fact: 'what cannot be sent is refused in PHP’s words, and nothing is sent',
    families: ['unix'],
    lines: ['none: -1', 'closed: -1', 'no sockets: -1', 'no such type: -1', 'nothing came: -1'],
    warnings: [
      `${PATH}): expected at least one element in this array`,
      `${PATH} > data > element #2): socket is already closed`,
      `${PATH}): expected an array here`,
      `${PATH}): cmsghdr with level 1 and type 99 not supported`,
    ],
  },
  credentials: {
    fact: 'credentials arrive where SO_PASSCRED is set, with sockets besides',
    families: ['unix'],
    lines: [
      'process: true',
      'sent: 1',
      'nobody: 0 4294967295 4294967295',
      'the same: true',
      'with a socket: 1',
      'control: 2',
      'types: 21',
      'written: 1',
    ],
  },
  forged: {
    fact: "nobody else's credentials can be sent",
    families: ['unix'],
    lines: ['another user: -1', 'error: 1', 'another process: -1', 'no process: -1', 'no user: -1'],
    warnings: [
      'socket_sendmsg(): Error in sendmsg [1]: Operation not permitted',
      'socket_sendmsg(): Error in sendmsg [1]: Operation not permitted',
      `${PATH} > data > pid): given PHP integer is out of bounds for a pid_t value`,
      `${PATH} > data > uid): given PHP integer is out of bounds for a uid_t value`,
    ],
  },
};
