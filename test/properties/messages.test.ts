import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { PolicyRules } from 'wasock';
import { argumentsFor, FAMILIES, type Variant, variants } from '../support/families.ts';
import { LOOPBACK, run } from '../support/guest.ts';
import { lineServer } from '../support/peer.ts';

const GUEST = fileURLToPath(new URL('guests/messages.ts', import.meta.url));
const messages = (testCase: string, { family, linking }: Variant, policy: PolicyRules = LOOPBACK) =>
  run(GUEST, argumentsFor(testCase, family), { linking, policy });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('a datagram is gathered from several buffers, names its sender, and is cut with a flag', async () => {
    const { code, lines, warnings } = await messages('datagram', variant);
    expect({ code, lines }).toEqual({
      code: 0,
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
    });
    expect(warnings).toEqual(['socket_recvmsg(): Error in recvmsg [11]: Resource temporarily unavailable']);
  });

  test('a stream gives the bytes of several buffers, no name, and its end', async () => {
    const { code, lines, warnings } = await messages('stream', variant);
    expect({ code, lines }).toEqual({
      code: 0,
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
    });
    expect(warnings).toEqual(['socket_sendmsg(): Error in sendmsg [32]: Broken pipe']);
  });

  test('MSG_WAITALL receives a message up to its length or the end of the stream', async () => {
    const { lines, warnings } = await messages('waitall', variant);
    expect({ lines, warnings }).toEqual({
      lines: ['all that is there: 2', 'up to the end: 2', 'data: "cd"'],
      warnings: [],
    });
  });

  test('MSG_EOF ends the stream behind a message', async () => {
    const { lines, warnings } = await messages('last', variant);
    expect({ lines, warnings }).toEqual({ lines: ['sent: 10', 'data: "last words"', 'end: 0'], warnings: [] });
  });

  test('a refused destination sends nothing', async () => {
    const { lines, warnings } = await messages('refused', variant, { bind: LOOPBACK.bind ?? [] });
    expect(lines).toEqual(['sent: -1', 'error: 13', 'nothing came: -1']);
    expect(warnings).toEqual(['socket_sendmsg(): Error in sendmsg [13]: Permission denied']);
  });
});

// The peer outside is on the test's own thread, which a transpiled guest would block.
describe.each(variants(FAMILIES).filter(({ linking }) => linking !== 'transpiled'))(
  'with a peer outside over $family, $linking',
  ({ family, linking }) => {
    const withPeer = async (testCase: string, answer: (line: string, connection: Socket) => void) => {
      const args = argumentsFor(testCase, family);
      const { port } = await lineServer(family, args[2] ?? '', answer);
      return run(GUEST, family === 'unix' ? args : [...args, String(port)], { linking });
    };

    test('a message that is larger than the system takes at once is sent whole', async () => {
      const lines: string[] = [];
      let end: (() => void) | undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const { lines: said } = await withPeer('large', (line) => {
        lines.push(line);
        if (line === 'end') end?.();
      });
      await ended;
      expect(said).toEqual(['all sent: true']);
      expect(lines).toEqual(['begin', 'all of it '.repeat(300_000), 'end']);
    });

    test('MSG_WAITALL waits until all is there, or the end', async () => {
      const { lines } = await withPeer('in-parts', (line, connection) => {
        if (line === 'part') connection.write('01234');
        else connection.write('56789abc', () => connection.end());
      });
      expect(lines).toEqual(['half is there: 5', 'all: 10', 'bytes: "0123456789"', 'until the end: 3', 'bytes: "abc"']);
    });
  },
);
