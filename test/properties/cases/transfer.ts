import { answering, type Cases } from '../../support/cases.ts';
import { FAMILIES, INTERNET } from '../../support/families.ts';

/** Answers "part" with half of the bytes and "rest" with the others, and the end. */
const IN_PARTS = answering(() => (line, connection) => {
  if (line === 'part') connection.write('01234');
  else connection.write('56789abc', () => connection.end());
});

export const CASES: Cases = {
  'partial-write': {
    fact: 'a partial write on a full socket is followed by EAGAIN, and the peer gets every byte once',
    families: FAMILIES,
    lines: [
      'the first write takes a part: true',
      'then: -1',
      'errno: 11',
      'not all is sent: true',
      'wrong bytes: 0',
      'then the end: ""',
      'bytes: true',
    ],
  },
  'end-of-file': {
    fact: 'socket_read gives an empty buffer at the end of file, as often as it is asked',
    families: FAMILIES,
    lines: ['data: "last words"', 'end: ""', 'still: ""', 'errno: 0'],
  },
  reset: {
    fact: 'socket_read gives FALSE and ECONNRESET after a reset',
    families: FAMILIES,
    lines: ['read: FALSE', 'errno: 104'],
    warnings: ['socket_read(): unable to read from socket [104]: Connection reset by peer'],
  },
  'half-close': {
    fact: 'after socket_shutdown(…, 1) the other direction goes on',
    families: FAMILIES,
    lines: [
      'shutdown: true',
      'server reads: "question"',
      'server reads the end: ""',
      'client reads on: "answer"',
      'client writes: -1',
      'errno: 32',
      'client reads the end: ""',
    ],
    warnings: ['socket_write(): unable to write to socket [32]: Broken pipe'],
  },
  'receive-timeout': {
    fact: 'SO_RCVTIMEO makes a blocked read give FALSE with EAGAIN after that time',
    families: FAMILIES,
    lines: ['read: FALSE', 'errno: 11', 'waited long enough: true', 'did not wait too long: true', 'later: "data"'],
  },
  peek: {
    fact: 'MSG_PEEK leaves the data where it is',
    families: FAMILIES,
    lines: ['peek: 3', 'peeked: "abc"', 'receive: 6', 'received: "abcdef"'],
  },
  dontwait: {
    fact: 'MSG_DONTWAIT does not block a blocking socket',
    families: FAMILIES,
    lines: ['nothing there: -1', 'errno: 11', 'buffer: FALSE', 'something there: 3', 'buffer: "now"'],
  },
  'linger-zero': {
    fact: 'SO_LINGER zero resets',
    families: INTERNET,
    lines: ['read: FALSE', 'errno: 104'],
    warnings: ['socket_read(): unable to read from socket [104]: Connection reset by peer'],
  },
  waitall: {
    fact: 'MSG_WAITALL waits for all the bytes or the end',
    families: FAMILIES,
    peer: IN_PARTS,
    lines: ['half is there: 5', 'all: 10', 'bytes: "0123456789"', 'until the end: 3', 'bytes: "abc"'],
  },
};
