import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, FAMILIES, INTERNET, variants, type Variant } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';

const OPENINGS = fileURLToPath(new URL('guests/stream-openings.ts', import.meta.url));
const DATAGRAMS = fileURLToPath(new URL('guests/stream-datagrams.ts', import.meta.url));
const open = (testCase: string, { family, linking }: Variant) =>
  run(OPENINGS, argumentsFor(testCase, family), { linking });
const exchange = (testCase: string, { family, linking }: Variant) =>
  run(DATAGRAMS, argumentsFor(testCase, family), { linking });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  const isLocal = variant.family === 'unix';

  test('an address in use and a refused connection give the error and a warning', async () => {
    const { lines, warnings } = await open('refused', variant);
    // PHP does not say why a path cannot be had.
    const reason = isLocal ? '' : 'Address already in use';
    expect(lines).toEqual([
      'in use: true',
      'code: 0',
      `message: ${reason}`,
      'refused: true',
      'code: 111',
      'message: Connection refused',
    ]);
    const failed = (name: string, text: string) =>
      expect.stringMatching(`^${name}\\(\\): Unable to connect to (tcp|unix)://\\S+ \\(${text}\\)$`);
    expect(warnings).toEqual([
      failed('stream_socket_server', isLocal ? 'Unknown error' : reason),
      failed('stream_socket_client', 'Connection refused'),
    ]);
  });

  test('STREAM_CLIENT_ASYNC_CONNECT only begins to connect', async () => {
    const { lines, warnings } = await open('asynchronous', variant);
    expect(lines).toEqual(['blocks: true', 'writable: 1', 'write: 9', 'read: "connected"']);
    expect(warnings).toEqual([]);
  });

  test('STREAM_CLIENT_PERSISTENT gives the open stream to that address again', async () => {
    const { lines } = await open('persistent', variant);
    expect(lines).toEqual([
      'the same: true',
      'without the flag: false',
      'when it has ended: false',
      'the old one is closed: -1',
    ]);
  });

  test('stream_socket_accept waits as long as it is told, whatever the mode', async () => {
    const { lines, warnings } = await open('accept-in-time', variant);
    expect(lines).toEqual([
      'nobody: true',
      'waited: true',
      'peer: as it was',
      'still nobody: true',
      'accepted blocks: true',
      'family: true',
      'read: "x"',
    ]);
    const timedOut = 'stream_socket_accept(): Accept failed: Connection timed out';
    expect(warnings).toEqual([timedOut, timedOut]);
  });

  test('stream_socket_client waits for its connection as long as it is told', async () => {
    const { lines, warnings } = await open('queue-full', variant);
    // A local socket is told at once that the queue is full.
    const [waited, code, text] = isLocal
      ? [false, 11, 'Resource temporarily unavailable']
      : [true, 110, 'Connection timed out'];
    expect(lines).toEqual(['connected: false', `waited: ${waited}`, `code: ${code}`, `message: ${text}`]);
    expect(warnings).toEqual([
      expect.stringMatching(`^stream_socket_client\\(\\): Unable to connect to \\S+ \\(${text}\\)$`),
    ]);
  });

  test('streams of datagrams exchange them, with their addresses', async () => {
    const { lines, warnings } = await exchange('exchange', variant);
    expect(lines).toEqual([
      `type: ${isLocal ? 'udg' : 'udp'}_socket`,
      'write: 8',
      'peek: "data"',
      'receive: "datagram"',
      'from: true',
      'send: 5',
      'read: "reply"',
    ]);
    expect(warnings).toEqual([]);
  });

  test('fread keeps the rest of a datagram, stream_socket_recvfrom loses it', async () => {
    const { lines, warnings } = await exchange('cut', variant);
    expect(lines).toEqual([
      'read: "abcd"',
      'unread: 2',
      'receive: "gh"',
      'read: "ef"',
      'receive: "jkl"',
      'nothing more: FALSE',
    ]);
    expect(warnings).toEqual([]);
  });
});

test.each(variants(INTERNET))('a refused datagram ends the stream over $family, $linking', async (variant) => {
  const { lines, warnings } = await exchange('refused', variant);
  expect(lines).toEqual(['write: 5', 'read: FALSE', 'ended: true']);
  expect(warnings).toEqual([]);
});

test('a host may be a name', async () => {
  const policy = { connect: [...(LOOPBACK.connect ?? [])], bind: [...(LOOPBACK.bind ?? [])], lookup: ['localhost'] };
  const { lines, warnings } = await run(OPENINGS, ['localhost', 'inet'], { policy });
  expect(lines).toEqual(['connected: true', 'bound: true']);
  expect(warnings).toEqual([]);
});

test('a name that may not be looked up, and an address that may not be used, are refused', async () => {
  const { lines, warnings } = await run(OPENINGS, ['localhost', 'inet'], { policy: { bind: ['127.0.0.1'] } });
  expect(lines).toEqual(['connected: false']);
  const lookup = 'php_network_getaddresses: getaddrinfo for localhost failed: Permission denied';
  expect(warnings).toEqual([
    `stream_socket_client(): ${lookup}`,
    expect.stringMatching(`^stream_socket_client\\(\\): Unable to connect to tcp://localhost:\\d+ \\(${lookup}\\)$`),
    `stream_socket_server(): ${lookup}`,
    `stream_socket_server(): Unable to connect to tcp://localhost:0 (${lookup})`,
  ]);
});
