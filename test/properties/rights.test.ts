import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSockets } from '../support/descriptors.ts';
import { argumentsFor, FAMILIES, type Variant, variants } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { listen } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const GUEST = fileURLToPath(new URL('guests/rights.ts', import.meta.url));
const rights = async (testCase: string, { family, linking }: Variant) => {
  const before = openSockets();
  const outcome = await run(GUEST, argumentsFor(testCase, family), { linking });
  expect(openSockets()).toEqual(before);
  return outcome;
};

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('sockets that are sent work where they arrive, the first in the first place', async () => {
    const { code, lines, warnings } = await rights('oneself', variant);
    expect({ code, lines, warnings }).toEqual({
      code: 0,
      lines: [
        'family: true',
        'sent: 1',
        'sockets: 3',
        'level: 1',
        'type: 1',
        'flags: 0',
        'written: 7',
        'read: "through"',
        'written back: 8',
        'read back: "and back"',
      ],
      warnings: [],
    });
  });
});

describe.each(variants(['unix']))('$linking', (variant) => {
  test('a mode that is set on one socket shows on every other of its description', async () => {
    const { lines, warnings } = await rights('mode', variant);
    expect({ lines, warnings }).toEqual({
      lines: [
        'the copy: FALSE',
        'error: 11',
        'the other: FALSE',
        'error: 11',
        'the copy: "later"',
        'the copy again: FALSE',
        'error: 11',
      ],
      warnings: [],
    });
  });

  test('a time limit, too', async () => {
    const { lines } = await rights('timeout', variant);
    expect(lines).toEqual(['the copy: FALSE', 'the other: FALSE']);
  });

  test('sockets for which there is no room are closed', async () => {
    const { lines, warnings } = await rights('cut', variant);
    expect({ lines, warnings }).toEqual({
      lines: [
        'received: 1',
        'sockets: 1',
        'flags: true',
        'kept: "kept"',
        'cut: ""',
        'cut: ""',
        'unasked: 1',
        'closed: ""',
      ],
      warnings: [],
    });
  });

  test('MSG_WAITALL ends where a socket came', async () => {
    const { lines, warnings } = await rights('waitall', variant);
    expect({ lines, warnings }).toEqual({
      lines: ['received: 3', 'data: "abx"', 'sockets: 1', 'looked: 2', 'data: "cd"'],
      warnings: [],
    });
  });

  test('what cannot be sent is refused in PHP’s words, and nothing is sent', async () => {
    const { lines, warnings } = await rights('wrong', variant);
    expect(lines).toEqual(['none: -1', 'closed: -1', 'no sockets: -1', 'no such type: -1', 'nothing came: -1']);
    const path = 'socket_sendmsg(): error converting user data (path: msghdr > control > element #0';
    expect(warnings).toEqual([
      `${path}): expected at least one element in this array`,
      `${path} > data > element #2): socket is already closed`,
      `${path}): expected an array here`,
      `${path}): cmsghdr with level 1 and type 99 not supported`,
    ]);
  });

  test('credentials arrive where SO_PASSCRED is set, with sockets besides', async () => {
    const { code, lines, warnings } = await rights('credentials', variant);
    expect({ code, lines, warnings }).toEqual({
      code: 0,
      lines: [
        'process: true',
        'sent: 1',
        'the same: true',
        'with a socket: 1',
        'control: 2',
        'types: 21',
        'written: 1',
      ],
      warnings: [],
    });
  });

  test("nobody else's credentials can be sent", async () => {
    const { lines, warnings } = await rights('forged', variant);
    expect(lines).toEqual(['another user: -1', 'error: 1', 'another process: -1', 'no process: -1', 'no user: -1']);
    const path = 'socket_sendmsg(): error converting user data (path: msghdr > control > element #0 > data';
    expect(warnings).toEqual([
      'socket_sendmsg(): Error in sendmsg [1]: Operation not permitted',
      'socket_sendmsg(): Error in sendmsg [1]: Operation not permitted',
      `${path} > pid): given PHP integer is out of bounds for a pid_t value`,
      `${path} > uid): given PHP integer is out of bounds for a uid_t value`,
    ]);
  });
});

// A transpiled guest runs on the test's own thread, which both would block.
test.each(variants(['unix']).filter(({ linking }) => linking !== 'transpiled'))(
  'a socket is handed from one guest to another, $linking, and they share its mode',
  async ({ linking }) => {
    const [path, ready] = [join(temporaryDirectory(), 's'), join(temporaryDirectory(), 'r')];
    const server = createServer((connection) => connection.destroy());
    onTestFinished(() => void server.close());
    await listen(server, { path: ready });
    const taker = run(GUEST, ['taker', 'unix', path, ready], { linking });
    await once(server, 'connection');
    const giver = run(GUEST, ['giver', 'unix', path], { linking });
    expect(await giver).toEqual({
      code: 0,
      lines: ['sent: 1', 'the sign: "!"', 'read: FALSE', 'it waited: true'],
      warnings: [],
    });
    expect(await taker).toEqual({ code: 0, lines: ['read: FALSE', 'the end: ""'], warnings: [] });
  },
);
