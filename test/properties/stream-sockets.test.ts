import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { openSockets } from '../support/descriptors.ts';
import { argumentsFor, FAMILIES, variants, type Variant } from '../support/families.ts';
import { compiled, LOOPBACK, openOutput, run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/stream-sockets.ts', import.meta.url));
const share = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

const closedSocket = (name: string) => `${name}(): Argument #1 ($socket) has already been closed`;
const closedStream = (name: string) => `${name}(): supplied resource is not a valid stream resource`;

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('a socket and its stream share bytes and mode', async () => {
    const { lines, warnings } = await share('sharing', variant);
    expect(lines).toEqual([
      `type: ${variant.family === 'unix' ? 'unix' : 'tcp'}_socket`,
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
    ]);
    expect(warnings).toEqual([]);
  });

  test('what a stream has read ahead stays with it when it is imported, and it reads no more ahead', async () => {
    const { lines, warnings } = await share('read-ahead', variant);
    expect(lines).toEqual([
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
    ]);
    expect(warnings).toEqual(['socket_import_stream(): 9 bytes of buffered data lost during stream conversion!']);
  });

  test('a Stream that the guest made up is its socket’s, or none', async () => {
    const { lines, warnings } = await share('forged', variant);
    expect(lines).toEqual([
      'over a closed socket: -1',
      'over an open one: 4',
      'read: "here"',
      'closed: true',
      'closed again: false',
    ]);
    expect(warnings).toEqual([closedStream('fwrite'), closedStream('fclose'), closedSocket('socket_close')]);
  });
});

test.each(FAMILIES)('closing a stream or its socket closes both, each once, over %s', async (family) => {
  const wasm = await compiled(GUEST);
  const { descriptor, lines } = openOutput();
  const warnings: string[] = [];
  const before = openSockets();
  const code = await runGuest(wasm, {
    policy: LOOPBACK,
    args: ['guest', ...argumentsFor('closing', family)],
    stdout: descriptor,
    onWarning: (message) => void warnings.push(message),
  });
  expect({ code, lines: lines() }).toEqual({
    code: 0,
    lines: [
      'closed: true',
      'socket reads: FALSE',
      'stream reads: FALSE',
      'stream reads: FALSE',
      'stream closes: false',
      'errno: 0',
    ],
  });
  expect(warnings).toEqual([
    closedSocket('socket_read'),
    closedStream('fread'),
    closedStream('fread'),
    closedStream('fclose'),
  ]);
  expect(openSockets()).toEqual(before);
});
