import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { ReceivedAddress } from '../os/received-address.ts';
import { SOCKADDR_SIZE } from '../os/sockaddr.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { completeReceive, completeSend, firstAttempt } from './completing.ts';
import { destination } from './destination.ts';
import { type FlagBits, RECEIVE_PEEK, receiveFlags, sendFlags } from './flags.ts';
import { ANSWERS, NAMELESS, SETTLED } from './hearing.ts';
import type { HostSocket } from './host-socket.ts';
import { beforeSend, beforeSendTo, passesFilter, unnamed } from './implicit-bind.ts';
import { checkKept, type Region } from './region.ts';

export { hasReceived } from './completing.ts';

const EAGAIN = errnoNumber('eagain');
const ENOBUFS = errnoNumber('enobufs');
const EOPNOTSUPP = errnoNumber('eopnotsupp');

/** Room for the address that a message is sent to. */
const address = new libc.Scratch(SOCKADDR_SIZE);
/** Room for the sender's address. */
const sender = new ReceivedAddress();

/** Sends to the peer: send(2). @returns bytes taken, or minus the system's errno */
export function send(socket: HostSocket, data: Region, bits: FlagBits): Completion<number> {
  checkKept([data], bits);
  return sendOn(socket, data, bits, sendOnce(socket, data.address(0), data.length, bits));
}

/**
 * The first attempt of `send`, which needs no Region: nothing moves meanwhile. `sendOn` makes a send of it.
 *
 * @param at in memory of the guest's: see `mayBeKept` of Region
 */
export function sendOnce(socket: HostSocket, at: number, length: number, bits: FlagBits): number {
  const flags = sendFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  const { meter, buffers } = socket.context;
  if (!buffers.hasRoom()) return -ENOBUFS;
  const most = meter.toSend(length, socket.isStream);
  const sent = socket.hearing > ANSWERS ? sendGuarded(socket, at, most, flags) : libc.send(socket.fd, at, most, flags);
  if (sent < 0) return sent;
  meter.sent(sent);
  buffers.filled(sent);
  return sent;
}

function sendGuarded(socket: HostSocket, at: number, length: number, flags: number): number {
  const refusal = beforeSend(socket);
  if (refusal < 0) return refusal;
  const call = (): number => libc.send(socket.fd, at, length, flags);
  return socket.hearing === NAMELESS && !socket.isStream ? unnamed(socket, call) : call();
}

/** Continues after the first attempt of `send`, if necessary. */
export function sendOn(socket: HostSocket, data: Region, bits: FlagBits, first: number): Completion<number> {
  if (first === data.length && bits === 0) return first;
  return completeSend(socket, data.length, bits, first, (offset) =>
    sendOnce(socket, data.address(offset), data.length - offset, bits),
  );
}

/** Sends to an address: sendto(2). @returns bytes taken, or minus the system's errno */
export function sendTo(socket: HostSocket, data: Region, bits: FlagBits, to: SocketAddress): Completion<number> {
  const flags = sendFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  checkKept([data], bits);
  const allowed = destination(socket, to);
  if (typeof allowed === 'number') return allowed;
  const refusal = socket.hearing === SETTLED ? 0 : beforeSendTo(socket, to);
  if (refusal < 0) return refusal;
  // A connected stream ignores the address (TCP) and may take a part.
  const attempt = (offset: number): number => {
    const { meter, buffers } = socket.context;
    if (!buffers.hasRoom()) return -ENOBUFS;
    const most = meter.toSend(data.length - offset, socket.isStream);
    const sent = allowed.reach(address.view, (length) => {
      const call = (): number => libc.sendto(socket.fd, data.address(offset), most, flags, address.address, length);
      return socket.hearing === NAMELESS ? unnamed(socket, call) : call();
    });
    if (sent < 0) return sent;
    meter.sent(sent);
    buffers.filled(sent);
    return sent;
  };
  return completeSend(socket, data.length, bits, attempt(0), attempt);
}

/** Receives: recv(2). @returns bytes received, 0 at the end; or minus the system's errno */
export function receive(socket: HostSocket, into: Region, bits: FlagBits): Completion<number> {
  return receiveOn(socket, into, bits, receiveFirst(socket, into.address(0), into.length, bits));
}

/** The first attempt of `receive`. It needs no Region, because nothing moves meanwhile. `receiveOn` continues it. */
export function receiveOnce(socket: HostSocket, at: number, length: number, bits: FlagBits): number {
  const flags = receiveFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  if (passesFilter(socket, bits)) return -EAGAIN;
  const { meter } = socket.context;
  const received = libc.recv(socket.fd, at, meter.toReceive(length, socket.isStream), flags);
  if (received > 0 && (bits & RECEIVE_PEEK) === 0) meter.received(received);
  return received;
}

/** The first attempt of `receive`, as `firstAttempt` makes it. */
export function receiveFirst(socket: HostSocket, at: number, length: number, bits: FlagBits): number {
  if (bits === 0 && !socket.waitFirst('receive')) return -EAGAIN;
  const received = receiveOnce(socket, at, length, bits);
  if (received === -EAGAIN) socket.hadToWait('receive');
  return received;
}

/** Continues after the first attempt of `receive`, if necessary. */
export function receiveOn(socket: HostSocket, into: Region, bits: FlagBits, first: number): Completion<number> {
  return completeReceive(socket, into.length, bits, first, (offset) =>
    receiveOnce(socket, into.address(offset), into.length - offset, bits),
  );
}

/** The result of receiveFrom. `from` is undefined if the system names no sender. */
export interface ReceivedFrom {
  readonly length: number;
  readonly from: SocketAddress | undefined;
}

/** Receives with the sender's address: recvfrom(2). @returns minus the system's errno if it fails */
export function receiveFrom(socket: HostSocket, into: Region, bits: FlagBits): Completion<ReceivedFrom | number> {
  const flags = receiveFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  if (passesFilter(socket, bits)) return -EAGAIN;
  let from: SocketAddress | undefined;
  const attempt = (offset: number): number => {
    sender.clear();
    const { meter } = socket.context;
    const room = meter.toReceive(into.length - offset, socket.isStream);
    const length = libc.recvfrom(socket.fd, into.address(offset), room, flags, sender.at, sender.lengthAt);
    if (length > 0 && (bits & RECEIVE_PEEK) === 0) meter.received(length);
    // If nothing was received, the memory still has the previous sender.
    if (length > 0 || (length === 0 && offset === 0)) from = sender.read();
    return length;
  };
  const first = bits === 0 ? firstAttempt(socket, 'receive', attempt) : attempt(0);
  const received = completeReceive(socket, into.length, bits, first, attempt);
  return andThen(received, (length) => (length < 0 ? length : { length, from }));
}
