import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { compileModule, GuestKilled, GuestTrap, Host, LinkError, PolicyError, spawnGuest } from 'wasock';
import { exchange } from '#host/exchange/process';
import { openDescriptors } from '../../support/descriptors.ts';
import { listen, portOf } from '../../support/peer.ts';
import { assemble, FIRST, PAIR, SECOND } from '../../support/wat.ts';

/** A TCP connection to 127.0.0.1:port, then a listener that is accepted from for ever. */
function connectAndAccept(port: number): string {
  const address = (at: number): string =>
    `(i32.const 1) (i32.const ${at}) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1) ${'(i32.const 0) '.repeat(6)}`;
  return `
    (call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1000))
    (call $listen (i32.load (i32.const 1004)) (i32.const 8) (i32.const 1100))
    (call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1200))
    (call $connect (i32.load (i32.const 1204)) ${address(port)} (i32.const 1300))
    (call $accept (i32.load (i32.const 1004)) (i32.const 1400))`;
}

/** Waits until the guest, which connects right before it blocks, has connected. */
async function startBlocked(): Promise<{ kill: () => Promise<void>; exited: Promise<number>; peer: Socket }> {
  const server = createServer();
  await listen(server, { port: 0, host: '127.0.0.1' });
  const connected = once(server, 'connection');
  const wasm = await assemble({ body: connectAndAccept(portOf(server)) });
  const guest = spawnGuest(wasm, { policy: { all: true } });
  const [peer] = (await connected) as [Socket];
  server.close();
  peer.resume();
  return { ...guest, peer };
}

test('a guest blocked in accept is ended by kill within 100 ms, its descriptors closed', { retry: 4 }, async () => {
  const warm = await startBlocked();
  const closed = once(warm.peer, 'close');
  await warm.kill();
  await closed;
  const before = openDescriptors();

  const guest = await startBlocked();
  const gone = once(guest.peer, 'close');
  const start = performance.now();
  await guest.kill();
  expect(performance.now() - start).toBeLessThan(100);
  await expect(guest.exited).rejects.toThrow(GuestKilled);
  await gone;
  expect(openDescriptors()).toEqual(before);
});

test('a guest that only computes is ended by kill, its descriptors closed', async () => {
  // It tells that it has opened its sockets by a warning, then never calls its host again.
  const body = `${PAIR} (call $report (i32.const 0) (i32.const 0) (i32.const 0)) (loop (br 0))`;
  const wasm = await assemble({ body });
  const before = openDescriptors();
  let announce = (): void => {};
  const computing = new Promise<void>((resolve) => (announce = resolve));
  const guest = spawnGuest(wasm, { onWarning: () => announce() });
  await computing;
  await guest.kill();
  await expect(guest.exited).rejects.toThrow(GuestKilled);
  expect(openDescriptors().filter((line) => line.includes('socket:'))).toEqual(
    before.filter((line) => line.includes('socket:')),
  );
});

test('a guest that calls its host in a loop is ended by kill', async () => {
  const body = `${PAIR} (call $report (i32.const 0) (i32.const 0) (i32.const 0))
    (loop (drop (call $is-blocking ${FIRST})) (br 0))`;
  let announce = (): void => {};
  const looping = new Promise<void>((resolve) => (announce = resolve));
  const guest = spawnGuest(await assemble({ body }), { onWarning: () => announce() });
  await looping;
  await guest.kill();
  await expect(guest.exited).rejects.toThrow(GuestKilled);
});

test('killing a guest that has ended does nothing', async () => {
  const guest = spawnGuest(await assemble({ body: PAIR }));
  expect(await guest.exited).toBe(0);
  await guest.kill();
  expect(await guest.exited).toBe(0);
});

test('a trap of a spawned guest arrives as GuestTrap', async () => {
  const guest = spawnGuest(await assemble({ body: '(drop (call $is-blocking (i32.const 77)))' }));
  await expect(guest.exited).rejects.toThrow(GuestTrap);
  await expect(guest.exited).rejects.toThrow(/77 is not the handle of a socket/);
});

test('a policy or module that cannot be understood is refused at once', async () => {
  const wasm = await assemble({ body: `${PAIR} (drop (i32.load (i32.const 0))) (drop ${SECOND})` });
  expect(() => spawnGuest(wasm, { policy: { connect: ['127.0.0.1:http'] } })).toThrow(PolicyError);
  const component = Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 99, 0);
  expect(() => spawnGuest(component)).toThrow(LinkError);
});

test('a guest that cannot be started leaves no descriptor, and nobody who could be handed a socket', async () => {
  const wasm = await assemble({ body: `${PAIR} (drop (i32.load (i32.const 0))) (drop ${SECOND})` });
  const before = openDescriptors();
  const env = new Proxy({}, {});
  expect(() => spawnGuest(wasm, { env })).toThrow(/could not be cloned/);
  expect(openDescriptors()).toEqual(before);
  const host = new Host();
  expect(exchange().guests.has(host.id - 1)).toBe(false);
  host.close();
});

test('guests that are killed while their threads start end, and the process does not', async () => {
  const guest = compileModule(await assemble({ body: '(loop (br 0))' }));
  for (let round = 0; round < 8; round++) {
    const guests = Array.from({ length: 4 }, () => spawnGuest(guest));
    // At any point of what the thread loads: some 150 ms.
    await new Promise((resolve) => setTimeout(resolve, round * 20));
    await Promise.all(guests.map((started) => started.kill()));
    for (const { exited } of guests) await expect(exited).rejects.toThrow(GuestKilled);
  }
});
