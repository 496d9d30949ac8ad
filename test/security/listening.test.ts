// Who listens, and where: only what was bound with permission, or may be.
import { createServer } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { INTERNET } from '../support/families.ts';
import {
  guestWith,
  inet,
  inet6,
  type Instance,
  outcomeOf,
  passed,
  portOf,
  type TestGuest,
} from '../support/host-sockets.ts';
import { freePort, listen, portOf as portOfServer } from '../support/peer.ts';

const on = { tag: 'integer', val: 1 } as const;
const off = { tag: 'integer', val: 0 } as const;

/** Whether somebody gets through to a port of this machine. */
function isHeard(family: 'inet' | 'inet6', port: number): boolean {
  const stranger = guestWith({ all: true }).Socket.create(family, 'stream', 0);
  return outcomeOf(() => stranger.connect(family === 'inet' ? inet(port) : inet6(port))) === undefined;
}

describe.each(INTERNET as readonly ('inet' | 'inet6')[])('TCP over %s', (family) => {
  const at = family === 'inet' ? inet : inet6;
  const host = family === 'inet' ? '127.0.0.1' : '[::1]';
  const wildcard = family === 'inet' ? '0.0.0.0' : '[::]';

  /** A socket that a connection was refused to: it has the port of it still, as far as the system tells. */
  async function refused(bind: readonly string[]) {
    const guest = guestWith({ connect: [host], bind });
    const socket = guest.Socket.create(family, 'stream', 0);
    const port = await freePort();
    expect(outcomeOf(() => socket.connect(at(port)))).toBe('econnrefused');
    return { guest, socket };
  }

  test('a socket does not listen on what a refused connection left behind', async () => {
    const { guest, socket } = await refused([]);
    expect(outcomeOf(() => socket.listen(1))).toBe('eacces');
    expect(guest.denials[0]).toBe(`--allow-bind ${family === 'inet' ? '0.0.0.0:0' : `'[::]:0'`}`);
    const port = portOf(socket);
    expect(port > 0 && isHeard(family, port)).toBe(false);
  });

  test('nor with permission for another address than it would be bound to', async () => {
    const { socket } = await refused([host]);
    expect(outcomeOf(() => socket.listen(1))).toBe('eacces');
  });

  test('nor where the connection is under way, and was shut down', async () => {
    const server = createServer();
    await listen(server, { port: 0, host: family === 'inet' ? '127.0.0.1' : '::1' });
    const guest = guestWith({ connect: [host] });
    const socket = guest.Socket.create(family, 'stream', 0);
    socket.setBlocking(false);
    outcomeOf(() => socket.connect(at(portOfServer(server))));
    outcomeOf(() => socket.shutdown('both'));
    expect(outcomeOf(() => socket.listen(1))).toBe('eacces');
    server.close();
  });

  test('nor elsewhere, however it comes there; with permission it does', async () => {
    const { guest, socket } = await refused([]);
    const other = guestWith({ bind: [host] });
    expect(outcomeOf(() => other.Socket.take(socket.offer(other.host.id)).listen(1))).toBe('eacces');
    expect(outcomeOf(() => passed(guest, socket, other).listen(1))).toBe('eacces');
    const all = guestWith({ bind: [wildcard, '0.0.0.0'] });
    expect(outcomeOf(() => all.Socket.take(socket.offer(all.host.id)).listen(1))).toBeUndefined();
  });

  test('what was bound with permission listens, also after a refused connection and where it was handed to', async () => {
    const guest = guestWith({ connect: [host], bind: [`${host}:0`] });
    const bound = (): Instance => {
      const socket = guest.Socket.create(family, 'stream', 0);
      socket.bind(at(0));
      return socket;
    };
    const tried = bound();
    const port = await freePort();
    expect(outcomeOf(() => tried.connect(at(port)))).toBe('econnrefused');
    tried.listen(1);
    expect(tried.localAddress()).toEqual(at(portOf(tried)));
    expect(isHeard(family, portOf(tried))).toBe(true);
    const other = guestWith({});
    other.Socket.take(bound().offer(other.host.id)).listen(1);
    // What came as a descriptor proves nothing: a program may have sent what a connection was refused to.
    expect(outcomeOf(() => passed(guest, bound(), other).listen(1))).toBe('eacces');
    expect(other.denials.length).toBeGreaterThan(0);
  });

  test('a connection listens neither, when it is over', () => {
    const all = guestWith({ all: true });
    const listener = all.Socket.create(family, 'stream', 0);
    listener.bind(at(0));
    listener.listen(1);
    const guest = guestWith({ connect: [host] });
    const client = guest.Socket.create(family, 'stream', 0);
    client.connect(at(portOf(listener)));
    const accepted = listener.accept();
    accepted.shutdown('both');
    client.shutdown('both');
    const other = guestWith({});
    expect(outcomeOf(() => client.listen(1))).toBe('eacces');
    expect(outcomeOf(() => passed(all, accepted, other).listen(1))).toBe('eacces');
  });

  test('a datagram socket does not listen, whatever is allowed', () => {
    const { Socket, denials } = guestWith({});
    expect(outcomeOf(() => Socket.create(family, 'dgram', 0).listen(1))).toBe('eopnotsupp');
    expect(denials).toEqual([]);
  });
});

describe.skipIf(!INTERNET.includes('inet6'))('[::] and IPv4', () => {
  const all = (port: number) => inet6(port, 0);

  test.each(['stream', 'dgram'] as const)('a rule for [::] does not open IPv4: a %s socket', (type) => {
    const guest = guestWith({ bind: ['[::]'] });
    const socket = guest.Socket.create('inet6', type, 0);
    expect(outcomeOf(() => socket.bind(all(0)))).toBe('eacces');
    expect(guest.denials).toEqual(['--allow-bind 0.0.0.0:0']);
    socket.setOption('ipv6-v6only', on);
    expect(outcomeOf(() => socket.bind(all(0)))).toBeUndefined();
    expect(outcomeOf(() => socket.setOption('ipv6-v6only', off))).toMatch(/^e(acces|inval)$/);
  });

  test('with rules for both it takes both', () => {
    const socket = guestWith({ bind: ['[::]', '0.0.0.0'] }).Socket.create('inet6', 'stream', 0);
    socket.bind(all(0));
    socket.listen(1);
    expect(isHeard('inet', portOf(socket))).toBe(true);
  });

  test('listening unbound is asked about for both', () => {
    const { Socket, denials } = guestWith({ bind: ['[::]'] });
    const socket = Socket.create('inet6', 'stream', 0);
    expect(outcomeOf(() => socket.listen(1))).toBe('eacces');
    expect(denials).toEqual(['--allow-bind 0.0.0.0:0']);
    socket.setOption('ipv6-v6only', on);
    socket.listen(1);
    expect(isHeard('inet6', portOf(socket))).toBe(true);
    expect(isHeard('inet', portOf(socket))).toBe(false);
  });

  test('IPv4 cannot be added where the system has left the port for later', async () => {
    const guest = guestWith({ connect: ['[::1]'], bind: ['[::]'] });
    const later = guest.Socket.create('inet6', 'stream', 0);
    later.setOption('ipv6-v6only', on);
    later.setOption('ip-bind-address-no-port', on);
    later.bind(all(0));
    const tried = guest.Socket.create('inet6', 'stream', 0);
    tried.setOption('ipv6-v6only', on);
    tried.bind(all(0));
    const port = await freePort();
    expect(outcomeOf(() => tried.connect(inet6(port)))).toBe('econnrefused');
    for (const socket of [later, tried]) {
      expect(outcomeOf(() => socket.setOption('ipv6-v6only', off))).toBe('eacces');
      socket.listen(1);
      expect(isHeard('inet', portOf(socket))).toBe(false);
    }
  });

  test('IPv4 cannot be added while a connection that fails later has given the socket another name', async () => {
    const guest = guestWith({ connect: ['[::1]'], bind: ['[::]'] });
    const { Socket } = guestWith({ all: true });
    const full = Socket.create('inet6', 'stream', 0);
    full.bind(inet6(0));
    full.listen(0);
    const filling = Array.from({ length: 3 }, () => Socket.create('inet6', 'stream', 0));
    for (const each of filling) {
      each.setBlocking(false);
      outcomeOf(() => each.connect(inet6(portOf(full))));
    }
    const socket = guest.Socket.create('inet6', 'stream', 0);
    socket.setBlocking(false);
    socket.setOption('ipv6-v6only', on);
    socket.bind(all(0));
    const port = portOf(full);
    expect(outcomeOf(() => socket.connect(inet6(port)))).toBe('einprogress');
    full.shutdown('both');
    // The option can be set again when the answer has come, and the socket has no port any more.
    await vi.waitFor(() => socket.setOption('ipv6-v6only', on), { timeout: 30_000 });
    expect(outcomeOf(() => socket.setOption('ipv6-v6only', off))).toBe('eacces');
    outcomeOf(() => socket.connect(inet6(port)));
    socket.listen(1);
    expect(isHeard('inet', portOf(socket))).toBe(false);
  });

  test('whoever shares a socket, and could turn the option off, needs both rules', () => {
    const guest = guestWith({ bind: ['[::]'] });
    const socket = guest.Socket.create('inet6', 'stream', 0);
    socket.setOption('ipv6-v6only', on);
    passed(guest, socket, guest);
    expect(outcomeOf(() => socket.bind(all(0)))).toBe('eacces');
  });

  /** A second descriptor of a socket of the guest's, and by which way it came. */
  const COPIES: [name: string, copy: (guest: TestGuest, socket: Instance) => Instance][] = [
    ['a message', (guest, socket) => passed(guest, socket, guest)],
    ['an offer', (guest, socket) => guest.Socket.take(socket.offer(guest.host.id))],
  ];
  const KINDS = COPIES.flatMap(([name, copy]) =>
    (['stream 0', 'dgram 0', 'dgram 136'] as const).map((kind) => ({ name, copy, kind })),
  );

  test.each(KINDS)('IPv4 cannot be added by a second descriptor, from $name: $kind', ({ copy, kind }) => {
    const [type, protocol] = kind.split(' ') as ['stream' | 'dgram', string];
    const guest = guestWith({ bind: ['[::]'] });
    const socket = guest.Socket.create('inet6', type, Number(protocol));
    const before = copy(guest, socket);
    socket.setOption('ipv6-v6only', on);
    // As with a port of the system's choice: what is not bound yet has the same name.
    expect(outcomeOf(() => before.setOption('ipv6-v6only', off))).toBe('eacces');

    const bound = guest.Socket.create('inet6', type, Number(protocol));
    bound.setOption('ipv6-v6only', on);
    bound.setOption('ip-bind-address-no-port', on);
    bound.bind(all(0));
    const after = copy(guest, bound);
    for (const each of [bound, after]) {
      expect(outcomeOf(() => each.setOption('ipv6-v6only', off))).toBe('eacces');
      expect(each.getOption('ipv6-v6only')).toMatchObject({ val: 1 });
    }
    if (type === 'dgram') return;
    bound.listen(1);
    expect(isHeard('inet', portOf(bound))).toBe(false);
  });

  test('whoever may have IPv4 adds it by any descriptor; and where it is there already, nobody is asked', () => {
    const guest = guestWith({ bind: ['[::]', '0.0.0.0'] });
    const socket = guest.Socket.create('inet6', 'stream', 0);
    socket.setOption('ipv6-v6only', on);
    const copy = passed(guest, socket, guest);
    expect(outcomeOf(() => copy.setOption('ipv6-v6only', off))).toBeUndefined();
    const other = guestWith({});
    const taken = other.Socket.take(socket.offer(other.host.id));
    expect(outcomeOf(() => taken.setOption('ipv6-v6only', off))).toBeUndefined();
    expect(other.denials).toEqual([]);
  });
});
