import { expect } from 'vitest';
import type { Cases } from '../../support/cases.ts';
import { FAMILIES } from '../../support/families.ts';

const AGAIN = 'failed with errno=11 Resource temporarily unavailable';

export const CASES: Cases = {
  connection: {
    fact: 'a client and a server know each other and talk',
    families: FAMILIES,
    lines: (family) => [
      'error: 0 ""',
      'the peer is the client: true',
      'the client knows the server: true',
      'client writes: 8',
      'server reads: "question"',
      'server writes: 6',
      'client reads: "answer"',
      `type: ${family === 'unix' ? 'unix' : 'tcp'}_socket`,
      'mode: r+',
      'blocked: true',
      'timed out: false',
      'at its end: false',
      'seekable: false',
    ],
  },
  lines: {
    fact: 'fgets gives whole lines, however long they are and however they come',
    families: FAMILIES,
    lines: ['lines: 12', 'each whole: true', 'the same: true', 'then: FALSE'],
  },
  'one-read': {
    fact: 'fread gives what one read of 8192 bytes gives, and keeps what is too much',
    families: FAMILIES,
    lines: ['three of ten: "abc"', 'unread: 7', 'the rest: "defghij"', 'in all: 20000', 'at most 8192 at once: true'],
  },
  timeouts: {
    fact: 'stream_set_timeout ends a read in vain after that time, with what there is of a line',
    families: FAMILIES,
    lines: [
      'set: true',
      'read: FALSE',
      'waited long enough: true',
      'did not wait too long: true',
      'timed out: true',
      'ended: false',
      'an unfinished line: "part"',
      'waited for its end: true',
      'later: "data"',
      'timed out: false',
    ],
  },
  'non-blocking': {
    fact: 'without blocking, fread gives an empty string and fwrite what there is room for',
    families: FAMILIES,
    lines: [
      'set: true',
      'blocked: false',
      'read: ""',
      'line: FALSE',
      'did not wait: true',
      'timed out: false',
      'ended: false',
      'a part is taken: true',
      'then: 0',
      'all has come: true',
    ],
  },
  full: {
    fact: 'a write that nobody reads ends after the time of the stream, with a notice',
    families: FAMILIES,
    lines: ['a part is taken: true', 'timed out: true', 'then: -1'],
    warnings: [
      expect.stringMatching(`^fwrite\\(\\): Send of \\d{7,} bytes ${AGAIN}$`),
      `fwrite(): Send of 5 bytes ${AGAIN}`,
    ],
  },
  end: {
    fact: 'feof is true when everything is read and the other side has closed',
    families: FAMILIES,
    lines: [
      'before: false',
      'with data to come: false',
      'line: "line',
      '"',
      'with data read ahead: false',
      'line: "last"',
      'after it: true',
      'line: FALSE',
      'read: ""',
    ],
  },
  reset: {
    fact: 'after a reset fread gives FALSE, and fwrite a notice',
    families: FAMILIES,
    lines: ['read: FALSE', 'ended: true', 'write: -1'],
    warnings: ['fwrite(): Send of 5 bytes failed with errno=32 Broken pipe'],
  },
  select: {
    fact: 'stream_select takes what was read ahead for readable, and else asks the system',
    families: FAMILIES,
    lines: [
      'nothing: 0',
      'waited: true',
      'read: 0',
      'arrived: 1',
      'the one with data: true',
      'line: "first',
      '"',
      'read ahead: 1',
      'it alone: true',
      'line: "second',
      '"',
      'writable: 2',
      'the end is readable: 1',
    ],
  },
};
