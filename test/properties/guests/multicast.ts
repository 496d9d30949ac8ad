// Multicast between sockets of this guest, in a network with the interfaces near and far, which are two ends of a cable,
// and aside and away, of another. A message that must not come is followed by one straight to the receiver, so that no test
// waits for nothing.
//
// argv: case, family, group, the first address of near, its second, the address of aside.

import {
  AF_INET,
  AF_PACKET,
  ETH_P_ALL,
  GroupRequest,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_MULTICAST_HOPS,
  IPV6_MULTICAST_IF,
  IPV6_MULTICAST_LOOP,
  IP_MULTICAST_IF,
  IP_MULTICAST_LOOP,
  IP_MULTICAST_TTL,
  MCAST_BLOCK_SOURCE,
  MCAST_JOIN_GROUP,
  MCAST_JOIN_SOURCE_GROUP,
  MCAST_LEAVE_GROUP,
  MCAST_LEAVE_SOURCE_GROUP,
  MCAST_UNBLOCK_SOURCE,
  Ref,
  SOCK_DGRAM,
  SOCK_RAW,
  SourceRequest,
  Socket,
  socket_bind,
  socket_create,
  socket_get_option,
  socket_getsockname,
  socket_recv,
  socket_sendto,
  socket_set_option,
} from 'wasock';
import { argument, domain, errno, must, portOf, say, testCase } from './support';

/** Bytes of an Ethernet header. */
const ETHERNET = 14;

const group = argument(3);
const near = argument(4);
const second = argument(5);
const aside = argument(6);

const six = domain != AF_INET;
const LEVEL = six ? IPPROTO_IPV6 : IPPROTO_IP;
const INTERFACE = six ? IPV6_MULTICAST_IF : IP_MULTICAST_IF;
const LOOP = six ? IPV6_MULTICAST_LOOP : IP_MULTICAST_LOOP;
const HOPS = six ? IPV6_MULTICAST_HOPS : IP_MULTICAST_TTL;

if (testCase == 'membership') membership();
else if (testCase == 'source') source();
else if (testCase == 'filter') filter();
else if (testCase == 'loop') loop();
else if (testCase == 'hops') hops();
else if (testCase == 'interface') chosenInterface();
else if (testCase == 'no-address') withoutAddress();
else process.exit(8);

function socketAt(address: string): Socket {
  const socket = socket_create(domain, SOCK_DGRAM, 0)!;
  must(socket_bind(socket, address, 0), 'socket_bind');
  return socket;
}

/** A socket that sends to groups at near, from an address of it. */
function senderFrom(address: string): Socket {
  const socket = socketAt(address);
  must(socket_set_option(socket, LEVEL, INTERFACE, 'near'), 'interface');
  return socket;
}

function receiver(): Socket {
  return socketAt(six ? '::' : '0.0.0.0');
}

function send(from: Socket, to: Socket, message: string): void {
  must(socket_sendto(from, message, message.length, 0, group, portOf(to)) == message.length, 'socket_sendto');
}

/** What comes up to a message that is sent straight to the receiver. */
function heard(from: Socket, to: Socket): string {
  must(socket_sendto(from, '.', 1, 0, near, portOf(to)) == 1, 'socket_sendto');
  const buf = new Ref<ArrayBuffer | null>(null);
  let all = '';
  while (true) {
    must(socket_recv(to, buf, 100, 0) > 0, 'socket_recv');
    const message = String.UTF8.decode(buf.value!);
    if (message == '.') return all;
    all += message;
  }
}

function ask<I>(socket: Socket, option: i32, at: I): bool {
  return socket_set_option(socket, LEVEL, option, new GroupRequest<I>(group, at));
}

function askOf(socket: Socket, option: i32, source: string): bool {
  return socket_set_option(socket, LEVEL, option, new SourceRequest(group, 'near', source));
}

function membership(): void {
  const from = senderFrom(near);
  const to = receiver();
  send(from, to, 'too early');
  say('before', heard(from, to));
  say('join by name', ask<string>(to, MCAST_JOIN_GROUP, 'near'));
  say('interface', socket_get_option(from, LEVEL, INTERFACE)!.int > 1);
  send(from, to, 'joined');
  say('joined', heard(from, to));
  const index = socket_get_option(from, LEVEL, INTERFACE)!.int;
  say('leave by index', ask<i32>(to, MCAST_LEAVE_GROUP, index));
  send(from, to, 'too late');
  say('left', heard(from, to));
  say('join by index', ask<i32>(to, MCAST_JOIN_GROUP, index));
  say('again', ask<i32>(to, MCAST_JOIN_GROUP, index));
  say('errno', errno(to));
  send(from, to, 'joined again');
  say('joined', heard(from, to));
  say('leave by name', ask<string>(to, MCAST_LEAVE_GROUP, 'near'));
  say('again', ask<string>(to, MCAST_LEAVE_GROUP, 'near'));
  say('errno', errno(to));
  say('the routing table chooses', ask<i32>(to, MCAST_JOIN_GROUP, 0));
  send(from, to, 'routed');
  say('joined', heard(from, to));
}

function source(): void {
  const first = senderFrom(near);
  const other = senderFrom(second);
  const to = receiver();
  say('join the first', askOf(to, MCAST_JOIN_SOURCE_GROUP, near));
  send(other, to, 'other ');
  send(first, to, 'first ');
  say('heard', heard(first, to));
  say('join the second too', askOf(to, MCAST_JOIN_SOURCE_GROUP, second));
  send(other, to, 'other ');
  send(first, to, 'first ');
  say('heard', heard(first, to));
  say('leave the first', askOf(to, MCAST_LEAVE_SOURCE_GROUP, near));
  send(other, to, 'other ');
  send(first, to, 'first ');
  say('heard', heard(first, to));
  say('leave the second', askOf(to, MCAST_LEAVE_SOURCE_GROUP, second));
  send(other, to, 'other ');
  say('heard', heard(first, to));
}

function filter(): void {
  const first = senderFrom(near);
  const other = senderFrom(second);
  const to = receiver();
  must(ask<string>(to, MCAST_JOIN_GROUP, 'near'), 'join');
  say('block', askOf(to, MCAST_BLOCK_SOURCE, second));
  send(other, to, 'other ');
  send(first, to, 'first ');
  say('heard', heard(first, to));
  say('unblock', askOf(to, MCAST_UNBLOCK_SOURCE, second));
  send(other, to, 'other ');
  send(first, to, 'first ');
  say('heard', heard(first, to));
}

function loop(): void {
  const from = senderFrom(near);
  const to = receiver();
  must(ask<string>(to, MCAST_JOIN_GROUP, 'near'), 'join');
  say('default', socket_get_option(from, LEVEL, LOOP)!.int);
  send(from, to, 'looped');
  say('heard', heard(from, to));
  say('off', socket_set_option(from, LEVEL, LOOP, ''));
  send(from, to, 'not looped');
  say('heard', heard(from, to));
  say('on', socket_set_option(from, LEVEL, LOOP, 'yes'));
  send(from, to, 'looped again');
  say('heard', heard(from, to));
}

/** A socket that sees every frame at an interface. */
function tap(networkInterface: string): Socket {
  const socket = socket_create(AF_PACKET, SOCK_RAW, ETH_P_ALL)!;
  must(socket_bind(socket, networkInterface), 'socket_bind');
  return socket;
}

/** The next IP packet of the tap that carries `message`, or `other`; the system's own are passed over. */
function packetWith(socket: Socket, message: string, other: string = message): Uint8Array {
  const buf = new Ref<ArrayBuffer | null>(null);
  while (true) {
    must(socket_recv(socket, buf, 2000, 0) > 0, 'socket_recv');
    const frame = buf.value!;
    if (endsWith(frame, message) || endsWith(frame, other)) return Uint8Array.wrap(frame, ETHERNET);
  }
}

function endsWith(data: ArrayBuffer, message: string): bool {
  return String.UTF8.decode(data.slice(data.byteLength - message.length)) == message;
}

function hopsOf(packet: Uint8Array): i32 {
  return packet[six ? 7 : 8];
}

function hops(): void {
  const from = senderFrom(near);
  const to = receiver();
  must(ask<string>(to, MCAST_JOIN_GROUP, 'near'), 'join');
  const cable = tap('far');
  say('default', socket_get_option(from, LEVEL, HOPS)!.int);
  send(from, to, 'one hop');
  say('on the cable', hopsOf(packetWith(cable, 'one hop')));
  say('7 hops', socket_set_option(from, LEVEL, HOPS, 7));
  send(from, to, 'seven');
  say('on the cable', hopsOf(packetWith(cable, 'seven')));
  say('255 hops', socket_set_option(from, LEVEL, HOPS, 255));
  send(from, to, 'most');
  say('on the cable', hopsOf(packetWith(cable, 'most')));
  say('0 hops', socket_set_option(from, LEVEL, HOPS, 0));
  send(from, to, 'zero');
  must(socket_set_option(from, LEVEL, HOPS, 1), 'hops');
  send(from, to, 'last');
  say('the next on the cable has one hop', endsWith(packetWith(cable, 'zero', 'last').buffer, 'last'));
  say('heard', heard(from, to));
}

function chosenInterface(): void {
  const from = socketAt(six ? '::' : '0.0.0.0');
  const to = receiver();
  const atNear = tap('near');
  const atAside = tap('aside');
  say('by name', socket_set_option(from, LEVEL, INTERFACE, 'aside'));
  send(from, to, 'aside');
  packetWith(atAside, 'aside');
  const index = socket_get_option(from, LEVEL, INTERFACE)!.int;
  say('back to the routing table', socket_set_option(from, LEVEL, INTERFACE, 0));
  say('is', socket_get_option(from, LEVEL, INTERFACE)!.int);
  say('by index', socket_set_option(from, LEVEL, INTERFACE, index));
  send(from, to, 'aside again');
  packetWith(atAside, 'aside again');
  say('near', socket_set_option(from, LEVEL, INTERFACE, 'near'));
  send(from, to, 'near');
  const packet = packetWith(atNear, 'near');
  say('nothing of aside went before it', packet.length > 0);
  const name = new Ref<string>('');
  must(socket_getsockname(atAside, name), 'socket_getsockname');
  say('tap', name.value);
  say('has an address', aside.length > 0);
}

/** far is an interface, but has no IPv4 address, by which alone the system tells interfaces of IPv4 apart. */
function withoutAddress(): void {
  const socket = socket_create(domain, SOCK_DGRAM, 0)!;
  say('set', socket_set_option(socket, LEVEL, INTERFACE, 'far'));
  say('get', socket_get_option(socket, LEVEL, INTERFACE)!.int > 0);
}
