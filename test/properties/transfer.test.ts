import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, FAMILIES, INTERNET, variants, type Variant } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { lineServer } from '../support/peer.ts';

const GUEST = fileURLToPath(new URL('guests/transfer.ts', import.meta.url));
const transfer = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('a partial write on a full socket is followed by EAGAIN, and the peer gets every byte once', async () => {
    const { lines, warnings } = await transfer('partial-write', variant);
    expect(lines).toEqual([
      'the first write takes a part: true',
      'then: -1',
      'errno: 11',
      'not all is sent: true',
      'wrong bytes: 0',
      'then the end: ""',
      'bytes: true',
    ]);
    expect(warnings).toEqual([]);
  });

  test('socket_read gives an empty buffer at the end of file, as often as it is asked', async () => {
    const { lines, warnings } = await transfer('end-of-file', variant);
    expect(lines).toEqual(['data: "last words"', 'end: ""', 'still: ""', 'errno: 0']);
    expect(warnings).toEqual([]);
  });

  test('socket_read gives FALSE and ECONNRESET after a reset', async () => {
    const { lines, warnings } = await transfer('reset', variant);
    expect(lines).toEqual(['read: FALSE', 'errno: 104']);
    expect(warnings).toEqual(['socket_read(): unable to read from socket [104]: Connection reset by peer']);
  });

  test('after socket_shutdown(…, 1) the other direction goes on', async () => {
    const { lines, warnings } = await transfer('half-close', variant);
    expect(lines).toEqual([
      'shutdown: true',
      'server reads: "question"',
      'server reads the end: ""',
      'client reads on: "answer"',
      'client writes: -1',
      'errno: 32',
      'client reads the end: ""',
    ]);
    expect(warnings).toEqual(['socket_write(): unable to write to socket [32]: Broken pipe']);
  });

  test('SO_RCVTIMEO makes a blocked read give FALSE with EAGAIN after that time', async () => {
    const { lines, warnings } = await transfer('receive-timeout', variant);
    expect(lines).toEqual([
      'read: FALSE',
      'errno: 11',
      'waited long enough: true',
      'did not wait too long: true',
      'later: "data"',
    ]);
    expect(warnings).toEqual([]);
  });

  test('MSG_PEEK leaves the data where it is', async () => {
    const { lines } = await transfer('peek', variant);
    expect(lines).toEqual(['peek: 3', 'peeked: "abc"', 'receive: 6', 'received: "abcdef"']);
  });

  test('MSG_DONTWAIT does not block a blocking socket', async () => {
    const { lines, warnings } = await transfer('dontwait', variant);
    expect(lines).toEqual(['nothing there: -1', 'errno: 11', 'buffer: FALSE', 'something there: 3', 'buffer: "now"']);
    expect(warnings).toEqual([]);
  });
});

test.each(variants(INTERNET))('SO_LINGER zero resets over $family, $linking', async (variant) => {
  const { lines } = await transfer('linger-zero', variant);
  expect(lines).toEqual(['read: FALSE', 'errno: 104']);
});

test.each(FAMILIES)('MSG_WAITALL waits for all the bytes or the end over %s', async (family) => {
  const args = argumentsFor('waitall', family);
  const { port } = await lineServer(family, args[2] ?? '', (line, connection) => {
    if (line === 'part') connection.write('01234');
    else connection.write('56789abc', () => connection.end());
  });
  const { lines } = await run(GUEST, family === 'unix' ? args : [...args, String(port)]);
  expect(lines).toEqual(['half is there: 5', 'all: 10', 'bytes: "0123456789"', 'until the end: 3', 'bytes: "abc"']);
});
