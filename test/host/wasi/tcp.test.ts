// wasi:sockets/tcp: the states of a socket, its errors, and its streams.
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SuspendingWaiter } from '#host/wait/suspending';
import { freePort, listen } from '../../support/peer.ts';
import { wasiGuest, type WasiGuest } from '../../support/wasi-guest.ts';

const TCP = 'sockets/tcp';

const loopback = (port: number) => ({ tag: 'ipv4', val: { port, address: [127, 0, 0, 1] } });
const loopback6 = (port: number) => ({
  tag: 'ipv6',
  val: { port, flowInfo: 0, address: [0, 0, 0, 0, 0, 0, 0, 1], scopeId: 0 },
});

type Stream = object;

/** A socket, by methods. */
class Socket {
  readonly guest: WasiGuest;
  readonly object: object;

  constructor(guest: WasiGuest, object?: object) {
    this.guest = guest;
    this.object = object ?? guest.get('sockets/tcp-create-socket', 'create-tcp-socket', 'ipv4');
  }

  get<T = unknown>(name: string, ...args: unknown[]): T {
    return this.guest.get<T>(TCP, `[method]tcp-socket.${name}`, this.object, ...args);
  }

  is(name: string): unknown {
    return this.guest.call(TCP, `[method]tcp-socket.${name}`, this.object);
  }

  wait(): void {
    this.guest.call('io/poll', '[method]pollable.block', this.is('subscribe'));
  }

  bind(address: object = loopback(0)): this {
    this.get('start-bind', undefined, address);
    this.get('finish-bind');
    return this;
  }

  listen(): number {
    this.bind().get('start-listen');
    this.get('finish-listen');
    return this.get<{ val: { port: number } }>('local-address').val.port;
  }

  connect(port: number): [Stream, Stream] {
    this.get('start-connect', undefined, loopback(port));
    this.wait();
    return this.get('finish-connect');
  }

  accept(): [Socket, Stream, Stream] {
    this.wait();
    const [object, input, output] = this.get<[object, Stream, Stream]>('accept');
    return [new Socket(this.guest, object), input, output];
  }

  drop(): void {
    this.guest.drop(TCP, 'tcp-socket', this.object);
  }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

function write(guest: WasiGuest, stream: Stream, data: string): void {
  guest.get('io/streams', '[method]output-stream.blocking-write-and-flush', stream, bytes(data));
}

function read(guest: WasiGuest, stream: Stream, length = 100n): string {
  return text(guest.get('io/streams', '[method]input-stream.blocking-read', stream, length));
}

/** Writes until there is no permit. @returns how many bytes */
function fill(guest: WasiGuest, stream: Stream): number {
  for (let written = 0; ;) {
    const permit = Number(guest.get<bigint>('io/streams', '[method]output-stream.check-write', stream));
    if (permit === 0) return written;
    guest.get('io/streams', '[method]output-stream.write', stream, new Uint8Array(permit));
    written += permit;
  }
}

/** A connection within a guest: its two ends, each a socket, an input and an output. */
function connected(guest: WasiGuest) {
  const listener = new Socket(guest);
  const client = new Socket(guest);
  const streams = client.connect(listener.listen());
  return { listener, client: [client, ...streams] as const, server: listener.accept() };
}

describe('states', () => {
  test('a socket is bound, listens, and accepts what connects', () => {
    const guest = wasiGuest();
    const { client, server } = connected(guest);
    write(guest, client[2], 'there');
    expect(read(guest, server[1])).toBe('there');
    write(guest, server[2], 'and back');
    expect(read(guest, client[1])).toBe('and back');
    expect(client[0].get('remote-address')).toEqual(server[0].get('local-address'));
    expect(server[0].is('is-listening')).toBe(false);
  });

  test('what is not begun cannot be finished', () => {
    const socket = new Socket(wasiGuest());
    for (const name of ['finish-bind', 'finish-connect', 'finish-listen']) {
      expect(() => socket.get(name)).toThrow('not-in-progress');
    }
  });

  test('while one thing is in progress nothing else begins', () => {
    const socket = new Socket(wasiGuest());
    socket.get('start-bind', undefined, loopback(0));
    expect(() => socket.get('start-bind', undefined, loopback(0))).toThrow('concurrency-conflict');
    expect(() => socket.get('start-connect', undefined, loopback(1))).toThrow('concurrency-conflict');
    expect(() => socket.get('start-listen')).toThrow('concurrency-conflict');
    expect(() => socket.get('local-address')).toThrow('invalid-state');
  });

  test('a socket must be bound before it listens, and only once', () => {
    const socket = new Socket(wasiGuest());
    expect(() => socket.get('start-listen')).toThrow('invalid-state');
    expect(() => socket.get('accept')).toThrow('invalid-state');
    expect(() => socket.get('local-address')).toThrow('invalid-state');
    socket.bind();
    expect(() => socket.get('start-bind', undefined, loopback(0))).toThrow('invalid-state');
  });

  test('a listener neither connects nor listens again; its accept waits for nobody', () => {
    const socket = new Socket(wasiGuest());
    const port = socket.listen();
    expect(socket.is('is-listening')).toBe(true);
    expect(() => socket.get('start-connect', undefined, loopback(port))).toThrow('invalid-state');
    expect(() => socket.get('start-listen')).toThrow('invalid-state');
    expect(() => socket.get('remote-address')).toThrow('invalid-state');
    expect(() => socket.get('shutdown', 'both')).toThrow('invalid-state');
    expect(() => socket.get('accept')).toThrow('would-block');
    socket.get('set-listen-backlog-size', 7n);
    expect(() => socket.get('set-listen-backlog-size', 0n)).toThrow('invalid-argument');
  });

  test('a socket whose connection was refused is closed', async () => {
    const socket = new Socket(wasiGuest());
    const port = await freePort();
    expect(() => socket.connect(port)).toThrow('connection-refused');
    expect(() => socket.connect(port)).toThrow('invalid-state');
    expect(() => socket.get('local-address')).toThrow('invalid-state');
    expect(() => socket.get('hop-limit')).toThrow('invalid-state');
  });

  test('a bind that fails can be tried again', () => {
    const guest = wasiGuest();
    const port = new Socket(guest).listen();
    const socket = new Socket(guest);
    expect(() => socket.bind(loopback(port))).toThrow('address-in-use');
    expect(() => socket.bind({ tag: 'ipv4', val: { port: 0, address: [192, 0, 2, 1] } })).toThrow(
      'address-not-bindable',
    );
    expect(socket.listen()).not.toBe(port);
  });
});

describe('addresses', () => {
  const mapped = {
    tag: 'ipv6',
    val: { port: 80, flowInfo: 0, address: [0, 0, 0, 0, 0, 0xffff, 0x7f00, 1], scopeId: 0 },
  };

  test.each([
    ['another family', 'ipv4', loopback6(80)],
    ['port 0', 'ipv4', loopback(0)],
    ['the unspecified address', 'ipv4', { tag: 'ipv4', val: { port: 80, address: [0, 0, 0, 0] } }],
    ['multicast', 'ipv4', { tag: 'ipv4', val: { port: 80, address: [224, 0, 0, 1] } }],
    ['broadcast', 'ipv4', { tag: 'ipv4', val: { port: 80, address: [255, 255, 255, 255] } }],
    ['IPv4 as IPv6', 'ipv6', mapped],
    ['IPv4 for IPv6', 'ipv6', loopback(80)],
  ])('nothing connects to %s', (_, family, address) => {
    const guest = wasiGuest();
    const socket = new Socket(guest, guest.get('sockets/tcp-create-socket', 'create-tcp-socket', family));
    expect(socket.is('address-family')).toBe(family);
    expect(() => socket.get('start-connect', undefined, address)).toThrow('invalid-argument');
  });

  test('a socket of IPv6 is never one of IPv4 too', () => {
    const guest = wasiGuest();
    const socket = new Socket(guest, guest.get('sockets/tcp-create-socket', 'create-tcp-socket', 'ipv6'));
    expect(() => socket.bind(mapped)).toThrow('invalid-argument');
    socket.bind({ ...mapped, val: { ...mapped.val, port: 0, address: [0, 0, 0, 0, 0, 0, 0, 0] } });
    const { port } = socket.get<{ val: { port: number } }>('local-address').val;
    new Socket(guest).bind({ tag: 'ipv4', val: { port, address: [0, 0, 0, 0] } });
  });
});

test('the policy is asked before each call, and a denial names what is missing', () => {
  const guest = wasiGuest({ policy: { connect: ['127.0.0.1:80'] } });
  const socket = new Socket(guest);
  expect(() => socket.get('start-connect', undefined, loopback(81))).toThrow('access-denied');
  expect(() => new Socket(guest).bind()).toThrow('access-denied');
  expect(guest.denials).toEqual(['--allow-connect 127.0.0.1:81', '--allow-bind 127.0.0.1:0']);
});

test('sockets are counted', () => {
  const guest = wasiGuest({ policy: { all: true }, limits: { sockets: 1 } });
  const first = new Socket(guest);
  expect(() => new Socket(guest)).toThrow('new-socket-limit');
  first.drop();
  expect(new Socket(guest).is('address-family')).toBe('ipv4');
});

describe('streams', () => {
  test('after shutdown of sending the peer sees the end, and can still send', () => {
    const guest = wasiGuest();
    const { client, server } = connected(guest);
    write(guest, client[2], 'last');
    client[0].get('shutdown', 'send');
    client[0].get('shutdown', 'send');
    expect(() => write(guest, client[2], 'more')).toThrow('closed');
    expect(read(guest, server[1])).toBe('last');
    expect(() => read(guest, server[1])).toThrow('closed');
    write(guest, server[2], 'yes');
    expect(read(guest, client[1])).toBe('yes');
  });

  test('after shutdown of receiving nothing is read, not even what had arrived', () => {
    const guest = wasiGuest();
    const { client, server } = connected(guest);
    write(guest, server[2], 'lost');
    client[0].get('shutdown', 'receive');
    expect(() => read(guest, client[1])).toThrow('closed');
    write(guest, client[2], 'sent');
    expect(read(guest, server[1])).toBe('sent');
  });

  test('the connection is open until the socket and both streams are dropped', () => {
    const guest = wasiGuest();
    const { client, server } = connected(guest);
    client[0].drop();
    write(guest, client[2], 'still');
    expect(read(guest, server[1])).toBe('still');
    const before = guest.host.context.sockets.size;
    guest.drop('io/streams', 'input-stream', client[1]);
    guest.drop('io/streams', 'output-stream', client[2]);
    expect(guest.host.context.sockets.size).toBe(before - 1);
    expect(() => read(guest, server[1])).toThrow('closed');
  });

  test('what does not fit goes on its way while the guest waits for something else, and then the end', () => {
    const guest = wasiGuest();
    const { client, server } = connected(guest);
    const written = fill(guest, client[2]);
    client[0].get('shutdown', 'send');
    let received = 0;
    expect(() => {
      for (;;) {
        received += guest.get<Uint8Array>(
          'io/streams',
          '[method]input-stream.blocking-read',
          server[1],
          65_536n,
        ).length;
      }
    }).toThrow('closed');
    expect(received).toBe(written);
  });

  test('what does not fit also goes on its way while the guest only asks for input, and never waits', () => {
    const guest = wasiGuest();
    const { client, server } = connected(guest);
    const written = fill(guest, client[2]);
    let received = 0;
    while (received < written) {
      received += guest.get<Uint8Array>('io/streams', '[method]input-stream.read', server[1], 65_536n).length;
    }
    expect(received).toBe(written);
  });

  test('a write without a permit is a trap', () => {
    const guest = wasiGuest();
    const { client } = connected(guest);
    expect(() => guest.call('io/streams', '[method]output-stream.write', client[2], bytes('x'))).toThrow(
      expect.objectContaining({ name: 'GuestTrap' }),
    );
  });

  test('a reset is an error with a code, once; then the stream is closed', async () => {
    const server = createServer((connection) => connection.on('data', () => connection.resetAndDestroy()));
    await listen(server, { host: '127.0.0.1', port: 0 });
    const { port } = server.address() as { port: number };
    const guest = wasiGuest();
    const [input, output] = new Socket(guest).connect(port);
    write(guest, output, 'x');
    await new Promise((resolve) => server.close(resolve));
    const failure = guest.call<{ val: { tag: string; val: object } }>(
      'io/streams',
      '[method]input-stream.blocking-read',
      input,
      1n,
    );
    expect(failure.val.tag).toBe('last-operation-failed');
    expect(guest.call('sockets/network', 'network-error-code', failure.val.val)).toBe('connection-reset');
    expect(() => read(guest, input)).toThrow('closed');
  });
});

describe('options', () => {
  test.each([
    ['keep-alive-enabled', true, true],
    ['keep-alive-idle-time', 5_400_000_000n, 5_000_000_000n],
    ['keep-alive-idle-time', 1n, 1_000_000_000n],
    ['keep-alive-interval', 2n ** 64n - 1n, 32_767_000_000_000n],
    ['keep-alive-count', 4_000_000_000, 127],
    ['hop-limit', 42, 42],
    ['receive-buffer-size', 40_000n, 40_000n],
    ['send-buffer-size', 40_000n, 40_000n],
    // The system's minimum, SOCK_MIN_RCVBUF.
    ['receive-buffer-size', 1n, 1152n],
  ])('%s: %s is read back as %s', (name, value, expected) => {
    const socket = new Socket(wasiGuest());
    socket.get(`set-${name}`, value);
    expect(socket.get(name)).toBe(expected);
  });

  test.each(['keep-alive-idle-time', 'keep-alive-interval', 'receive-buffer-size', 'send-buffer-size'])(
    '%s is not 0',
    (name) => {
      expect(() => new Socket(wasiGuest()).get(`set-${name}`, 0n)).toThrow('invalid-argument');
    },
  );

  test.each(['keep-alive-count', 'hop-limit'])('%s is not 0', (name) => {
    expect(() => new Socket(wasiGuest()).get(`set-${name}`, 0)).toThrow('invalid-argument');
  });

  test('a connection has those of its listener', () => {
    const guest = wasiGuest();
    const listener = new Socket(guest);
    listener.get('set-keep-alive-enabled', true);
    listener.get('set-keep-alive-idle-time', 77_000_000_000n);
    listener.get('set-hop-limit', 33);
    listener.get('set-receive-buffer-size', 50_000n);
    new Socket(guest).connect(listener.listen());
    const [accepted] = listener.accept();
    expect(accepted.get('keep-alive-enabled')).toBe(true);
    expect(accepted.get('keep-alive-idle-time')).toBe(77_000_000_000n);
    expect(accepted.get('hop-limit')).toBe(33);
    expect(accepted.get('receive-buffer-size')).toBe(50_000n);
  });
});

test('a guest that is suspended waits for connections and bytes while the event loop goes on', async () => {
  const server = createServer((connection) => connection.on('data', (data) => connection.end(`${data}, too`)));
  await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => void server.close());
  const guest = wasiGuest({ policy: { all: true } }, {}, { waiter: new SuspendingWaiter() });
  const socket = new Socket(guest);
  socket.get('start-connect', undefined, loopback((server.address() as { port: number }).port));
  await guest.call<Promise<void>>('io/poll', '[method]pollable.block', socket.is('subscribe'));
  const [input, output] = socket.get<[Stream, Stream]>('finish-connect');
  write(guest, output, 'hello');
  const answer = await guest.call<Promise<{ val: Uint8Array }>>(
    'io/streams',
    '[method]input-stream.blocking-read',
    input,
    100n,
  );
  expect(text(answer.val)).toBe('hello, too');
});
