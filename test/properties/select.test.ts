import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, FAMILIES, INTERNET, variants, type Variant } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { lineServer } from '../support/peer.ts';

const GUEST = fileURLToPath(new URL('guests/select.ts', import.meta.url));
const select = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('socket_select leaves the ready sockets in its arrays, in order, and counts them', async () => {
    const { lines } = await select('in-place', variant);
    expect(lines).toEqual([
      'ready: 4',
      'read: 1',
      'the one with data: true',
      'write: 3',
      'in order: true',
      'except: 0',
      'ready for reading now: 0',
      'read: 0',
    ]);
  });

  test('socket_select honours a timeout of zero, of microseconds and of a second', async () => {
    const { lines } = await select('timeouts', variant);
    expect(lines).toEqual(['zero: true', '1,500 microseconds: true', 'one second: true']);
  });

  test('a waiting connection and the end of file are ready for reading', async () => {
    const { lines } = await select('ends', variant);
    expect(lines).toEqual(['nobody has come: 0', 'a connection waits: 1', 'the end is readable: 1', 'read: ""']);
  });

  test('a datagram socket just bound is writable, not readable', async () => {
    const { lines } = await select('fresh-datagram', variant);
    expect(lines).toEqual(['ready: 1', 'readable: 0', 'writable: 1']);
  });
});

describe.each(variants(INTERNET))('over $family, $linking', (variant) => {
  test('a connecting socket is not writable before it is connected', { timeout: 15_000 }, async () => {
    const { lines } = await select('connecting', variant);
    expect(lines).toEqual([
      'connect: false',
      'errno: 115',
      'ready while connecting: 0',
      'again: false',
      'errno: 114',
      'writable in the end: 1',
      'SO_ERROR: 0',
      'SO_ERROR again: 0',
    ]);
  });

  test(
    'a connecting socket is writable once it has failed, and SO_ERROR says why, once',
    { timeout: 15_000 },
    async () => {
      const { lines } = await select('connecting-in-vain', variant);
      expect(lines).toEqual([
        'connect: false',
        'errno: 115',
        'ready while connecting: 0',
        'again: false',
        'errno: 114',
        'writable in the end: 1',
        'SO_ERROR: 111',
        'SO_ERROR again: 0',
      ]);
    },
  );

  test('urgent data is exceptional', async () => {
    const { lines } = await select('out-of-band', variant);
    expect(lines).toEqual(['exceptional: 1', 'the right one: true']);
  });
});

test.each(variants(['unix']))('socket_select works with 3,000 sockets, $linking', async (variant) => {
  const { lines } = await select('many', variant);
  expect(lines).toEqual(['readable: 1', 'the right one: true', 'writable: 3000', 'both: 3001']);
});

test.each(FAMILIES)('socket_select without a timeout waits for the peer over %s', async (family) => {
  const args = argumentsFor('no-timeout', family);
  let turns = 0;
  const { port } = await lineServer(family, args[2] ?? '', (_line, connection) => {
    turns++;
    setImmediate(() => connection.write(`turn ${turns}`));
  });
  const { lines } = await run(GUEST, family === 'unix' ? args : [...args, String(port)]);
  expect(lines).toEqual(['ready: 1', 'read: "turn 1"', 'ready: 1', 'read: "turn 2"', 'ready: 1', 'read: "turn 3"']);
});
