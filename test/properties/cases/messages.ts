import { answering, type Cases } from '../../support/cases.ts';
import { FAMILIES } from '../../support/families.ts';
import { LOOPBACK } from '../../support/guest.ts';

/** Takes lines up to the last, and tells which they were. */
const TAKER = answering(() => {
  const lines: string[] = [];
  return (line, connection) => {
    lines.push(line.replaceAll('all of it ', '.'));
    if (line === 'end') connection.write(lines.map((taken) => `${taken.slice(0, 9)} ${taken.length}`).join());
  };
});

/** Answers "part" with half of the bytes and "rest" with the others, and the end. */
const IN_PARTS = answering(() => (line, connection) => {
  if (line === 'part') connection.write('01234');
  else connection.write('56789abc', () => connection.end());
});

export const CASES: Cases = {
  datagram: {
    fact: 'a datagram is gathered from several buffers, names its sender, and is cut with a flag',
    families: FAMILIES,
    lines: [
      'sent: 11',
      'sent nothing: 0',
      'looked: 3',
      'data: "one"',
      'cut: true',
      'whole length: 11',
      'received: 11',
      'data: "one and two"',
      'flags: 0',
      'family: true',
      'sender: true',
      'scope: 0',
      'control: 0',
      'received: 0',
      'data: nothing',
      'nothing there: -1',
      'error of the socket: 0',
    ],
    warnings: ['socket_recvmsg(): Error in recvmsg [11]: Resource temporarily unavailable'],
  },
  stream: {
    fact: 'a stream gives the bytes of several buffers, no name, and its end',
    families: FAMILIES,
    lines: [
      'sent: 3',
      'received: 2',
      'data: "ab"',
      'a name: false',
      'received: 1',
      'data: "c"',
      'end: 0',
      'data: nothing',
      'after the end: -1',
      'error of the socket: 32',
    ],
    warnings: ['socket_sendmsg(): Error in sendmsg [32]: Broken pipe'],
  },
  waitall: {
    fact: 'MSG_WAITALL receives a message up to its length or the end of the stream',
    families: FAMILIES,
    lines: ['all that is there: 2', 'up to the end: 2', 'data: "cd"'],
  },
  last: {
    fact: 'MSG_EOF ends the stream behind a message',
    families: FAMILIES,
    lines: ['sent: 10', 'data: "last words"', 'end: 0'],
  },
  refused: {
    fact: 'a refused destination sends nothing',
    families: FAMILIES,
    policy: { bind: LOOPBACK.bind ?? [] },
    lines: ['sent: -1', 'error: 13', 'nothing came: -1'],
    warnings: ['socket_sendmsg(): Error in sendmsg [13]: Permission denied'],
  },
  large: {
    fact: 'a message that is larger than the system takes at once is sent whole',
    families: FAMILIES,
    peer: TAKER,
    lines: ['all sent: true', 'the peer has: "begin 5,......... 300000,end 3"'],
  },
  'in-parts': {
    fact: 'MSG_WAITALL waits until all is there, or the end',
    families: FAMILIES,
    peer: IN_PARTS,
    lines: ['half is there: 5', 'all: 10', 'bytes: "0123456789"', 'until the end: 3', 'bytes: "abc"'],
  },
};
