import type { Cases } from '../../support/cases.ts';
import { FAMILIES } from '../../support/families.ts';

const closedSocket = (name: string) => `${name}(): Argument #1 ($socket) has already been closed`;
const closedStream = (name: string) => `${name}(): supplied resource is not a valid stream resource`;

export const CASES: Cases = {
  sharing: {
    fact: 'a socket and its stream share bytes and mode',
    families: FAMILIES,
    lines: (family) => [
      `type: ${family === 'unix' ? 'unix' : 'tcp'}_socket`,
      'the same stream again: true',
      'its socket: true',
      'socket set: true',
      'stream blocks: false',
      'stream reads: ""',
      'stream set: true',
      'socket reads: FALSE',
      'errno: 11',
      'stream blocks: true',
      'socket reads: "by a stream"',
      'stream reads: "by a socket"',
    ],
  },
  'read-ahead': {
    fact: 'what a stream has read ahead stays with it when it is imported, and it reads no more ahead',
    families: FAMILIES,
    lines: [
      'line: "one',
      '"',
      'unread: 9',
      'socket reads: "-and"',
      'stream reads: "two',
      '"',
      'stream reads: "three"',
      'unread: 0',
      'socket reads: " more',
      '"',
    ],
    warnings: ['socket_import_stream(): 9 bytes of buffered data lost during stream conversion!'],
  },
  forged: {
    fact: 'a Stream that the guest made up is its socket’s, or none',
    families: FAMILIES,
    lines: ['over a closed socket: -1', 'over an open one: 4', 'read: "here"', 'closed: true', 'closed again: false'],
    warnings: [closedStream('fwrite'), closedStream('fclose'), closedSocket('socket_close')],
  },
  closing: {
    fact: 'closing a stream or its socket closes both, each once',
    families: FAMILIES,
    lines: [
      'closed: true',
      'socket reads: FALSE',
      'stream reads: FALSE',
      'stream reads: FALSE',
      'stream closes: false',
      'errno: 0',
    ],
    warnings: [closedSocket('socket_read'), closedStream('fread'), closedStream('fread'), closedStream('fclose')],
  },
};
