// Who hears whom: a guest that may only connect to an address never hears a stranger, whatever bound its socket.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDoor } from '#host/os/door';
import { close, pollOne, Scratch, sendto } from '#host/os/libc';
import { platform } from '#host/os/platform';
import { SOCKADDR_SIZE, writeSockaddr } from '#host/os/sockaddr';
import { exportNamed } from '#host/socket/named';
import type { InetAddress, SocketAddress } from '#host/generated/wit-types';
import { INTERNET } from '../support/families.ts';
import {
  decode,
  encode,
  guestWith,
  inet,
  inet6,
  type Instance,
  outcomeOf,
  passed,
  portOf,
  type TestGuest,
  unix,
} from '../support/host-sockets.ts';

const UDP = [0, 17, 136];

describe.each(INTERNET as readonly ('inet' | 'inet6')[])('UDP over %s', (family) => {
  const at = family === 'inet' ? inet : inet6;
  const shown = (port: number) => (family === 'inet' ? `127.0.0.1:${port}` : `[::1]:${port}`);
  const wildcard = family === 'inet' ? '0.0.0.0:0' : '[::]:0';

  /** Somebody at an address of its own, with every right. */
  function somebody(protocol = 0): { socket: Instance; port: number } {
    const socket = guestWith({ all: true }).Socket.create(family, 'dgram', protocol);
    socket.bind(at(0));
    socket.setBlocking(false);
    return { socket, port: portOf(socket) };
  }

  /** A guest with a socket, that may send to a server only; and a stranger. */
  function scene(protocol = 0, more: readonly string[] = []) {
    const [server, stranger] = [somebody(protocol), somebody(protocol)];
    const guest = guestWith({ connect: [shown(server.port), ...more] });
    const socket = guest.Socket.create(family, 'dgram', protocol);
    socket.setBlocking(false);
    return { server, stranger, guest, socket };
  }

  function expectDeaf(guest: TestGuest, socket: Instance, stranger: { socket: Instance }): void {
    const port = portOf(socket);
    expect(port).toBeGreaterThan(0);
    for (const flags of [{}, { dontwait: true }]) stranger.socket.sendTo(encode('strange'), flags, at(port));
    expect(pollOne(guest.ownOf(socket).fd, platform.POLLIN, 0)).toBe(0);
    expect(outcomeOf(() => socket.receiveFrom(100, {}))).toBe('eagain');
    expect(outcomeOf(() => socket.receive(100, { peek: true }))).toBe('eagain');
    expect(outcomeOf(() => socket.receiveMessage(100, 0, {}))).toBe('eagain');
  }

  test.each(UDP)('what was sent to answers, and nobody else is heard: protocol %i', (protocol) => {
    const { server, stranger, guest, socket } = scene(protocol);
    socket.sendTo(encode('ask'), {}, at(server.port));
    expectDeaf(guest, socket, stranger);
    server.socket.receive(100, {});
    server.socket.sendTo(encode('answer'), {}, at(portOf(socket)));
    const { data, from } = socket.receiveFrom(100, {});
    expect([decode(data), from]).toEqual(['answer', at(server.port)]);
    expect(guest.denials).toEqual([]);
  });

  test.each(UDP)('a send without a peer binds nothing: protocol %i', (protocol) => {
    const { socket, guest } = scene(protocol);
    expect(outcomeOf(() => socket.send(encode('x'), {}))).toBe('edestaddrreq');
    expect(outcomeOf(() => socket.send(encode(''), {}))).toBe('edestaddrreq');
    expect(outcomeOf(() => socket.sendMessage({ parts: [encode('x')], control: [] }, {}))).toBe('edestaddrreq');
    expect(portOf(socket)).toBe(0);
    expect(guest.denials).toEqual([]);
  });

  /** Calls that bind, each with what it gives. */
  const CALLS: [name: string, call: (socket: Instance, to: SocketAddress) => unknown, outcome: unknown][] = [
    ['a message to an address', (socket, to) => socket.sendMessage({ parts: [], to, control: [] }, {}), 0],
    ['connect', (socket, to) => socket.connect(to), undefined],
    ['connect to another port, which is refused', refusedConnect, 'eacces'],
    ['a datagram that is too long', (socket, to) => socket.sendTo(new Uint8Array(70_000), {}, to), 'emsgsize'],
    ['out-of-band data', (socket, to) => socket.sendTo(encode('x'), { oob: true }, to), expect.anything()],
  ];

  function refusedConnect(socket: Instance, to: SocketAddress): void {
    socket.sendTo(encode('x'), {}, to);
    socket.connect(at(9));
  }

  test.each(CALLS)('%s lets no stranger in', (_, call, outcome) => {
    const { server, stranger, guest, socket } = scene();
    expect(outcomeOf(() => call(socket, at(server.port)))).toEqual(outcome);
    expectDeaf(guest, socket, stranger);
  });

  test('a name of another family is not sent to, and lets no stranger in', () => {
    const { stranger, socket, guest } = scene(0, ['unix:*']);
    expect(outcomeOf(() => socket.sendTo(encode('x'), {}, unix('/nowhere')))).toMatch(/^e(inval|afnosupport)$/);
    expectDeaf(guest, socket, stranger);
  });

  test('nothing of a stranger waits for whoever connects at last', () => {
    const { server, stranger, socket, guest } = scene();
    socket.sendTo(encode('x'), {}, at(server.port));
    stranger.socket.sendTo(encode('early'), {}, at(portOf(socket)));
    socket.connect(at(server.port));
    expectDeaf(guest, socket, stranger);
  });

  test('the filter stays: it is none of the guest’s to detach', () => {
    const { server, stranger, socket, guest } = scene();
    socket.sendTo(encode('x'), {}, at(server.port));
    expect(outcomeOf(() => socket.setOption('so-detach-filter', { tag: 'integer', val: 0 }))).toBe('enoent');
    expectDeaf(guest, socket, stranger);
  });

  test('it goes with the socket to other guests, however', () => {
    const { server, stranger, socket, guest } = scene();
    socket.sendTo(encode('x'), {}, at(server.port));
    const other = guestWith({ connect: [shown(server.port)] });
    expectDeaf(other, other.Socket.take(socket.offer(other.host.id)), stranger);
    expectDeaf(other, passed(guest, socket, other), stranger);
    const copy = passed(guest, socket, guest);
    expect(outcomeOf(() => copy.setOption('so-detach-filter', { tag: 'integer', val: 0 }))).toBe('enoent');
    copy.sendTo(encode('x'), {}, at(server.port));
    expectDeaf(guest, copy, stranger);
    server.socket.sendTo(encode('answer'), {}, at(portOf(copy)));
    expect(decode(copy.receive(100, {}))).toBe('answer');
  });

  test('a copy that was made before it was bound neither', () => {
    const { server, stranger, socket, guest } = scene();
    const copy = passed(guest, socket, guest);
    copy.setBlocking(false);
    socket.connect(at(server.port));
    expect(copy.send(encode('through the copy'), {})).toBe(16);
    expectDeaf(guest, copy, stranger);
    expectDeaf(guest, socket, stranger);
  });

  /** Ways by which somebody else gets a descriptor of a socket. */
  const GIVING: [name: string, give: (guest: TestGuest, socket: Instance) => unknown][] = [
    ['by name', (guest, socket) => exportNamed(guest.ownOf(socket), 'x')],
    ['by an offer', (guest, socket) => socket.offer(guest.host.id)],
    ['by SCM_RIGHTS', (guest, socket) => passed(guest, socket, guest)],
  ];

  /** Opens the door of a guest, by which what it gives by name goes to its program. */
  function openDoor({ host }: TestGuest): void {
    const [program, guests] = createDoor();
    onTestFinished(() => void close(program));
    host.context.ledger.add(guests);
    host.context.named.door = guests;
  }

  /** A datagram that a program sends by the descriptor that it was given: nobody asks the host about it. */
  function sendUnasked(fd: number, to: SocketAddress): void {
    const name = new Scratch(SOCKADDR_SIZE);
    expect(sendto(fd, name.address, 1, 0, name.address, writeSockaddr(name.view, to))).toBe(1);
  }

  test.each(GIVING)('who gives an unbound socket away (%s) hears nobody once a send has bound it', (_, give) => {
    for (const protocol of UDP) {
      const { server, stranger, socket, guest } = scene(protocol);
      openDoor(guest);
      give(guest, socket);
      sendUnasked(guest.ownOf(socket).fd, at(server.port));
      expectDeaf(guest, socket, stranger);
      // What it sends to itself is answered.
      socket.sendTo(encode('ask'), {}, at(server.port));
      expectDeaf(guest, socket, stranger);
      server.socket.sendTo(encode('answer'), {}, at(portOf(socket)));
      expect(decode(socket.receive(100, {}))).toBe('answer');
      expect(guest.denials).toEqual([]);
    }
  });

  test('a guest that gets it hears answers, and everybody if it may bind', () => {
    const { server, stranger, socket, guest } = scene();
    const may = guestWith({ bind: [shown(0)] });
    const bound = may.Socket.take(socket.offer(may.host.id));
    bound.bind(at(0));
    stranger.socket.sendTo(encode('hello'), {}, at(portOf(bound)));
    expect(decode(bound.receive(100, {}))).toBe('hello');
    const other = guestWith({ connect: [shown(server.port)] });
    const copy = passed(guest, guest.Socket.create(family, 'dgram', 0), other);
    copy.setBlocking(false);
    copy.sendTo(encode('ask'), {}, at(server.port));
    expectDeaf(other, copy, stranger);
    server.socket.sendTo(encode('answer'), {}, at(portOf(copy)));
    expect(decode(copy.receive(100, {}))).toBe('answer');
  });

  test('who has sent to two hears both, and with a copy of the socket, too', () => {
    const [one, two] = [somebody(), somebody()];
    const guest = guestWith({ connect: [shown(one.port), shown(two.port)] });
    const socket = guest.Socket.create(family, 'dgram', 0);
    socket.setBlocking(false);
    socket.sendTo(encode('x'), {}, at(one.port));
    passed(guest, socket, guest).sendTo(encode('x'), {}, at(two.port));
    for (const { socket: each, port } of [one, two]) {
      each.sendTo(encode(String(port)), {}, at(portOf(socket)));
      expect(decode(socket.receive(100, {}))).toBe(String(port));
    }
  });

  test('of those it has sent to it hears the last 128, and no stranger', () => {
    const { stranger, server, socket, guest } = scene(0, [family === 'inet' ? '127.0.0.1:1-200' : '[::1]:1-200']);
    for (let port = 1; port <= 140; port++) outcomeOf(() => socket.sendTo(encode('x'), {}, at(port)));
    socket.sendTo(encode('x'), {}, at(server.port));
    // What was refused is told first.
    while (outcomeOf(() => socket.receive(1, {})) !== 'eagain');
    expectDeaf(guest, socket, stranger);
    server.socket.sendTo(encode('answer'), {}, at(portOf(socket)));
    expect(decode(socket.receive(100, {}))).toBe('answer');
  });

  test('who sends to this machine by its unspecified address is answered from loopback', () => {
    const { server } = scene();
    const unspecified = family === 'inet' ? inet(server.port, 0, 0, 0, 0) : inet6(server.port, 0);
    const guest = guestWith({ connect: [family === 'inet' ? `0.0.0.0:${server.port}` : `[::]:${server.port}`] });
    const socket = guest.Socket.create(family, 'dgram', 0);
    socket.setBlocking(false);
    socket.sendTo(encode('ask'), {}, unspecified);
    server.socket.sendTo(encode('answer'), {}, at(portOf(socket)));
    expect(decode(socket.receive(100, {}))).toBe('answer');
  });

  test('a port is not shared, and the options that would share one are as they were', () => {
    const { server, socket } = scene();
    for (const name of ['so-reuseaddr', 'so-reuseport'] as const) socket.setOption(name, { tag: 'integer', val: 1 });
    socket.sendTo(encode('x'), {}, at(server.port));
    for (const name of ['so-reuseaddr', 'so-reuseport'] as const) expect(socket.getOption(name).val).toBe(1);
    // With the option from the start, two sockets of a user share a port; this one had none when it was bound.
    const other = guestWith({ all: true }).Socket.create(family, 'dgram', 0);
    expect(outcomeOf(() => other.bind(at(portOf(socket))))).toBe('eaddrinuse');
  });

  test('with --allow-bind of all addresses it is as in Linux: everybody is heard', () => {
    const { server, stranger } = scene();
    const all = family === 'inet' ? [wildcard] : [wildcard, '0.0.0.0:0'];
    const guest = guestWith({ connect: [shown(server.port)], bind: all });
    const socket = guest.Socket.create(family, 'dgram', 0);
    expect(outcomeOf(() => socket.send(encode('x'), {}))).toBe('edestaddrreq');
    stranger.socket.sendTo(encode('hello'), {}, at(portOf(socket)));
    expect(decode(socket.receive(100, {}))).toBe('hello');
  });

  test('who has been bound with permission is heard by everybody, also after a send; and elsewhere', () => {
    const { server, stranger } = scene();
    const guest = guestWith({ connect: [shown(server.port)], bind: [shown(0)] });
    const socket = guest.Socket.create(family, 'dgram', 0);
    socket.bind(at(0));
    socket.sendTo(encode('x'), {}, at(server.port));
    const other = guestWith({ connect: [shown(server.port)] });
    const copies = [socket, passed(guest, socket, other), other.Socket.take(socket.offer(other.host.id))];
    for (const each of copies) {
      each.sendTo(encode('x'), {}, at(server.port));
      stranger.socket.sendTo(encode('hello'), {}, at(portOf(socket)));
      expect(decode(each.receive(100, {}))).toBe('hello');
    }
  });
});

test.skipIf(!INTERNET.includes('inet6'))('an IPv6 socket that has sent to one of IPv4 hears that one only', () => {
  const all = guestWith({ all: true });
  const [server, stranger] = [0, 1].map(() => all.Socket.create('inet', 'dgram', 0)) as [Instance, Instance];
  server.bind(inet(0));
  const port = portOf(server);
  const guest = guestWith({ connect: [`127.0.0.1:${port}`] });
  for (const to of [inet(port), inet6(port, 1, [0, 0xffff, 0x7f00])]) {
    const socket = guest.Socket.create('inet6', 'dgram', 0);
    socket.setBlocking(false);
    socket.sendTo(encode('ask'), {}, to);
    const heard = inet(portOf(socket));
    stranger.sendTo(encode('strange'), {}, heard);
    expect(outcomeOf(() => socket.receive(100, {}))).toBe('eagain');
    server.sendTo(encode('answer'), {}, heard);
    expect(decode(socket.receive(100, {}))).toBe('answer');
  }
});

describe.skipIf(process.getuid?.() !== 0)('the queue of errors, which passes no filter', () => {
  const SECRET = 'words of a stranger';

  /** An ICMP message "port unreachable" about a datagram that `port` is said to have sent to `to`. See RFC 792. */
  function unreachable(port: number, to: InetAddress): Uint8Array {
    const quoted = encode(SECRET);
    const message = Buffer.alloc(8 + 20 + 8 + quoted.length + (quoted.length % 2));
    message.set([3, 3]);
    const ip = message.subarray(8);
    ip.set([0x45, 0, 0, ip.length, 0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, ...to.address]);
    ip.writeUInt16BE(port, 20);
    ip.writeUInt16BE(to.port, 22);
    ip.writeUInt16BE(8 + quoted.length, 24);
    ip.set(quoted, 28);
    let sum = 0;
    for (let at = 0; at < message.length; at += 2) sum += message.readUInt16BE(at);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
    message.writeUInt16BE(0xffff - sum, 2);
    return message;
  }

  /** @param sender the descriptor by which the guest sends */
  function scene(sender = (_: TestGuest, socket: Instance): Instance => socket) {
    const all = guestWith({ all: true, raw: true });
    const server = all.Socket.create('inet', 'dgram', 0);
    server.bind(inet(0));
    const guest = guestWith({ connect: [`127.0.0.1:${portOf(server)}`] });
    const socket = guest.Socket.create('inet', 'dgram', 0);
    socket.setBlocking(false);
    socket.setOption('ip-recverr', { tag: 'integer', val: 1 });
    sender(guest, socket).sendTo(encode('ask'), {}, inet(portOf(server)));
    const stranger = all.Socket.create('inet', 'raw', 1);
    const report = (to: InetAddress) => stranger.sendTo(unreachable(portOf(socket), to), {}, inet(0));
    return { socket, server, report };
  }

  const elsewhere: InetAddress = { port: 4444, address: [127, 9, 9, 9] };
  const own = (server: Instance): InetAddress => ({ port: portOf(server), address: [127, 0, 0, 1] });

  test('a report about what the guest never sent is not received', () => {
    const { socket, report } = scene();
    report(elsewhere);
    expect(outcomeOf(() => socket.receiveMessage(1000, 1000, { errqueue: true }))).toBe('eagain');
  });

  test('one about what it sent is received without the data that it quotes', () => {
    const { socket, server, report } = scene();
    report(own(server));
    expect(socket.receiveMessage(1000, 1000, { errqueue: true })).toMatchObject({
      data: new Uint8Array(0),
      from: { tag: 'inet', val: own(server) },
      control: [{ tag: 'error-report' }],
    });
  });

  test.each(['receive', 'receiveFrom'] as const)('%s receives none', (call) => {
    const { socket, server, report } = scene();
    for (const to of [elsewhere, own(server)]) report(to);
    expect(outcomeOf(() => socket[call](1000, { errqueue: true }))).toBe('eagain');
  });

  const COPIES: [name: string, copy: (guest: TestGuest, socket: Instance) => Instance][] = [
    ['a message', (guest, socket) => passed(guest, socket, guest)],
    ['an offer', (guest, socket) => guest.Socket.take(socket.offer(guest.host.id))],
  ];

  test.each(COPIES)('nor by a descriptor that nothing was sent by, where another is from %s', (_, copy) => {
    const { socket, server, report } = scene(copy);
    report(elsewhere);
    expect(outcomeOf(() => socket.receiveMessage(1000, 1000, { errqueue: true }))).toBe('eagain');
    for (const call of ['receive', 'receiveFrom'] as const) {
      report(elsewhere);
      expect(outcomeOf(() => socket[call](1000, { errqueue: true }))).toBe('eagain');
      outcomeOf(() => socket.receiveMessage(0, 0, { errqueue: true }));
    }
    report(own(server));
    expect(socket.receiveMessage(1000, 1000, { errqueue: true })).toMatchObject({ data: new Uint8Array(0) });
  });
});
