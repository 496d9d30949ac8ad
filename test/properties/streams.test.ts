import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, FAMILIES, variants, type Variant } from '../support/families.ts';
import { run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/streams.ts', import.meta.url));
const streams = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

const AGAIN = 'failed with errno=11 Resource temporarily unavailable';

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('a client and a server know each other and talk', async () => {
    const { lines, warnings } = await streams('connection', variant);
    expect(lines).toEqual([
      'error: 0 ""',
      'the peer is the client: true',
      'the client knows the server: true',
      'client writes: 8',
      'server reads: "question"',
      'server writes: 6',
      'client reads: "answer"',
      `type: ${variant.family === 'unix' ? 'unix' : 'tcp'}_socket`,
      'mode: r+',
      'blocked: true',
      'timed out: false',
      'at its end: false',
      'seekable: false',
    ]);
    expect(warnings).toEqual([]);
  });

  test('fgets gives whole lines, however long they are and however they come', async () => {
    const { lines } = await streams('lines', variant);
    expect(lines).toEqual(['lines: 12', 'each whole: true', 'the same: true', 'then: FALSE']);
  });

  test('fread gives what one read of 8192 bytes gives, and keeps what is too much', async () => {
    const { lines } = await streams('one-read', variant);
    expect(lines).toEqual([
      'three of ten: "abc"',
      'unread: 7',
      'the rest: "defghij"',
      'in all: 20000',
      'at most 8192 at once: true',
    ]);
  });

  test('stream_set_timeout ends a read in vain after that time, with what there is of a line', async () => {
    const { lines, warnings } = await streams('timeouts', variant);
    expect(lines).toEqual([
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
    ]);
    expect(warnings).toEqual([]);
  });

  test('without blocking, fread gives an empty string and fwrite what there is room for', async () => {
    const { lines, warnings } = await streams('non-blocking', variant);
    expect(lines).toEqual([
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
    ]);
    expect(warnings).toEqual([]);
  });

  test('a write that nobody reads ends after the time of the stream, with a notice', async () => {
    const { lines, warnings } = await streams('full', variant);
    expect(lines).toEqual(['a part is taken: true', 'timed out: true', 'then: -1']);
    expect(warnings).toEqual([
      expect.stringMatching(`^fwrite\\(\\): Send of \\d{7,} bytes ${AGAIN}$`),
      `fwrite(): Send of 5 bytes ${AGAIN}`,
    ]);
  });

  test('feof is true when everything is read and the other side has closed', async () => {
    const { lines, warnings } = await streams('end', variant);
    expect(lines).toEqual([
      'before: false',
      'with data to come: false',
      'line: "line',
      '"',
      'with data read ahead: false',
      'line: "last"',
      'after it: true',
      'line: FALSE',
      'read: ""',
    ]);
    expect(warnings).toEqual([]);
  });

  test('after a reset fread gives FALSE, and fwrite a notice', async () => {
    const { lines, warnings } = await streams('reset', variant);
    expect(lines).toEqual(['read: FALSE', 'ended: true', 'write: -1']);
    expect(warnings).toEqual(['fwrite(): Send of 5 bytes failed with errno=32 Broken pipe']);
  });

  test('stream_select takes what was read ahead for readable, and else asks the system', async () => {
    const { lines, warnings } = await streams('select', variant);
    expect(lines).toEqual([
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
    ]);
    expect(warnings).toEqual([]);
  });
});
