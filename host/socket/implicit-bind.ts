/**
 * Which senders a socket hears. Linux binds sockets on its own when they listen, connect or send, and then anybody may
 * send to them. This file decides, before the system call, which permission that needs. docs/sockets-and-permissions.md
 * has a table of the calls.
 *
 * A guest that may only connect to an address hears only addresses that it has sent to. A UDP socket that may not be
 * bound gets a filter in the system before it has a port, or before somebody else has a descriptor of it. The filter belongs to
 * the file description, so it goes with the socket to other guests and programs. What a guest receives or selects never includes anything from strangers.
 */
import { errnoNumber } from '../os/errno.ts';
import { getOption } from '../os/get-option.ts';
import * as libc from '../os/libc.ts';
import { writeOption } from '../os/options.ts';
import { optionRow } from '../os/option-row.ts';
import { SOCKADDR_SIZE, writeSockaddr } from '../os/sockaddr.ts';
import { attachSources, detachSources, MAX_SOURCES, readSources } from '../os/source-filter.ts';
import type { OptionName, SocketAddress } from '../generated/wit-types.ts';
import { localAddress } from './addresses.ts';
import { isAmong, isSame, sourceOf } from './answer-source.ts';
import { type FlagBits, RECEIVE_ERRQUEUE } from './flags.ts';
import { linkedTo } from './destination.ts';
import { ANSWERS, NAMELESS, SETTLED, UNBOUND } from './hearing.ts';
import { type HostSocket, reportDenial } from './host-socket.ts';

const EACCES = errnoNumber('eacces');
const EDESTADDRREQ = errnoNumber('edestaddrreq');
const EINVAL = errnoNumber('einval');

const ALL_IPV4 = allIpv4(0);
const ALL_IPV6: SocketAddress & { tag: 'inet6' } = {
  tag: 'inet6',
  val: { port: 0, flowInfo: 0, address: [0, 0, 0, 0, 0, 0, 0, 0], scopeId: 0 },
};
/** A name of the system's choice. */
const SOME_NAME: SocketAddress = { tag: 'unix', val: new Uint8Array(0) };

/** The system call may be made. */
const GO = 0;

const address = new libc.Scratch(SOCKADDR_SIZE);
const option = new libc.Scratch(16);

/** Finds out whether a socket from elsewhere is bound, and whether it has a filter. */
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
 * The addresses that need permission when a socket is bound to one. `[::]` includes all IPv4 addresses, unless
 * IPV6_V6ONLY is set and nobody else can change that.
 */
export function boundAddresses(socket: HostSocket, local: SocketAddress): SocketAddress[] {
  if (!isAllIpv6(local)) return [local];
  // Somebody who shares the socket could turn the option off in between.
  if (isOn(socket, 'ipv6-v6only') && !socket.mayHaveOthers) return [local];
  return [local, allIpv4(local.val.port)];
}

/** Whether the policy lets any call bind the socket to an address. If not, the denial is reported. */
export function mayBind(socket: HostSocket, local: SocketAddress): boolean {
  const { context, transport } = socket;
  const may = (each: SocketAddress): boolean => !reportDenial(context, context.policy.checkBind(each, transport));
  if (!boundAddresses(socket, local).every(may)) return false;
  const linked = linkedTo(context, local);
  return linked === undefined || (linked !== 'unknown' && may(linked));
}

/** Records that the socket was bound with permission. */
export function settle(socket: HostSocket, local: SocketAddress): void {
  // Of a send before that failed to bind it, perhaps by another descriptor.
  if (socket.sources.length > 0 || (socket.mayHaveOthers && socket.transport === 'udp')) detachSources(socket.fd);
  socket.sources = [];
  socket.bound = true;
  socket.boundToAllIpv6 = isAllIpv6(local);
  socket.hearing = SETTLED;
}

/** Whether the socket may listen: if it was bound with permission, or if listening may bind it. */
export function mayListen(socket: HostSocket): boolean {
  if (socket.bound || (socket.type !== 'stream' && socket.type !== 'seqpacket')) return true;
  // The port of an internet socket may be one that a connection left behind; listening would take another one.
  if (socket.family !== 'unix') return mayBind(socket, wildcard(socket));
  const local = localAddress(socket);
  return typeof local === 'number' || isUnnamed(local) || mayBind(socket, local);
}

/** Whether IPV6_V6ONLY may be turned off. If the socket was bound to `[::]`, that needs permission for IPv4 as well. */
export function mayTakeIpv4(socket: HostSocket): boolean {
  // What is not bound is asked about when it is. It may have been by another descriptor, which the name does not say:
  // the system may have left the port for later.
  if ((!socket.boundToAllIpv6 && !socket.mayHaveOthers) || !isOn(socket, 'ipv6-v6only')) return true;
  // The name of now proves nothing: that of a connection goes when the connection fails.
  const local = localAddress(socket);
  if (typeof local === 'number' || local.tag !== 'inet6') return true;
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
  // It has no peer, since connecting would have bound it. Linux would bind it before it fails.
  return mayHearAll(socket) ? bindOpenly(socket) : -EDESTADDRREQ;
}

/** Prepares a send to an address, or a connect, for a socket that is not `SETTLED`. @returns 0, or minus the errno */
export function beforeSendTo(socket: HostSocket, to: SocketAddress): number {
  if (socket.hearing === NAMELESS) return beforeNaming(socket);
  if (socket.hearing === UNBOUND && socket.mayHaveOthers) discover(socket);
  if (socket.hearing === SETTLED) return GO;
  if (socket.hearing === UNBOUND && mayHearAll(socket)) return bindOpenly(socket);
  return hearAnswersOf(socket, to);
}

/**
 * Prepares giving away a descriptor of the socket. A program that has one is not asked before it sends, and then the system would bind
 * the socket, or name it, for this guest as well. @returns 0, or minus the errno: EINVAL for an event set
 */
export function beforeSharing(socket: HostSocket): number {
  if (socket.watcher !== undefined) return -EINVAL;
  if (socket.hearing === NAMELESS) return socket.isStream || mayBind(socket, SOME_NAME) ? GO : -EACCES;
  if (socket.hearing === UNBOUND && socket.mayHaveOthers) discover(socket);
  if (socket.hearing !== UNBOUND || mayHearAll(socket)) return GO;
  // The system has no such filters, or no memory for one.
  return attachSources(socket.fd, []) === 0 || mayBind(socket, wildcard(socket)) ? GO : -EACCES;
}

/** Whether the socket may hear more than its peer: if it was bound, or got its filter, here and for this guest alone. */
export function mayLosePeer(socket: HostSocket): boolean {
  if (!socket.mayHaveOthers) return true;
  if (socket.family === 'unix') return socket.type !== 'dgram' || mayHearAtName(socket);
  if (socket.transport !== 'udp') return true;
  discover(socket);
  const port = portOf(socket);
  // The address of now is what the peer is reached from: with the peer it may go, and the socket be at all addresses.
  return socket.hearing === ANSWERS || port === 0 || mayBind(socket, wildcard(socket, port));
}

/** Whether a Unix socket has no name, or the guest may have its name. */
function mayHearAtName(socket: HostSocket): boolean {
  const local = localAddress(socket);
  return typeof local !== 'number' && (isUnnamed(local) || mayBind(socket, local));
}

/** A UDP socket has no peer any more, and no port either if the system had chosen it: the next send binds it again, or this does if others have it. */
export function hearAnew(socket: HostSocket): void {
  if (socket.transport !== 'udp' || portOf(socket) !== 0 || (socket.bound && !socket.mayHaveOthers)) return;
  socket.bound = false;
  socket.hearing = UNBOUND;
  if (socket.mayHaveOthers) bindAnew(socket);
}

/** Binds a socket at once whose other descriptors are taken to be bound: by them the system would bind it unasked. */
function bindAnew(socket: HostSocket): void {
  if (mayHearAll(socket)) {
    bindOpenly(socket);
    return;
  }
  const sources = readSources(socket.fd) ?? [];
  if (attachSources(socket.fd, sources) < 0 || bindAlone(socket) < 0) return;
  socket.sources = sources;
  socket.hearing = ANSWERS;
}

/** Makes a system call without SO_PASSCRED, because of which the system would give a `NAMELESS` socket a name. */
export function unnamed(socket: HostSocket, call: () => number): number {
  setOn(socket, 'so-passcred', false);
  const outcome = call();
  setOn(socket, 'so-passcred', true);
  return outcome;
}

/** Prepares turning SO_PASSCRED on or off. @returns 0, or minus the errno */
export function beforePasscred(socket: HostSocket, on: boolean): number {
  if (socket.family !== 'unix') return GO;
  if (!on || !isNameless(socket)) {
    if (socket.hearing === NAMELESS) socket.hearing = SETTLED;
    return GO;
  }
  // Turning the option off around a send would not help: others could turn it on at any time.
  if (socket.mayHaveOthers && !mayBind(socket, SOME_NAME)) return -EACCES;
  socket.hearing = NAMELESS;
  return GO;
}

/** Decides about a call that would give the socket a name: it gets one, or none, or the call is denied. */
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
  settle(socket, wildcard(socket));
  return GO;
}

/**
 * Binds a UDP socket to all addresses, at a port of the system's choice, where the guest may not hear everybody there: it
 * hears the addresses that it sends to. That is what a send without a bind does.
 *
 * @returns whether the socket was bound so, or why it cannot be; undefined if it may hear all, or nothing stops strangers
 */
export function bindForAnswers(socket: HostSocket): number | undefined {
  if (socket.hearing !== UNBOUND || mayHearAll(socket) || attachSources(socket.fd, []) < 0) return undefined;
  const outcome = bindAlone(socket);
  if (outcome === 0) socket.hearing = ANSWERS;
  return outcome;
}

/** Lets a UDP socket hear an address, and binds the socket if it is not bound. @returns 0 or minus the errno */
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
    // The system has no such filters, or no memory for one.
    return mayBind(socket, wildcard(socket)) ? GO : -EACCES;
  }
  socket.sources = latest;
  if (socket.hearing === ANSWERS) return GO;
  const outcome = bindAlone(socket);
  if (outcome < 0 && outcome !== -EINVAL) return outcome;
  socket.hearing = ANSWERS;
  return GO;
}

/**
 * Options with which the system could choose a port that another socket has, whose datagrams would then arrive here;
 * or, with the last, no port.
 */
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

function wildcard({ family }: HostSocket, port = 0): SocketAddress {
  if (port === 0) return family === 'inet6' ? ALL_IPV6 : ALL_IPV4;
  return family === 'inet6' ? { tag: 'inet6', val: { ...ALL_IPV6.val, port } } : allIpv4(port);
}

function allIpv4(port: number): SocketAddress {
  return { tag: 'inet', val: { port, address: [0, 0, 0, 0] } };
}

/** Whether it is `[::]`, with any port. */
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

export function setOn(socket: HostSocket, name: OptionName, on: boolean): void {
  const row = optionRow(name);
  if (row === null) return;
  const length = writeOption(option.view, row, { tag: 'integer', val: on ? 1 : 0 });
  libc.setsockopt(socket.fd, row.level, row.name, option.address, length);
}
