// wasi:sockets/ip-name-lookup: what is looked up, what is not, and when there is an answer.
import { describe, expect, test } from 'vitest';
import { SuspendingWaiter } from '#host/wait/suspending';
import { wasiGuest, type WasiGuest } from '../../support/wasi-guest.ts';

const LOOKUP = 'sockets/ip-name-lookup';

const start = (guest: WasiGuest, name: string): object => guest.get(LOOKUP, 'resolve-addresses', undefined, name);
const next = (guest: WasiGuest, stream: object): { tag: string; val: number[] } | undefined =>
  guest.get(LOOKUP, '[method]resolve-address-stream.resolve-next-address', stream);
const pollable = (guest: WasiGuest, stream: object): object =>
  guest.call(LOOKUP, '[method]resolve-address-stream.subscribe', stream);

function found(guest: WasiGuest, name: string): unknown[] {
  const stream = start(guest, name);
  guest.call('io/poll', '[method]pollable.block', pollable(guest, stream));
  const addresses: unknown[] = [];
  for (let each = next(guest, stream); each !== undefined; each = next(guest, stream)) addresses.push(each);
  guest.drop(LOOKUP, 'resolve-address-stream', stream);
  return addresses;
}

const LOOPBACK = { tag: 'ipv4', val: [127, 0, 0, 1] };

test.each([
  ['127.0.0.1', [LOOPBACK]],
  ['::1', [{ tag: 'ipv6', val: [0, 0, 0, 0, 0, 0, 0, 1] }]],
  ['::ffff:127.0.0.1', [LOOPBACK]],
])('%s is an address, and needs no permission', (name, addresses) => {
  const guest = wasiGuest({ policy: {} });
  expect(found(guest, name)).toEqual(addresses);
  expect(guest.denials).toEqual([]);
});

test('a name has the addresses that the system finds', () => {
  expect(found(wasiGuest(), 'localhost')).toContainEqual(LOOPBACK);
  expect(found(wasiGuest(), 'LOCALHOST')).toContainEqual(LOOPBACK);
});

test('a name that nobody has is found out by a wait', () => {
  const guest = wasiGuest();
  // RFC 6761: libc may ask, and no server knows it; where there is no server, that is a temporary failure.
  expect(() => found(guest, 'nobody.invalid')).toThrow(/name-unresolvable|temporary-resolver-failure/);
});

test.each([
  '',
  'a b',
  'a..b',
  '-a',
  '256.1.1.1',
  '1::2::3',
  'x'.repeat(64),
  `${'x.'.repeat(130)}x`,
  '中'.repeat(300_000),
  'a\0b',
  '\ud800',
])('%j is no name', (name) => {
  expect(() => start(wasiGuest(), name)).toThrow('invalid-argument');
});

describe('under a policy', () => {
  test('a denied name is not looked up, and the denial names it', () => {
    const guest = wasiGuest({ policy: { lookup: ['localhost'] } });
    expect(found(guest, 'localhost')).toContainEqual(LOOPBACK);
    expect(() => start(guest, 'example.com')).toThrow('access-denied');
    expect(() => start(guest, 'bücher.example')).toThrow('access-denied');
    expect(guest.denials).toEqual(['--allow-lookup example.com', '--allow-lookup xn--bcher-kva.example']);
  });

  test('what a name was looked up as may be connected to by that name', () => {
    const guest = wasiGuest({ policy: { connect: ['localhost:1'] } });
    const connect = () => {
      const socket = guest.get<object>('sockets/tcp-create-socket', 'create-tcp-socket', 'ipv4');
      const address = { tag: 'ipv4', val: { port: 1, address: [127, 0, 0, 1] } };
      guest.get('sockets/tcp', '[method]tcp-socket.start-connect', socket, undefined, address);
    };
    expect(connect).toThrow('access-denied');
    found(guest, 'localhost');
    expect(connect).not.toThrow();
  });
});

test('lookups at once are limited: others wait for one that is dropped or over', () => {
  const guest = wasiGuest({ policy: { all: true }, limits: { lookups: 1 } });
  const lookups = () => guest.host.usage().lookups;
  const first = start(guest, 'localhost');
  const second = start(guest, 'localhost');
  expect(lookups()).toMatchObject({ current: 1, peak: 1 });
  guest.drop(LOOKUP, 'resolve-address-stream', first);
  const third = start(guest, 'localhost');
  // Only the last one is asked.
  guest.call('io/poll', '[method]pollable.block', pollable(guest, third));
  expect(next(guest, third)).toEqual(LOOPBACK);
  expect(lookups()).toMatchObject({ current: 0, peak: 1 });
  guest.drop(LOOKUP, 'resolve-address-stream', second);
});

test('a guest that is suspended waits for a lookup while the event loop goes on', async () => {
  const guest = wasiGuest({ policy: { all: true } }, {}, { waiter: new SuspendingWaiter() });
  const stream = await start(guest, 'localhost');
  await guest.call<Promise<void>>('io/poll', '[method]pollable.block', pollable(guest, stream));
  expect(next(guest, stream)?.tag).toMatch(/^ipv/);
});
