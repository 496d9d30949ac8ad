import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { INTERNET, variants } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/udp.ts', import.meta.url));
const POLICY = { ...LOOPBACK, lookup: ['localhost'] };

describe.each(variants(INTERNET))('over $family, $linking', ({ family, linking }) => {
  const udp = async (testCase: string) => (await run(GUEST, [testCase, family], { linking, policy: POLICY })).lines;

  test('a connected socket hears its peer only, and may be connected to another', async () => {
    expect(await udp('connected')).toEqual([
      'read: "known"',
      'written: 4',
      'read back: "back"',
      'getpeername: true',
      'without a peer: false',
      'errno: 107',
      'of the new peer: "no stranger"',
      'has a port: true',
      'sent: 1',
      'received: "x"',
    ]);
  });

  test('a datagram that nobody takes is an error of the next operation, or SO_ERROR', async () => {
    expect(await udp('refused')).toEqual([
      'sent: 7',
      'read: FALSE',
      'errno: 111',
      'sent again: 7',
      'ready: 1',
      'SO_ERROR: 111',
      'SO_ERROR again: 0',
    ]);
  });

  test('a datagram may be looked at, and tells its whole length', async () => {
    expect(await udp('flags')).toEqual([
      'nothing yet: -1',
      'errno: 11',
      'sent: 15',
      'peeked: 6',
      'data: "a long"',
      'sender: true',
      'its length: 15',
      'message: 4',
      'truncated: true',
      'data: "a lo"',
      'nothing left: FALSE',
      'errno: 11',
    ]);
  });

  test('SO_RCVTIMEO limits the wait for a datagram', async () => {
    expect(await udp('limits')).toEqual(['read: FALSE', 'errno: 11', 'in time: true', 'limit: 100000']);
  });

  test('socket_select takes streams and datagram sockets together', async () => {
    expect(await udp('mixed')).toEqual([
      'ready: 1',
      'the datagram: true',
      'read: "datagram"',
      'ready: 1',
      'the stream: true',
      'writable: 2',
      'silent: 0',
      'in time: true',
    ]);
  });
});
