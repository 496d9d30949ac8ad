import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runGuest, spawnGuest } from 'wasock';
import { guestFile } from '../support/cases.ts';
import { openDescriptors, openSockets, sendsEnd } from '../support/descriptors.ts';
import { compiled, LOOPBACK, openOutput } from '../support/guest.ts';
import { testCases } from '../support/in-node.ts';
import { deafServer, listen, portOf } from '../support/peer.ts';
import { CASES } from './cases/lifetime.ts';

const GUEST = guestFile('lifetime');

testCases('lifetime', CASES);

test('a guest that lingers in socket_close can be killed', async () => {
  const { port, connection } = await deafServer();
  const before = openSockets();
  const options = { policy: LOOPBACK, args: ['guest', 'lingering-close', 'inet', port] };
  const guest = spawnGuest(await compiled(GUEST), options);
  const peer = await connection;
  await sendsEnd(peer.localPort, peer.remotePort);
  await guest.kill();
  peer.destroy();
  await once(peer, 'close');
  expect(openSockets()).toEqual(before);
});

describe('a guest leaves no descriptor behind', () => {
  const options = { policy: LOOPBACK, onWarning() {} };

  // A component's exit code is 0 or 1.
  const WAYS = [
    ['return', 'core', 0],
    ['exit', 'core', 3],
    ['exception', 'core', 255],
    ['return', 'component', 0],
    ['exit', 'component', 1],
    ['exception', 'component', 1],
  ] as const;

  test.each(WAYS)('that ends by %s (%s)', async (way, target, expected) => {
    const wasm = await compiled(GUEST, target);
    const stdout = openOutput().descriptor;
    await runGuest(wasm, { ...options, args: ['guest', 'return'], stdout }); // what the host itself keeps open
    const before = openDescriptors();
    const code = await runGuest(wasm, { ...options, args: ['guest', way], stdout });
    expect(openDescriptors()).toEqual(before);
    expect(code).toBe(expected);
  });

  test.each(['core', 'component'] as const)('that traps (%s)', async (target) => {
    const wasm = await compiled(GUEST, target);
    const before = openSockets();
    await expect(runGuest(wasm, { ...options, args: ['guest', 'trap'] })).rejects.toThrow(/unreachable/);
    expect(openSockets()).toEqual(before);
  });

  test('that is killed while it is blocked', async () => {
    const wasm = await compiled(GUEST);
    const server = createServer();
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const before = openSockets();
    const connected = once(server, 'connection');
    const guest = spawnGuest(wasm, { ...options, args: ['guest', 'blocked', 'inet', String(portOf(server))] });
    const [connection] = await connected;
    const gone = once(connection, 'close');
    connection.resume();
    await guest.kill();
    await gone;
    expect(openSockets()).toEqual(before);
  });
});
