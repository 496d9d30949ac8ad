import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { ReceivedAddress } from '../os/received-address.ts';
import { SOCKADDR_SIZE, writeSockaddr } from '../os/sockaddr.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { SocketAddress } from '../wit-types.ts';
import {
  type FlagBits,
  RECEIVE_DONTWAIT,
  RECEIVE_PEEK,
  RECEIVE_WAITALL,
  receiveFlags,
  SEND_DONTWAIT,
  SEND_EOF,
  sendFlags,
} from './flags.ts';
import { type HostSocket, refused } from './host-socket.ts';
import type { Region } from './region.ts';

const EACCES = errnoNumber('eacces');
const EAGAIN = errnoNumber('eagain');
const EOPNOTSUPP = errnoNumber('eopnotsupp');
const { POLLIN, POLLOUT } = platform;

/** How often, in milliseconds, a peek that waits for more is repeated: more data wakes no wait for some data. */
const PEEK_RETRY_MS = { first: 1, most: 16 };

/** Where a message is sent to. */
const address = new libc.Scratch(SOCKADDR_SIZE);
/** Who sent one. */
const sender = new ReceivedAddress();

/** Sends to the peer: send(2). @returns bytes taken, or minus the system's errno */
export function send(socket: HostSocket, data: Region, bits: FlagBits): Completion<number> {
  return sendOn(socket, data, bits, sendOnce(socket, data.address(0), data.length, bits));
}

/** The first attempt of `send`, which needs no Region: nothing moves meanwhile. `sendOn` makes a send of it. */
export function sendOnce(socket: HostSocket, at: number, length: number, bits: FlagBits): number {
  const flags = sendFlags(bits);
  return flags === null ? -EOPNOTSUPP : libc.send(socket.fd, at, length, flags);
}

/** Goes on after the first attempt of `send`, as far as there is need. */
export function sendOn(socket: HostSocket, data: Region, bits: FlagBits, first: number): Completion<number> {
  const flags = sendFlags(bits);
  if (flags === null || (first === data.length && bits === 0)) return first;
  const sent =
    first === -EAGAIN || (first >= 0 && first < data.length) ? sendRest(socket, data, bits, flags, first) : first;
  return bits & SEND_EOF ? andThen(sent, (count) => endAfter(socket, data, count)) : sent;
}

/** Waits for room, if the mode says so, until a datagram or a whole stream is taken. */
function sendRest(socket: HostSocket, data: Region, bits: FlagBits, flags: number, first: number): Completion<number> {
  if (!socket.blocking || bits & SEND_DONTWAIT) return first;
  let sent = Math.max(first, 0);
  const attempt = (): number => {
    const count = libc.send(socket.fd, data.address(sent), data.length - sent, flags);
    // Whatever happens after a part was taken, the part is the answer; the next call meets the error.
    if (count < 0) return count === -EAGAIN || sent === 0 ? count : sent;
    sent += count;
    return sent === data.length || !socket.isStream ? sent : -EAGAIN;
  };
  const { waiter } = socket.context;
  const outcome = waiter.retry(socket.fd, POLLOUT, socket.sendTimeoutMs, -EAGAIN, attempt);
  return andThen(outcome, (count) => (count === -EAGAIN && sent > 0 ? sent : count));
}

/** `eof`: ends the sending side of a stream once all is taken; Linux itself ignores MSG_EOF. */
function endAfter(socket: HostSocket, data: Region, sent: number): number {
  if (sent === data.length && socket.isStream) libc.shutdown(socket.fd, platform.shutdown.write);
  return sent;
}

/** Sends to an address: sendto(2). @returns bytes taken, or minus the system's errno */
export function sendTo(socket: HostSocket, data: Region, bits: FlagBits, to: SocketAddress): Completion<number> {
  const flags = sendFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  if (refused(socket.context, socket.context.policy.checkConnect(to))) return -EACCES;
  const attempt = (): number => {
    const length = writeSockaddr(address.view, to);
    if (length < 0) return length;
    return libc.sendto(socket.fd, data.address(0), data.length, flags, address.address, length);
  };
  const first = attempt();
  if (first === -EAGAIN && socket.blocking && !(bits & SEND_DONTWAIT)) {
    return socket.context.waiter.retry(socket.fd, POLLOUT, socket.sendTimeoutMs, -EAGAIN, attempt);
  }
  // A connected stream ignores the address (TCP) and may take a part.
  if (first >= 0 && first < data.length && socket.isStream) return sendRest(socket, data, bits, flags, first);
  return first;
}

/** Receives: recv(2). @returns bytes received, 0 at the end; or minus the system's errno */
export function receive(socket: HostSocket, into: Region, bits: FlagBits): Completion<number> {
  return receiveOn(socket, into, bits, receiveOnce(socket, into.address(0), into.length, bits));
}

/** The first attempt of `receive`, which needs no Region: nothing moves meanwhile. `receiveOn` makes a receive of it. */
export function receiveOnce(socket: HostSocket, at: number, length: number, bits: FlagBits): number {
  const flags = receiveFlags(bits);
  return flags === null ? -EOPNOTSUPP : libc.recv(socket.fd, at, length, flags);
}

/** Whether nothing is to be done after the first attempt of `receive`. */
export function hasReceived(bits: FlagBits, first: number): boolean {
  return first !== -EAGAIN && (bits & RECEIVE_WAITALL) === 0;
}

/** Goes on after the first attempt of `receive`: waits, if the mode says so, for something, or for all. */
export function receiveOn(socket: HostSocket, into: Region, bits: FlagBits, first: number): Completion<number> {
  const flags = receiveFlags(bits);
  if (flags === null || hasReceived(bits, first)) return first;
  if (!socket.blocking) return first;
  const waitsForAll = (bits & RECEIVE_WAITALL) !== 0 && first >= 0 && first < into.length && socket.isStream;
  if ((first !== -EAGAIN && !waitsForAll) || bits & RECEIVE_DONTWAIT) return first;
  if (bits & RECEIVE_WAITALL && socket.isStream) {
    return bits & RECEIVE_PEEK ? peekAll(socket, into, flags, first) : receiveAll(socket, into, flags, first);
  }
  const attempt = (): number => libc.recv(socket.fd, into.address(0), into.length, flags);
  return socket.context.waiter.retry(socket.fd, POLLIN, socket.receiveTimeoutMs, -EAGAIN, attempt);
}

/** MSG_WAITALL: until all is there, the stream ends, or the time is over. */
function receiveAll(socket: HostSocket, into: Region, flags: number, first: number): Completion<number> {
  if (first === 0) return 0;
  let received = Math.max(first, 0);
  const attempt = (): number => {
    const count = libc.recv(socket.fd, into.address(received), into.length - received, flags);
    if (count < 0) return count === -EAGAIN || received === 0 ? count : received;
    received += count;
    return count === 0 || received === into.length ? received : -EAGAIN;
  };
  const { waiter } = socket.context;
  const outcome = waiter.retry(socket.fd, POLLIN, socket.receiveTimeoutMs, -EAGAIN, attempt);
  return andThen(outcome, (count) => (count === -EAGAIN && received > 0 ? received : count));
}

/** MSG_WAITALL with MSG_PEEK: the queue is looked at again and again, as it grows or the stream ends. */
function peekAll(socket: HostSocket, into: Region, flags: number, first: number): Completion<number> {
  const { waiter } = socket.context;
  const deadline = performance.now() + socket.receiveTimeoutMs;
  let pause = PEEK_RETRY_MS.first;
  let seen = first;
  return repeat(() => {
    if (seen === 0 || seen >= into.length || (seen < 0 && seen !== -EAGAIN)) return seen;
    if (performance.now() >= deadline || ended(socket)) return seen;
    return andThen(waiter.sleep(Math.min(pause, deadline - performance.now())), () => {
      pause = Math.min(pause * 2, PEEK_RETRY_MS.most);
      seen = libc.recv(socket.fd, into.address(0), into.length, flags);
      return undefined;
    });
  });
}

/** Whether the peer will send no more. */
function ended(socket: HostSocket): boolean {
  return libc.pollOne(socket.fd, platform.POLLRDHUP ?? platform.POLLHUP, 0) !== 0;
}

/** What receiveFrom received: `from` is undefined where the system names nobody. */
export interface ReceivedFrom {
  readonly length: number;
  readonly from: SocketAddress | undefined;
}

/** Receives with the sender's address: recvfrom(2). @returns minus the system's errno if it fails */
export function receiveFrom(socket: HostSocket, into: Region, bits: FlagBits): Completion<ReceivedFrom | number> {
  const flags = receiveFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  let from: SocketAddress | undefined;
  const attempt = (): number => {
    sender.clear();
    const length = libc.recvfrom(socket.fd, into.address(0), into.length, flags, sender.at, sender.lengthAt);
    if (length >= 0) from = sender.read();
    return length;
  };
  const finish = (length: number): ReceivedFrom | number => (length < 0 ? length : { length, from });
  const first = attempt();
  if (!socket.blocking || bits & RECEIVE_DONTWAIT) return finish(first);
  if (socket.isStream && bits & RECEIVE_WAITALL && !(bits & RECEIVE_PEEK) && (first === -EAGAIN || first > 0)) {
    if (first < into.length) return andThen(receiveAll(socket, into, flags, first), finish);
  }
  if (first !== -EAGAIN) return finish(first);
  return andThen(socket.context.waiter.retry(socket.fd, POLLIN, socket.receiveTimeoutMs, -EAGAIN, attempt), finish);
}
