// What a guest's sockets may take: numbers, the system's memory, descriptors under way, bytes. By wasock/host and wasock/php.
import { expect, onTestFinished, test } from 'vitest';
import { Host, LimitError, type Limits } from 'wasock';
import { type ComponentHost, createHost } from 'wasock/host';
import { AF_INET, AF_UNIX, createPhp, type Php, PhpStateError, SOCK_STREAM } from 'wasock/php';
import { Meter } from '#host/limits/meter';
import { Rate } from '#host/limits/rate';
import { readLimits } from '#host/limits';
import { Counters } from '#host/limits/usage';
import { lookupAddress } from '#host/socket/lookup';

/** As jco has it, which drops what is disposed of. */
type Socket = ReturnType<ComponentHost['imports']['wasock:sockets/host']['Socket']['pair']>[0];

function open(limits: Limits): ComponentHost {
  const host = createHost({ limits, onWarning: () => {} });
  onTestFinished(() => host.close());
  return host;
}

function pairOf(host: ComponentHost, type: 'stream' | 'dgram' = 'stream'): [Socket, Socket] {
  const pair = host.imports['wasock:sockets/host'].Socket.pair('unix', type, 0);
  for (const socket of pair) socket.setBlocking(false);
  return pair;
}

function drop(socket: object): void {
  const dispose: unknown = Reflect.get(socket, Symbol.dispose);
  if (typeof dispose === 'function') dispose.call(socket);
}

/** What an operation fails with: a name of the WIT's, 'LimitError', or nothing. */
function failure(operation: () => unknown): unknown {
  try {
    operation();
  } catch (error) {
    return error instanceof LimitError ? 'LimitError' : Object(error).payload;
  }
  return undefined;
}

const KIB = new Uint8Array(1024);

/** Sends until that fails. @returns with what */
function fill(socket: Socket, data = KIB): unknown {
  for (;;) {
    const error = failure(() => socket.send(data, {}));
    if (error !== undefined) return error;
  }
}

/** Receives until there is nothing, or the end. */
function drain(socket: Socket): void {
  for (;;) {
    let received = 0;
    const error = failure(() => {
      received = socket.receive(1 << 20, {}).length;
    });
    if (error !== undefined || received === 0) return;
  }
}

test('what the system holds stays within the limit, whatever the buffers could take', () => {
  const limit = 1 << 20;
  const host = open({ socketBuffers: limit });
  const errors = Array.from({ length: 40 }, () => fill(pairOf(host)[0]));
  expect(errors[0]).toBe('eagain');
  expect(errors.at(-1)).toBe('enobufs');
  const { current, peak } = host.usage().socketBuffers;
  expect(current).toBeGreaterThan(limit / 2);
  expect(current).toBeLessThan(limit + 300_000);
  expect(peak).toBeGreaterThanOrEqual(current);
});

test.each([1, 64, 1024])('messages of %s bytes take no more', (length) => {
  const limit = 1 << 20;
  const host = open({ socketBuffers: limit });
  for (let count = 0; count < 40; count++) fill(pairOf(host)[0], new Uint8Array(length));
  expect(host.usage().socketBuffers.current).toBeLessThan(limit + 300_000);
});

test('what is received makes room again', () => {
  const host = open({ socketBuffers: 1 << 19 });
  const pairs = Array.from({ length: 20 }, () => pairOf(host));
  for (const [from] of pairs) fill(from);
  const [from, to] = pairOf(host);
  expect(fill(from)).toBe('enobufs');
  for (const [, full] of pairs) drain(full);
  expect(failure(() => from.send(KIB, {}))).toBe(undefined);
  expect(to.receive(2048, {})).toHaveLength(1024);
});

test.each(['stream', 'dgram'] as const)('what a closed %s socket left at its peer counts until it is read', (type) => {
  const host = open({ socketBuffers: 1 << 20 });
  const readers: Socket[] = [];
  const errors = new Set<unknown>();
  for (let count = 0; count < 100; count++) {
    const [from, to] = pairOf(host, type);
    errors.add(fill(from, new Uint8Array(16_384)));
    drop(from);
    readers.push(to);
  }
  expect(errors).toEqual(new Set(['eagain', 'enobufs']));
  readers.forEach(drain);
  expect(fill(pairOf(host, type)[0])).toBe('eagain');
});

test('SO_SNDBUF and SO_RCVBUF give an eighth to one socket, and to all together what there is', () => {
  const limit = 1 << 20;
  const host = open({ socketBuffers: limit });
  const sizes = Array.from({ length: 30 }, () => {
    const [socket] = pairOf(host);
    return (['so-sndbuf', 'so-rcvbuf'] as const).map((name) => {
      socket.setOption(name, { tag: 'integer', val: 0x7fff_ffff });
      return Number(socket.getOption(name).val);
    });
  }).flat();
  expect(sizes[0]).toBe(limit / 8);
  // Linux gives no less than 2304 and 4608.
  const large = sizes.filter((size) => size > 4608);
  expect(large.length).toBeLessThan(sizes.length);
  expect(large.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limit);
});

test('a closed socket gives its buffers back, and a smaller one the difference', () => {
  const host = open({ socketBuffers: 1 << 20 });
  const set = (socket: Socket, val: number): number => {
    socket.setOption('so-sndbuf', { tag: 'integer', val });
    return Number(socket.getOption('so-sndbuf').val);
  };
  for (let count = 0; count < 50; count++) {
    const [socket, other] = pairOf(host);
    expect(set(socket, -1)).toBe(1 << 17);
    expect(set(socket, 4608)).toBe(9216);
    expect(set(other, -1)).toBe(1 << 17);
    drop(socket);
    drop(other);
  }
});

/** Sends descriptors of a socket, so many. @returns as `failure` */
function pass(over: Socket, socket: Socket, count: number): unknown {
  const val = Array.from({ length: count }, () => socket);
  return failure(() => over.sendMessage({ parts: [Uint8Array.of(1)], control: [{ tag: 'rights', val }] }, {}));
}

test('descriptors under way are limited, until they are received', () => {
  const host = open({ descriptorsInFlight: 250 });
  const [from, to] = pairOf(host);
  const [passed] = pairOf(host);
  expect(pass(from, passed, 100)).toBe(undefined);
  expect(pass(from, passed, 100)).toBe(undefined);
  expect(pass(from, passed, 100)).toBe('etoomanyrefs');
  expect(pass(from, passed, 50)).toBe(undefined);
  expect(host.usage().descriptorsInFlight).toEqual({ current: 250, peak: 250, limit: 250 });
  for (let count = 0; count < 3; count++) {
    for (const item of to.receiveMessage(10, 2000, {}).control) {
      if (item.tag === 'rights') item.val.forEach((socket) => drop(socket));
    }
  }
  expect(pass(from, passed, 200)).toBe(undefined);
});

test('descriptors whose sender is closed count as long as there is something to receive', () => {
  const host = open({ descriptorsInFlight: 100 });
  const [passed] = pairOf(host);
  const [from, to] = pairOf(host);
  expect(pass(from, passed, 100)).toBe(undefined);
  drop(from);
  const [other] = pairOf(host);
  expect(pass(other, passed, 1)).toBe('etoomanyrefs');
  drop(to);
  expect(pass(other, passed, 1)).toBe(undefined);
});

test('they count also while a socket is on offer, where nobody can look for something to receive', () => {
  const host = open({ descriptorsInFlight: 100 });
  const { guestId, revoke } = host.imports['wasock:sockets/host'];
  const [passed] = pairOf(host);
  const [from, to] = pairOf(host);
  const offer = to.offer(guestId());
  expect(pass(from, passed, 100)).toBe(undefined);
  drop(from);
  drop(to);
  const [other] = pairOf(host);
  expect(pass(other, passed, 1)).toBe('etoomanyrefs');
  revoke(offer);
  expect(pass(other, passed, 1)).toBe(undefined);
});

test('a socket more than the limit fails, by every way to get one', () => {
  const host = open({ sockets: 3 });
  const [first, second] = pairOf(host);
  expect(failure(() => pairOf(host))).toBe('emfile');
  expect(pass(first, second, 2)).toBe(undefined);
  const message = second.receiveMessage(10, 2000, {});
  expect(message.flags.ctrunc).toBe(true);
  expect(host.usage().sockets).toEqual({ current: 3, peak: 3, limit: 3 });
});

test('by default a guest has thousands of pairs, and not all that the process may open', () => {
  const host = open({});
  const { limit } = host.usage().sockets;
  expect(limit).toBeLessThanOrEqual(16_384);
  for (let left = limit; left >= 2; left -= 2) pairOf(host);
  expect(failure(() => pairOf(host))).toBe('emfile');
  const [from, to] = pairOf(open({}));
  from.send(KIB, {});
  expect(to.receive(2048, {})).toHaveLength(1024);
});

test('bytes sent end the guest at the limit, to the byte', () => {
  const host = open({ bytesSent: 1500 });
  const [from, to] = pairOf(host);
  expect(from.send(KIB, {})).toBe(1024);
  expect(from.sendMessage({ parts: [KIB.subarray(0, 100), KIB], control: [] }, {})).toBe(476);
  expect(failure(() => from.send(KIB, {}))).toBe('LimitError');
  expect(to.receive(10_000, {})).toHaveLength(1500);
  const [datagram] = pairOf(open({ bytesSent: 1500 }), 'dgram');
  expect(datagram.send(KIB, {})).toBe(1024);
  expect(failure(() => datagram.send(KIB, {}))).toBe('LimitError');
});

test('bytes received end the guest at the limit; the end of a stream there does not', () => {
  const host = open({ bytesReceived: 1024 });
  const [from, to] = pairOf(host);
  from.send(KIB, {});
  expect(to.receive(500, { peek: true })).toHaveLength(500);
  expect(to.receive(2000, {})).toHaveLength(1024);
  from.shutdown('write');
  expect(to.receive(2000, {})).toHaveLength(0);
  const [more, last] = pairOf(host);
  more.send(KIB, {});
  expect(failure(() => last.receive(1, {}))).toBe('LimitError');
  const [other, receiver] = pairOf(open({ bytesReceived: 1024 }));
  other.send(new Uint8Array(1025), {});
  expect(failure(() => receiver.receiveMessage(5000, 0, {}))).toBe('LimitError');
});

test('nothing is lost on a host beside one that has reached its limits', () => {
  const [hostile, healthy] = [open({ bytesSent: 10, sockets: 2, socketBuffers: 1 }), open({})];
  const [from, to] = pairOf(healthy);
  const [bad] = pairOf(hostile);
  for (let count = 0; count < 100; count++) {
    failure(() => bad.send(KIB, {}));
    failure(() => pairOf(hostile));
    from.send(KIB, {});
    expect(to.receive(2048, {})).toHaveLength(1024);
  }
});

test('a limit that ends the guest ends an object of PHP, and no other', () => {
  const [php, other] = [createPhp({ limits: { bytesSent: 3 } }), createPhp()];
  onTestFinished(() => other.close());
  const pair = (own: Php) => own.socketCreatePair(AF_UNIX, SOCK_STREAM, 0)!;
  const [first] = pair(php);
  expect(php.socketWrite(first, 'abc')).toBe(3);
  expect(() => php.socketWrite(first, 'd')).toThrow(LimitError);
  expect(() => php.socketWrite(first, 'd')).toThrow(PhpStateError);
  expect(other.socketWrite(pair(other)[0], 'abcd')).toBe(4);
  expect(php.usage().bytesSent).toEqual({ current: 3, peak: 3, limit: 3 });
});

test('the memory of an object of PHP is limited', () => {
  const php = createPhp({ limits: { memory: 1 << 20 } });
  const [socket] = php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0)!;
  expect(() => php.socketWrite(socket, new Uint8Array(1 << 21))).toThrow('unreachable');
  expect(php.usage().memory.current).toBeLessThanOrEqual(1 << 20);
});

test('a wait of an object of PHP ends with its time', () => {
  const php = createPhp({ limits: { wallTimeMs: 40 } });
  const [socket] = php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0)!;
  expect(() => php.socketRead(socket, 1)).toThrow(LimitError);
});

test('denials beyond the rate are counted, and nobody is told', () => {
  const told: unknown[] = [];
  const deny = (denialsPerSecond: number): Php => {
    const php = createPhp({ limits: { denialsPerSecond }, onDenied: () => told.push(1), onWarning: () => {} });
    onTestFinished(() => php.close());
    const socket = php.socketCreate(AF_INET, SOCK_STREAM, 0)!;
    for (let count = 0; count < 50; count++) php.socketConnect(socket, '127.0.0.1', 1);
    return php;
  };
  expect(deny(0).usage().denials).toEqual({ current: 50, peak: 50, limit: 0, unreported: 50 });
  expect(told).toHaveLength(0);
  expect(deny(Infinity).usage().denials).toMatchObject({ current: 50, unreported: 0 });
  expect(told).toHaveLength(50);
});

test('a lookup too many at once fails for now', () => {
  const host = new Host({ policy: { lookup: ['*'] }, limits: { lookups: 0 } });
  const outcome = lookupAddress(host.context, 'localhost', undefined, { flags: {}, protocol: 0 });
  expect(outcome).toEqual({ tag: 'try-again' });
  host.configure({ policy: { lookup: ['*'] }, limits: { lookups: 1 } });
  for (let count = 0; count < 3; count++) {
    expect(lookupAddress(host.context, 'localhost', undefined, { flags: {}, protocol: 0 })).toBeInstanceOf(Array);
  }
  expect(host.usage().lookups).toEqual({ current: 0, peak: 1, limit: 1 });
  host.close();
});

test('bytes of standard streams end the guest at the limit', () => {
  const meter = new Meter(new Counters(), readLimits({ streamBytes: 100 }));
  expect(meter.take(60)).toBe(60);
  expect(meter.take(60)).toBe(40);
  meter.giveBack(5);
  expect(meter.take(60)).toBe(5);
  expect(meter.take(0)).toBe(0);
  expect(() => meter.take(1)).toThrow(LimitError);
});

test('a rate lets a burst pass, then so many in a second', () => {
  let now = 0;
  const rate = new Rate(125, 10, { now: () => now });
  for (let count = 0; count < 10; count++) expect(rate.take()).toBe(0);
  expect(rate.take()).toBe(8);
  now = 7;
  expect(rate.take()).toBe(1);
  now = 8;
  expect(rate.take()).toBe(0);
  expect(rate.take()).toBe(8);
  now = 10_000;
  for (let count = 0; count < 10; count++) expect(rate.take()).toBe(0);
  expect(rate.take()).toBe(8);
  expect(new Rate(0, 0, { now: () => now }).take()).toBe(Infinity);
  // Shared by four, and empty at first
  const shared = new Rate(100, 10, { now: () => now, among: () => 4, isEmpty: true });
  expect(shared.take()).toBe(40);
  now += 40;
  expect(shared.take()).toBe(0);
});

test('accepted connections have no larger buffers together than the guest may set', () => {
  const host = createHost({
    limits: { socketBuffers: 1 << 20 },
    policy: { connect: ['127.0.0.1'], bind: ['127.0.0.1'] },
  });
  onTestFinished(() => host.close());
  const { Socket } = host.imports['wasock:sockets/host'];
  const listener = Socket.create('inet', 'stream', 0);
  const size = (socket: Socket): number => {
    const value = socket.getOption('so-rcvbuf');
    return value.tag === 'integer' ? value.val : NaN;
  };
  listener.setOption('so-rcvbuf', { tag: 'integer', val: 1 << 16 });
  listener.bind({ tag: 'inet', val: { port: 0, address: [127, 0, 0, 1] } });
  listener.listen(100);
  const to = listener.localAddress();
  const sizes = Array.from({ length: 30 }, () => {
    const client = Socket.create('inet', 'stream', 0);
    client.connect(to);
    const accepted = listener.accept();
    const own = size(accepted);
    return { own, close: () => [client, accepted].forEach(drop) };
  });
  expect(sizes[0]!.own).toBe(size(listener));
  const all = sizes.reduce((sum, { own }) => sum + own, size(listener));
  // Linux makes no buffer smaller than 2304 bytes.
  expect(all).toBeLessThanOrEqual((1 << 20) + 30 * 2304);
  for (const { close } of sizes) close();
  const client = Socket.create('inet', 'stream', 0);
  client.connect(to);
  expect(size(listener.accept())).toBe(size(listener));
});
