// A guest that dissolves a peer hears nobody whom it may not hear: without a peer, the system lets everybody through.
import { createSocket, type Socket as Peer } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Host } from 'wasock';
import { componentImports } from '#host/jco/component-imports';
import type { Socket } from '#host/generated/wit-host';
import type { SocketAddress } from '#host/generated/wit-types';
import { temporaryDirectory } from '../support/temporary.ts';

const LOOPBACK = [127, 0, 0, 1] as const;
const addressOf = (port: number): SocketAddress => ({ tag: 'inet', val: { port, address: [...LOOPBACK] } });
const ANYWHERE = addressOf(0);
const TEXT = new TextEncoder();

async function peer(): Promise<{ port: number; socket: Peer }> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, socket };
}

function guest(rules: { bind?: string[]; connect?: string[] }) {
  const host = new Host({ policy: rules, onDenied: () => {} });
  onTestFinished(() => host.close());
  const { Socket: Sockets, guestId } = componentImports(() => host)['wasock:sockets/host'];
  return { Sockets, guestId, udp: () => Sockets.create('inet', 'dgram', 0) };
}

const portOf = (socket: Socket): number => {
  const { val } = socket.localAddress();
  return 'port' in val ? val.port : -1;
};

/** What the socket has got, once all of what was sent to it has arrived. */
function heard(socket: Socket): string[] {
  socket.setBlocking(false);
  const found: string[] = [];
  for (;;) {
    try {
      found.push(new TextDecoder().decode(socket.receive(100, {})));
    } catch {
      return found;
    }
  }
}

const say = (from: Peer, text: string, port: number) =>
  new Promise<void>((resolve) => void from.send(text, port, '127.0.0.1', () => resolve()));

/** The error case of a call. */
function errorOf(call: () => unknown): unknown {
  try {
    return { gave: call() };
  } catch (error) {
    return error instanceof Error && 'payload' in error ? error.payload : error;
  }
}

test('after a disconnect, a guest that may only connect hears those whom it has sent to, and no strangers', async () => {
  const [friend, stranger] = [await peer(), await peer()];
  const socket = guest({ connect: ['127.0.0.1'] }).udp();
  socket.connect(addressOf(friend.port));
  socket.disconnect();
  socket.sendTo(TEXT.encode('hello'), {}, addressOf(friend.port));
  const port = portOf(socket);
  await say(stranger.socket, 'strange', port);
  await say(friend.socket, 'friendly', port);
  expect(heard(socket)).toEqual(['friendly']);
});

test('a guest that may bind hears everybody where it has bound, and again after a disconnect', async () => {
  const [friend, stranger] = [await peer(), await peer()];
  const socket = guest({ bind: ['127.0.0.1'], connect: ['127.0.0.1'] }).udp();
  socket.bind(ANYWHERE);
  const port = portOf(socket);
  socket.connect(addressOf(friend.port));
  await say(stranger.socket, 'strange', port);
  expect(heard(socket)).toEqual([]);
  socket.disconnect();
  socket.sendTo(TEXT.encode('hello'), {}, addressOf(friend.port));
  await say(stranger.socket, 'strange', portOf(socket));
  expect(heard(socket)).toEqual(['strange']);
});

test('a connected socket of another guest’s keeps its peer, unless the guest may hear everybody there', async () => {
  const friend = await peer();
  const from = guest({ bind: ['127.0.0.1'], connect: ['127.0.0.1'] });
  const connected = (): Socket => {
    const socket = from.udp();
    socket.bind(ANYWHERE);
    socket.connect(addressOf(friend.port));
    return socket;
  };
  const taking = guest({ connect: ['127.0.0.1'] });
  const taken = taking.Sockets.take(connected().offer(taking.guestId()));
  expect(errorOf(() => taken.disconnect())).toBe('eacces');
  expect(taken.remoteAddress()).toEqual(addressOf(friend.port));

  // The socket may be bound to all addresses: that of now came with the peer.
  const alsoAllowed = guest({ bind: ['127.0.0.1'] });
  const third = alsoAllowed.Sockets.take(connected().offer(alsoAllowed.guestId()));
  expect(errorOf(() => third.disconnect())).toBe('eacces');

  const allowed = guest({ bind: ['0.0.0.0'] });
  const other = allowed.Sockets.take(connected().offer(allowed.guestId()));
  other.disconnect();
  expect(errorOf(() => other.remoteAddress())).toBe('enotconn');
});

test('a socket that others have gets another port at once: the system would give it one unasked when they send', async () => {
  const [friend, stranger] = [await peer(), await peer()];
  const { Sockets, guestId, udp } = guest({ connect: ['127.0.0.1'] });
  const socket = udp();
  socket.connect(addressOf(friend.port));
  const other = Sockets.take(socket.offer(guestId()));
  socket.disconnect();
  const port = portOf(other);
  expect(port).not.toBe(0);
  other.sendTo(TEXT.encode('hello'), {}, addressOf(friend.port));
  expect(portOf(other)).toBe(port);
  await say(stranger.socket, 'strange', port);
  await say(friend.socket, 'friendly', port);
  expect(heard(other)).toEqual(['friendly']);
});

test('a connected Unix socket of another guest’s keeps its peer, unless the guest may have its name', () => {
  const directory = temporaryDirectory();
  const named = (name: string): SocketAddress => ({ tag: 'unix', val: TEXT.encode(join(directory, name)) });
  const from = guest({ bind: [`unix:${directory}/*`], connect: [`unix:${directory}/*`] });
  const unix = (name: string): Socket => {
    const socket = from.Sockets.create('unix', 'dgram', 0);
    socket.bind(named(name));
    return socket;
  };
  const [connected, stranger] = [unix('connected'), unix('stranger')];
  unix('friend');
  connected.connect(named('friend'));
  const taking = guest({ connect: [`unix:${directory}/*`] });
  const taken = taking.Sockets.take(connected.offer(taking.guestId()));
  expect(errorOf(() => taken.disconnect())).toBe('eacces');
  expect(errorOf(() => stranger.sendTo(TEXT.encode('strange'), {}, named('connected')))).toBe('eperm');

  const allowed = guest({ bind: [`unix:${directory}/connected`] });
  allowed.Sockets.take(connected.offer(allowed.guestId())).disconnect();
  stranger.sendTo(TEXT.encode('strange'), {}, named('connected'));
  expect(heard(connected)).toEqual(['strange']);
});
