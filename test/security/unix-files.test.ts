// The files of Unix sockets that a guest has bound end with it, and no others.
import { once } from 'node:events';
import { existsSync, linkSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SharedLedger } from '#host/ledger';
import { endGuest, newGuest } from '#host/host';
import { socketFile } from '#host/os/socket-file';
import { runGuest, spawnGuest } from 'wasock';
import { drop } from '../support/dropped.ts';
import { guestWith, type Instance, outcomeOf, passed, type TestGuest, unix } from '../support/host-sockets.ts';
import { listen } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { assemble } from '../support/wat.ts';

const newPath = () => join(temporaryDirectory(), 's');

function bound(guest: TestGuest, path: string): Instance {
  const socket = guest.Socket.create('unix', 'stream', 0);
  socket.bind(unix(path));
  return socket;
}

test('closing leaves the file, as in PHP; the end of the guest removes it', () => {
  const guest = guestWith({ bind: ['unix:*'] });
  const path = newPath();
  drop(bound(guest, path));
  expect(existsSync(path)).toBe(true);
  guest.host.close();
  expect(existsSync(path)).toBe(false);
});

describe('what is no longer the guest’s socket stays', () => {
  const REPLACED: [what: string, replace: (path: string) => Promise<void> | void][] = [
    ['a file', (path) => writeFileSync(path, '')],
    ['a link', (path) => symlinkSync('/dev/null', path)],
    ['the socket of somebody else', (path) => listen(createServer().unref(), { path })],
  ];

  test.each(REPLACED)('%s in its place', async (_, replace) => {
    const guest = guestWith({ bind: ['unix:*'] });
    const path = newPath();
    bound(guest, path);
    unlinkSync(path);
    await replace(path);
    guest.host.close();
    expect(existsSync(path)).toBe(true);
  });

  test('what a link in its place leads to, though it is the socket itself', () => {
    const guest = guestWith({ bind: ['unix:*'] });
    const path = newPath();
    bound(guest, path);
    renameSync(path, `${path}.moved`);
    symlinkSync(`${path}.moved`, path);
    guest.host.close();
    expect([path, `${path}.moved`].map(existsSync)).toEqual([true, true]);
  });

  test('another name of the file', () => {
    const guest = guestWith({ bind: ['unix:*'] });
    const path = newPath();
    bound(guest, path);
    linkSync(path, `${path}.other`);
    guest.host.close();
    expect([path, `${path}.other`].map(existsSync)).toEqual([false, true]);
  });
});

test('the file of a socket that was handed on stays: others are reached by it', () => {
  const guest = guestWith({ bind: ['unix:*'] });
  const paths = [newPath(), newPath(), newPath()];
  const [offered, sent, before] = paths.map((path, i) =>
    i < 2 ? bound(guest, path) : guest.Socket.create('unix', 'stream', 0),
  ) as [Instance, Instance, Instance];
  const other = guestWith({});
  other.Socket.take(offered.offer(other.host.id));
  passed(guest, sent, other);
  passed(guest, before, other);
  before.bind(unix(paths[2]!));
  guest.host.close();
  expect(paths.map(existsSync)).toEqual([true, true, true]);
  other.host.close();
  expect(paths.map(existsSync)).toEqual([true, true, true]);
});

test('a guest leaves so many files, and no more than that', () => {
  const guest = guestWith({ bind: ['unix:*'] });
  const directory = temporaryDirectory();
  const path = (i: number) => join(directory, String(i));
  for (let i = 0; i < 1024; i++) drop(bound(guest, path(i)));
  expect(outcomeOf(() => bound(guest, path(1024)))).toBe('enospc');
  expect(existsSync(path(1024))).toBe(false);
  unlinkSync(path(7));
  bound(guest, path(1024));
  guest.host.close();
  expect([path(0), path(1023), path(1024)].map(existsSync)).toEqual([false, false, false]);
});

/** Binds a datagram socket to a path of up to 200 bytes, then does something. */
const binding = (path: string, then: string) =>
  assemble({
    more: `(data (i32.const 100) "${path}")`,
    body: `
      (call $create (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 1000))
      (call $bind (i32.load (i32.const 1004)) (i32.const 0) (i32.const 100) (i32.const ${path.length})
        ${'(i32.const 0) '.repeat(9)} (i32.const 1100))
      ${then}`,
  });

test.each([
  ['that comes to its end', ''],
  ['that traps', 'unreachable'],
])('a guest %s leaves none', async (_, then) => {
  const path = newPath();
  const wasm = await binding(path, then);
  for (const run of [() => runGuest(wasm, RULES), () => spawnGuest(wasm, RULES).exited]) {
    await run().catch(() => {});
    expect(existsSync(path)).toBe(false);
  }
});

const RULES = { policy: { bind: ['unix:*'] } };

test.each([
  ['in a wait', '(call $receive (i32.load (i32.const 1004)) (i32.const 1) (i32.const 0) (i32.const 1200))'],
  ['in a loop', '(loop (br 0))'],
])('a guest that is killed %s leaves none', async (_, then) => {
  const path = newPath();
  let tell = (): void => {};
  const told = new Promise<void>((resolve) => (tell = resolve));
  const report = '(call $report (i32.const 0) (i32.const 0) (i32.const 0))';
  const guest = spawnGuest(await binding(path, report + then), { ...RULES, onWarning: () => tell() });
  await told;
  expect(existsSync(path)).toBe(true);
  await guest.kill();
  expect(existsSync(path)).toBe(false);
});

test('whoever outlives a guest removes what is in its ledger', async () => {
  const path = newPath();
  const server = createServer();
  await listen(server, { path });
  const ledger = new SharedLedger();
  ledger.files.set(ledger.files.free(), { path: Buffer.from(path), identity: socketFile(Buffer.from(path))! });
  endGuest(newGuest(), new SharedLedger(ledger.buffer));
  expect(existsSync(path)).toBe(false);
  server.close();
  await once(server, 'close');
});
