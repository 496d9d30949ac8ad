// wasi:sockets/udp: binding, streams with a peer and without, and who is heard.
import { createSocket, type Socket as NodeSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { wasiGuest, type WasiGuest } from '../../support/wasi-guest.ts';

const UDP = 'sockets/udp';

type Address = { tag: string; val: { port: number; address: number[] } };
type Datagram = { data: Uint8Array; remoteAddress: Address };

const ipv4 = (port: number, address = [127, 0, 0, 1]): Address => ({ tag: 'ipv4', val: { port, address } });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

/** A socket, by methods, and its streams. */
class Socket {
  readonly guest: WasiGuest;
  readonly object: object;
  incoming: object = {};
  outgoing: object = {};

  constructor(guest: WasiGuest) {
    this.guest = guest;
    this.object = guest.get('sockets/udp-create-socket', 'create-udp-socket', 'ipv4');
  }

  get<T = unknown>(name: string, ...args: unknown[]): T {
    return this.guest.get<T>(UDP, `[method]udp-socket.${name}`, this.object, ...args);
  }

  bind(address = ipv4(0)): this {
    this.get('start-bind', undefined, address);
    this.get('finish-bind');
    return this;
  }

  get port(): number {
    return this.get<Address>('local-address').val.port;
  }

  stream(remote?: Address): this {
    [this.incoming, this.outgoing] = this.get<[object, object]>('stream', remote);
    return this;
  }

  send(...datagrams: { data: Uint8Array; remoteAddress: Address | undefined }[]): bigint {
    this.guest.get(UDP, '[method]outgoing-datagram-stream.check-send', this.outgoing);
    return this.guest.get(UDP, '[method]outgoing-datagram-stream.send', this.outgoing, datagrams);
  }

  receive(most = 100n): Datagram[] {
    return this.guest.get(UDP, '[method]incoming-datagram-stream.receive', this.incoming, most);
  }

  /** Receives when there is something. */
  receiveSome(): string[] {
    const pollable = this.guest.call(UDP, '[method]incoming-datagram-stream.subscribe', this.incoming);
    this.guest.call('io/poll', '[method]pollable.block', pollable);
    return this.receive().map(({ data }) => text(data));
  }
}

const to = (port: number, data: string) => ({ data: bytes(data), remoteAddress: ipv4(port) });
const toPeer = (data: string) => ({ data: bytes(data), remoteAddress: undefined });

/** A socket of Node's, outside the guest. */
async function stranger(): Promise<{ socket: NodeSocket; port: number }> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, port: socket.address().port };
}

const sent = (socket: NodeSocket, data: string, port: number): Promise<unknown> =>
  new Promise((resolve) => socket.send(data, port, '127.0.0.1', resolve));

test('datagrams go to where each says, with the address of the sender', () => {
  const guest = wasiGuest();
  const one = new Socket(guest).bind().stream();
  const other = new Socket(guest).bind().stream();
  expect(one.receive()).toEqual([]);
  expect(one.send(to(other.port, 'a'), to(other.port, ''), to(other.port, 'c'))).toBe(3n);
  const received = other.receive(2n);
  expect(received.map(({ data }) => text(data))).toEqual(['a', '']);
  expect(received[0]?.remoteAddress).toEqual(ipv4(one.port));
  expect(other.receiveSome()).toEqual(['c']);
});

test('a socket is bound once, and before it has streams', () => {
  const socket = new Socket(wasiGuest());
  expect(() => socket.stream()).toThrow('invalid-state');
  expect(() => socket.get('local-address')).toThrow('invalid-state');
  expect(() => socket.get('finish-bind')).toThrow('not-in-progress');
  socket.get('start-bind', undefined, ipv4(0));
  expect(() => socket.get('start-bind', undefined, ipv4(0))).toThrow('concurrency-conflict');
  socket.get('finish-bind');
  expect(() => socket.get('start-bind', undefined, ipv4(0))).toThrow('invalid-state');
  expect(() => socket.get('remote-address')).toThrow('invalid-state');
});

describe('with a peer', () => {
  test('only the peer is sent to and heard, also where others sent before', async () => {
    const guest = wasiGuest();
    const socket = new Socket(guest).bind();
    const { socket: outside } = await stranger();
    await sent(outside, 'before', socket.port);
    const peer = new Socket(guest).bind().stream();
    socket.stream(ipv4(peer.port));
    expect(socket.get('remote-address')).toEqual(ipv4(peer.port));
    peer.send(to(socket.port, 'heard'));
    expect(socket.receiveSome()).toEqual(['heard']);
    expect(socket.send(toPeer('a'), to(peer.port, 'b'))).toBe(2n);
    expect(() => socket.send(to(peer.port + 1, 'c'))).toThrow('invalid-argument');
    expect(peer.receive()).toHaveLength(2);
  });

  test('the peer can be another later, or none, at the same port', () => {
    const guest = wasiGuest();
    const [first, second] = [new Socket(guest).bind().stream(), new Socket(guest).bind().stream()];
    const socket = new Socket(guest).bind().stream(ipv4(first.port));
    const { port, incoming } = socket;
    socket.stream(ipv4(second.port));
    expect(socket.port).toBe(port);
    socket.send(toPeer('to the second'));
    expect(second.receiveSome()).toEqual(['to the second']);
    expect(() => guest.get(UDP, '[method]incoming-datagram-stream.receive', incoming, 1n)).toThrow('invalid-state');
    socket.stream();
    expect(socket.port).toBe(port);
    expect(() => socket.get('remote-address')).toThrow('invalid-state');
    expect(() => socket.send(toPeer('to nobody'))).toThrow('invalid-argument');
    first.send(to(port, 'from the first'));
    expect(socket.receiveSome()).toEqual(['from the first']);
  });

  test('a port where nobody listens refuses', () => {
    const guest = wasiGuest();
    const gone = new Socket(guest).bind();
    const { port: free } = gone;
    guest.drop(UDP, 'udp-socket', gone.object);
    const socket = new Socket(guest).bind().stream(ipv4(free));
    expect(socket.send(toPeer('x'))).toBe(1n);
    expect(() => socket.receiveSome()).toThrow('connection-refused');
  });
});

test.each([
  ['port 0', ipv4(0)],
  ['the unspecified address', ipv4(80, [0, 0, 0, 0])],
  ['another family', { tag: 'ipv6', val: { port: 80, flowInfo: 0, address: [0, 0, 0, 0, 0, 0, 0, 1], scopeId: 0 } }],
])('nothing is sent to %s', (_, address) => {
  const socket = new Socket(wasiGuest()).bind();
  expect(() => socket.stream(address)).toThrow('invalid-argument');
  socket.stream();
  expect(() => socket.send({ data: bytes('x'), remoteAddress: address })).toThrow('invalid-argument');
});

test('a datagram that is too large is refused, after those before it', () => {
  const guest = wasiGuest();
  const receiver = new Socket(guest).bind();
  const socket = new Socket(guest).bind().stream();
  const large = { data: new Uint8Array(65_508), remoteAddress: ipv4(receiver.port) };
  expect(() => socket.send(large)).toThrow('datagram-too-large');
  expect(socket.send(to(receiver.port, 'a'), large)).toBe(1n);
  expect(socket.send({ ...large, data: large.data.subarray(1) })).toBe(1n);
  receiver.stream();
  expect(receiver.receive().map(({ data }) => data.length)).toEqual([1, 65_507]);
});

test('more datagrams than are permitted are a trap', () => {
  const socket = new Socket(wasiGuest()).bind().stream();
  const send = () => socket.guest.call(UDP, '[method]outgoing-datagram-stream.send', socket.outgoing, [to(1, 'x')]);
  expect(send).toThrow(expect.objectContaining({ name: 'GuestTrap' }));
});

test('options are those of the system', () => {
  const socket = new Socket(wasiGuest());
  socket.get('set-unicast-hop-limit', 9);
  expect(socket.get('unicast-hop-limit')).toBe(9);
  socket.get('set-receive-buffer-size', 30_000n);
  expect(socket.get('receive-buffer-size')).toBe(30_000n);
  expect(() => socket.get('set-send-buffer-size', 0n)).toThrow('invalid-argument');
});

test('the pollables of streams that are dropped tell nothing of what has their descriptor’s number then', () => {
  const guest = wasiGuest();
  const socket = new Socket(guest).bind().stream();
  const [incoming, outgoing] = (['incoming', 'outgoing'] as const).map((which) =>
    guest.call<object>(UDP, `[method]${which}-datagram-stream.subscribe`, socket[which]),
  );
  const ready = (pollable: object) => guest.call('io/poll', '[method]pollable.ready', pollable);
  expect(ready(incoming!)).toBe(false);
  guest.drop(UDP, 'incoming-datagram-stream', socket.incoming);
  guest.drop(UDP, 'outgoing-datagram-stream', socket.outgoing);
  guest.drop(UDP, 'udp-socket', socket.object);
  // It has the lowest free number, and nothing to read.
  new Socket(guest).bind().stream();
  expect([ready(incoming!), ready(outgoing!)]).toEqual([true, true]);
});

describe('under a policy', () => {
  test('each address is asked for', () => {
    const guest = wasiGuest({ policy: { connect: ['127.0.0.1:1000'], bind: ['127.0.0.1'] } });
    const socket = new Socket(guest).bind().stream();
    expect(socket.send(to(1000, 'a'), to(1001, 'b'))).toBe(1n);
    expect(() => socket.send(to(1001, 'b'))).toThrow('access-denied');
    expect(() => socket.stream(ipv4(1002))).toThrow('access-denied');
    expect(guest.denials).toEqual([1001, 1001, 1002].map((port) => `--allow-connect 127.0.0.1:${port}`));
  });

  test('who may not be heard by all is bound all the same, and hears those that it sent to', async () => {
    const { socket: outside } = await stranger();
    const { socket: peer, port } = await stranger();
    const guest = wasiGuest({ policy: { connect: [`127.0.0.1:${port}`] } });
    const socket = new Socket(guest).bind(ipv4(0, [0, 0, 0, 0])).stream();
    await sent(outside, 'unheard', socket.port);
    const arrived = once(peer, 'message');
    socket.send(to(port, 'question'));
    await arrived;
    await sent(outside, 'unheard', socket.port);
    await sent(peer, 'answer', socket.port);
    expect(socket.receiveSome()).toEqual(['answer']);
    expect(guest.denials).toEqual([]);
    expect(() => new Socket(guest).bind(ipv4(0))).toThrow('access-denied');
  });
});
