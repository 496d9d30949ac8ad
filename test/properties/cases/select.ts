import { answering, type Cases } from '../../support/cases.ts';
import { FAMILIES, INTERNET } from '../../support/families.ts';

export const CASES: Cases = {
  'in-place': {
    fact: 'socket_select leaves the ready sockets in its arrays, in order, and counts them',
    families: FAMILIES,
    lines: [
      'ready: 4',
      'read: 1',
      'the one with data: true',
      'write: 3',
      'in order: true',
      'except: 0',
      'ready for reading now: 0',
      'read: 0',
    ],
  },
  timeouts: {
    fact: 'socket_select honours a timeout of zero, of microseconds and of a second',
    families: FAMILIES,
    lines: ['zero: true', '1,500 microseconds: true', 'one second: true'],
  },
  ends: {
    fact: 'a waiting connection and the end of file are ready for reading',
    families: FAMILIES,
    lines: ['nobody has come: 0', 'a connection waits: 1', 'the end is readable: 1', 'read: ""'],
  },
  'fresh-datagram': {
    fact: 'a datagram socket just bound is writable, not readable',
    families: FAMILIES,
    lines: ['ready: 1', 'readable: 0', 'writable: 1'],
  },
  connecting: {
    fact: 'a connecting socket is not writable before it is connected',
    families: INTERNET,
    lines: [
      'connect: false',
      'errno: 115',
      'ready while connecting: 0',
      'again: false',
      'errno: 114',
      'writable in the end: 1',
      'SO_ERROR: 0',
      'SO_ERROR again: 0',
    ],
    warnings: ['socket_connect(): unable to connect [114]: Operation already in progress'],
  },
  'connecting-in-vain': {
    fact: 'a connecting socket is writable once it has failed, and SO_ERROR says why, once',
    families: INTERNET,
    lines: [
      'connect: false',
      'errno: 115',
      'ready while connecting: 0',
      'again: false',
      'errno: 114',
      'writable in the end: 1',
      'SO_ERROR: 111',
      'SO_ERROR again: 0',
    ],
    warnings: ['socket_connect(): unable to connect [114]: Operation already in progress'],
  },
  'out-of-band': {
    fact: 'urgent data is exceptional',
    families: INTERNET,
    lines: ['exceptional: 1', 'the right one: true'],
  },
  many: {
    fact: 'socket_select works with 3,000 sockets',
    families: ['unix'],
    lines: ['readable: 1', 'the right one: true', 'writable: 3000', 'both: 3001'],
  },
  'no-timeout': {
    fact: 'socket_select without a timeout waits for the peer',
    families: FAMILIES,
    peer: answering(() => {
      let turns = 0;
      return (_line, connection) => {
        turns++;
        setImmediate(() => connection.write(`turn ${turns}`));
      };
    }),
    lines: ['ready: 1', 'read: "turn 1"', 'ready: 1', 'read: "turn 2"', 'ready: 1', 'read: "turn 3"'],
  },
};
