/**
 * What a socket hears, and from whom. Linux binds sockets by themselves: by listening, by connecting, by sending; then
 * anybody may send to them. Here it is decided, before the system call, what that needs. A table of the calls is in
 * docs/sockets-and-permissions.md.
 *
 * A guest that may only connect to an address hears whom it has sent to: a UDP socket that nobody allowed to be bound
 * has a filter in the system from before it has a port. The filter is the description's: it goes with the socket to
 * other guests and programs, and what a guest reads or selects has nothing of strangers in it.
 */
import { errnoNumber } from '../os/errno.ts';
import { getOption } from '../os/get-option.ts';
import * as libc from '../os/libc.ts';
import { writeOption } from '../os/options.ts';
import { platform } from '../os/platform.ts';
import { SOCKADDR_SIZE, writeSockaddr } from '../os/sockaddr.ts';
import { attachSources, detachSources, MAX_SOURCES, readSources } from '../os/source-filter.ts';
import type { OptionName, SocketAddress } from '../wit-types.ts';
import { localAddress } from './addresses.ts';
import { isAmong, isSame, sourceOf } from './answer-source.ts';
import { type FlagBits, RECEIVE_ERRQUEUE } from './flags.ts';
import { ANSWERS, NAMELESS, SETTLED, UNBOUND } from './hearing.ts';
import { type HostSocket, reportDenial } from './host-socket.ts';

const EACCES = errnoNumber('eacces');
const EDESTADDRREQ = errnoNumber('edestaddrreq');
const EINVAL = errnoNumber('einval');

const ALL_IPV4 = allIpv4(0);
const ALL_IPV6: SocketAddress = {
  tag: 'inet6',
  val: { port: 0, flowInfo: 0, address: [0, 0, 0, 0, 0, 0, 0, 0], scopeId: 0 },
};
/** A name of the system's choice. */
const SOME_NAME: SocketAddress = { tag: 'unix', val: new Uint8Array(0) };

/** Nothing stands in the way of the system call. */
const GO = 0;

const address = new libc.Scratch(SOCKADDR_SIZE);
const option = new libc.Scratch(16);

/** Learns of a socket that came from elsewhere what the system knows: with its protocol's filter, or bound by others. */
export function discover(socket: HostSocket): void {
  if (socket.family === 'unix') {
    if (isOn(socket, 'so-passcred') && isNameless(socket)) socket.hearing = NAMELESS;
    return;
  }
  if (socket.transport !== 'udp' || portOf(socket) === 0) return;
  const sources = readSources(socket.fd);
  socket.hearing = sources === undefined ? SETTLED : ANSWERS;
  socket.sources = sources ?? [];
}

/**
 * The addresses to ask about before a socket is bound to one: `[::]` is all of IPv4's as well, but where IPV6_V6ONLY is
 * set for good.
 */
export function boundAddresses(socket: HostSocket, local: SocketAddress): SocketAddress[] {
  if (!isAllIpv6(local)) return [local];
  // Whoever shares the socket could turn the option off in between.
  if (isOn(socket, 'ipv6-v6only') && !socket.mayHaveOthers) return [local];
  return [local, allIpv4(local.val.port)];
}

/** Whether the policy lets the socket be bound to an address, by whatever call; the embedder is told if not. */
export function mayBind(socket: HostSocket, local: SocketAddress): boolean {
  const { context, transport } = socket;
  return boundAddresses(socket, local).every(
    (each) => !reportDenial(context, context.policy.checkBind(each, transport)),
  );
}

/** The socket has been bound with permission. */
export function settle(socket: HostSocket): void {
  // Of a send before that failed to bind it, perhaps by another descriptor.
  if (socket.sources.length > 0 || (socket.mayHaveOthers && socket.transport === 'udp')) detachSources(socket.fd);
  socket.sources = [];
  socket.bound = true;
  socket.hearing = SETTLED;
}

/** Whether the socket may listen: what it was bound to with permission, else what listening would bind it to. */
export function mayListen(socket: HostSocket): boolean {
  if (socket.bound || (socket.type !== 'stream' && socket.type !== 'seqpacket')) return true;
  // The port of an internet socket may be one that a connection left behind, and listening takes another.
  if (socket.family !== 'unix') return mayBind(socket, wildcard(socket));
  const local = localAddress(socket);
  return typeof local === 'number' || isUnnamed(local) || mayBind(socket, local);
}

/** Whether IPV6_V6ONLY may be turned off: not where what has been asked about is without IPv4. */
export function mayTakeIpv4(socket: HostSocket): boolean {
  // What is not bound is asked about when it is. It may have been by another descriptor, which the name does not say:
  // the system may have left the port for later.
  if ((!socket.bound && !socket.mayHaveOthers) || !isOn(socket, 'ipv6-v6only')) return true;
  const local = localAddress(socket);
  if (typeof local === 'number' || !isAllIpv6(local)) return true;
  const { context, transport } = socket;
  return !reportDenial(context, context.policy.checkBind(allIpv4(local.val.port), transport));
}

/** Whether a receive is of reports of errors, which pass no filter, by a socket that has one: see `receiveMessage`. */
export function passesFilter(socket: HostSocket, bits: FlagBits): boolean {
  if ((bits & RECEIVE_ERRQUEUE) === 0) return false;
  // Another descriptor may have been sent by, which bound this one too.
  if (socket.mayHaveOthers && socket.hearing !== SETTLED) discover(socket);
  return socket.hearing === ANSWERS;
}

/** What is to be done before a send to the peer, of a socket that hears more than `ANSWERS`. @returns minus the errno */
export function beforeSend(socket: HostSocket): number {
  if (socket.hearing === NAMELESS) return socket.isStream ? GO : beforeNaming(socket);
  if (socket.mayHaveOthers) discover(socket);
  if (socket.hearing !== UNBOUND) return GO;
  // It has no peer: connecting would have bound it. Linux binds it before it says so.
  return mayHearAll(socket) ? bindOpenly(socket) : -EDESTADDRREQ;
}

/** What is to be done before a send to an address, or a connect, of a socket that is not `SETTLED`. @returns minus the errno */
export function beforeSendTo(socket: HostSocket, to: SocketAddress): number {
  if (socket.hearing === NAMELESS) return beforeNaming(socket);
  if (socket.hearing === UNBOUND && socket.mayHaveOthers) discover(socket);
  if (socket.hearing === SETTLED) return GO;
  if (socket.hearing === UNBOUND && mayHearAll(socket)) return bindOpenly(socket);
  return hearAnswersOf(socket, to);
}

/** Calls the system where it would give a `NAMELESS` socket a name: without SO_PASSCRED, which is what it does so for. */
export function unnamed(socket: HostSocket, call: () => number): number {
  setOn(socket, 'so-passcred', false);
  const outcome = call();
  setOn(socket, 'so-passcred', true);
  return outcome;
}

/** Before SO_PASSCRED is turned on or off. @returns minus the errno */
export function beforePasscred(socket: HostSocket, on: boolean): number {
  if (socket.family !== 'unix') return GO;
  if (!on || !isNameless(socket)) {
    if (socket.hearing === NAMELESS) socket.hearing = SETTLED;
    return GO;
  }
  // `unnamed` would not hold: others could turn it on at any time.
  if (socket.mayHaveOthers && !mayBind(socket, SOME_NAME)) return -EACCES;
  socket.hearing = NAMELESS;
  return GO;
}

/** Before a call that would give the socket a name. It may have one, or does without, or the call is refused. */
function beforeNaming(socket: HostSocket): number {
  const { policy } = socket.context;
  if (policy.mayBind(SOME_NAME, socket.transport)) {
    socket.hearing = SETTLED;
    return GO;
  }
  if (!socket.mayHaveOthers) return GO;
  if (isOn(socket, 'so-passcred') && isNameless(socket)) return mayBind(socket, SOME_NAME) ? GO : -EACCES;
  socket.hearing = SETTLED;
  return GO;
}

/** Whether the policy lets a UDP socket be bound to all addresses, at a port of the system's choice. */
function mayHearAll(socket: HostSocket): boolean {
  const { context, transport } = socket;
  return boundAddresses(socket, wildcard(socket)).every((each) => context.policy.mayBind(each, transport));
}

/** Binds a UDP socket as the system would. @returns 0 or minus the errno */
function bindOpenly(socket: HostSocket): number {
  const outcome = bindToAll(socket);
  if (outcome < 0 && outcome !== -EINVAL) return outcome;
  settle(socket);
  return GO;
}

/** Lets a UDP socket hear an address, and binds it if nothing has. @returns 0 or minus the errno */
function hearAnswersOf(socket: HostSocket, to: SocketAddress): number {
  const source = sourceOf(to);
  if (socket.hearing === ANSWERS) {
    if (source === undefined || isAmong(socket.sources, source)) return GO;
    if (socket.mayHaveOthers) socket.sources = readSources(socket.fd) ?? [];
  }
  const sources = socket.sources.filter((each) => source === undefined || !isSame(each, source));
  if (source !== undefined) sources.push(source);
  const latest = sources.slice(-MAX_SOURCES);
  if (attachSources(socket.fd, latest) < 0) {
    // The system has no such filter, or no room for it.
    return mayBind(socket, wildcard(socket)) ? GO : -EACCES;
  }
  socket.sources = latest;
  if (socket.hearing === ANSWERS) return GO;
  const outcome = bindAlone(socket);
  if (outcome < 0 && outcome !== -EINVAL) return outcome;
  socket.hearing = ANSWERS;
  return GO;
}

/** What lets a port be one that another socket has: then this one would take what is meant for that; and none at all. */
const SHARING: readonly OptionName[] = ['so-reuseaddr', 'so-reuseport', 'ip-bind-address-no-port'];

function bindAlone(socket: HostSocket): number {
  const set = SHARING.filter((name) => isOn(socket, name));
  for (const name of set) setOn(socket, name, false);
  const outcome = bindToAll(socket);
  for (const name of set) setOn(socket, name, true);
  return outcome;
}

function bindToAll(socket: HostSocket): number {
  return libc.bind(socket.fd, address.address, writeSockaddr(address.view, wildcard(socket)));
}

function wildcard({ family }: HostSocket): SocketAddress {
  return family === 'inet6' ? ALL_IPV6 : ALL_IPV4;
}

function allIpv4(port: number): SocketAddress {
  return { tag: 'inet', val: { port, address: [0, 0, 0, 0] } };
}

/** Whether it is `[::]`, of whatever port. */
function isAllIpv6(local: SocketAddress): local is SocketAddress & { tag: 'inet6' } {
  return local.tag === 'inet6' && local.val.address.every((group) => group === 0);
}

function portOf(socket: HostSocket): number {
  const local = localAddress(socket);
  return typeof local !== 'number' && (local.tag === 'inet' || local.tag === 'inet6') ? local.val.port : 0;
}

function isNameless(socket: HostSocket): boolean {
  const local = localAddress(socket);
  return typeof local === 'number' || isUnnamed(local);
}

function isUnnamed(local: SocketAddress): boolean {
  return local.tag === 'unix' && local.val.length === 0;
}

function isOn(socket: HostSocket, name: OptionName): boolean {
  const value = getOption(socket.fd, name);
  return typeof value !== 'number' && value.tag === 'integer' && value.val !== 0;
}

function setOn(socket: HostSocket, name: OptionName, on: boolean): void {
  const row = platform.options[name];
  if (row === null) return;
  const length = writeOption(option.view, row, { tag: 'integer', val: on ? 1 : 0 });
  libc.setsockopt(socket.fd, row.level, row.name, option.address, length);
}
