import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { guestFile } from '../support/cases.ts';
import { LINKINGS } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { testCases } from '../support/in-node.ts';
import { listen } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CASES } from './cases/rights.ts';

const GUEST = guestFile('rights');

testCases('rights', CASES);

test.each(LINKINGS)('a socket is handed from one guest to another, %s, and they share its mode', async (linking) => {
  const [path, ready] = [join(temporaryDirectory(), 's'), join(temporaryDirectory(), 'r')];
  const server = createServer((connection) => connection.destroy());
  onTestFinished(() => void server.close());
  await listen(server, { path: ready });
  const taker = run(GUEST, ['taker', 'unix', path, ready], { linking, isWaitedFor: true });
  await once(server, 'connection');
  const giver = run(GUEST, ['giver', 'unix', path], { linking, isWaitedFor: true });
  expect(await giver).toEqual({
    code: 0,
    lines: ['sent: 1', 'the sign: "!"', 'read: FALSE', 'it waited: true'],
    warnings: [],
  });
  expect(await taker).toEqual({ code: 0, lines: ['read: FALSE', 'the end: ""'], warnings: [] });
});
