import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { SOCKADDR_SIZE, writeNoSockaddr, writeSockaddr } from '../os/sockaddr.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { ShutdownHow, SocketAddress } from '../generated/wit-types.ts';
import { localAddress } from './addresses.ts';
import { recordFile, roomForFile } from './bound-file.ts';
import { mayOpen, SOCKET_FLAGS } from './create.ts';
import { type Destination, destination } from './destination.ts';
import { firstAttempt } from './completing.ts';
import { receivingEnded } from './ended.ts';
import { NAMELESS, SETTLED } from './hearing.ts';
import { HostSocket } from './host-socket.ts';
import { beforeSendTo, hearAnew, mayBind, mayListen, mayLosePeer, settle, unnamed } from './implicit-bind.ts';
import { inheritOptions } from './options.ts';
import { endLinger } from '../os/close-socket.ts';

const EACCES = errnoNumber('eacces');
const EAGAIN = errnoNumber('eagain');
const EALREADY = errnoNumber('ealready');
const EBADF = errnoNumber('ebadf');
const EINPROGRESS = errnoNumber('einprogress');
const EINVAL = errnoNumber('einval');
const EMFILE = errnoNumber('emfile');

/** The most connections that wait at a listener: net.core.somaxconn is 4096 by default. */
export const MAX_BACKLOG = 4096;

const address = new libc.Scratch(SOCKADDR_SIZE);

/** How long to wait before another attempt at a full local listener, in milliseconds. Room there cannot be polled for. */
const QUEUE_RETRY_MS = { first: 1, most: 32 };

/** Binds to an address: bind(2). @returns 0 or minus the system's errno */
export function bind(socket: HostSocket, local: SocketAddress): number {
  return mayBind(socket, local) ? bindUnasked(socket, local) : -EACCES;
}

/** The same for an address that the embedder gives: no rule is asked. */
export function bindUnasked(socket: HostSocket, local: SocketAddress): number {
  const length = writeSockaddr(address.view, local);
  if (length < 0) return length;
  const record = roomForFile(socket, local);
  if (record < 0) return record;
  const outcome = libc.bind(socket.fd, address.address, length);
  if (outcome < 0) return outcome;
  settle(socket, local);
  recordFile(socket, local, record);
  return outcome;
}

/** Makes the socket accept connections: listen(2). @returns 0 or minus the system's errno */
export function listen(socket: HostSocket, backlog: number): number {
  if (!mayListen(socket)) return -EACCES;
  const outcome = libc.listen(socket.fd, backlog);
  if (outcome === 0) socket.backlog = MAX_BACKLOG;
  return outcome;
}

/** Takes a waiting connection: accept(2). @returns its socket, or minus the system's errno */
export function accept(listener: HostSocket): Completion<HostSocket | number> {
  const { context, fd, family, type, protocol } = listener;
  const attempt = (): number => {
    listener.keepNonBlocking();
    const accepted = mayOpen(context, 1) ? context.ledger.open(() => libc.accept(fd, SOCKET_FLAGS)) : -EMFILE;
    // Linux: it has the listener's SO_LINGER, which others may have set: see linger.ts.
    if (accepted >= 0 && listener.mayHaveOthers) endLinger(accepted);
    return accepted;
  };
  const finish = (accepted: number): HostSocket | number => {
    if (accepted < 0) return accepted;
    const socket = new HostSocket(context, accepted, family, type, protocol);
    inheritOptions(listener, socket);
    return socket;
  };
  const first = firstAttempt(listener, 'accept', attempt);
  if (first !== -EAGAIN || !listener.blocking) return finish(first);
  const { POLLIN } = platform;
  const outcome = context.waiter.retry(fd, POLLIN, listener.receiveTimeoutMs, -EAGAIN, () => {
    const accepted = attempt();
    // Linux: a local listener that was shut down gives EAGAIN to a non-blocking call, and EINVAL to a blocking one.
    return accepted === -EAGAIN && receivingEnded(listener) ? -EINVAL : accepted;
  });
  return andThen(outcome, finish);
}

/** Connects, or sets a datagram socket's peer: connect(2). @returns 0 or minus the system's errno */
export function connect(socket: HostSocket, remote: SocketAddress): Completion<number> {
  const to = destination(socket, remote);
  if (typeof to === 'number') return to;
  const refusal = socket.hearing === SETTLED ? 0 : beforeSendTo(socket, remote);
  if (refusal < 0) return refusal;
  const outcome = connectOnce(socket, to);
  if (!socket.blocking || outcome >= 0) return outcome;
  if (outcome === -EINPROGRESS || outcome === -EALREADY) {
    // Within the machine it is connected by now, which needs no wait.
    const next = connectOnce(socket, to);
    return next === -EALREADY || next === -EINPROGRESS ? untilConnected(socket, to, outcome) : next;
  }
  if (outcome === -EAGAIN) return untilQueued(socket, to);
  return outcome;
}

function connectOnce(socket: HostSocket, to: Destination): number {
  return to.reach(address.view, (length) => {
    socket.keepNonBlocking();
    const call = (): number => libc.connect(socket.fd, address.address, length);
    return socket.hearing === NAMELESS ? unnamed(socket, call) : call();
  });
}

/**
 * Waits for the outcome of a connection in progress. It is read by connect(2): on Linux the first call after the handshake
 * succeeds. If the host did not make that call, a later one of the guest would succeed once too often.
 *
 * @param unfinished the result of the guest's first call, which Linux also gives when the time is over (SO_SNDTIMEO): that the
 *   connection is in progress, or already was
 */
function untilConnected(socket: HostSocket, to: Destination, unfinished: number): Completion<number> {
  const attempt = (): number => {
    if (socket.fd < 0) return -EBADF;
    const outcome = connectOnce(socket, to);
    return outcome === -EALREADY || outcome === -EINPROGRESS ? -EAGAIN : outcome;
  };
  const { waiter } = socket.context;
  const outcome = waiter.retry(socket.fd, platform.POLLOUT, socket.sendTimeoutMs, -EAGAIN, attempt);
  return andThen(outcome, (error) => (error === -EAGAIN ? unfinished : error));
}

/** Waits for room in the queue of a local listener, which the system does not report. */
function untilQueued(socket: HostSocket, to: Destination): Completion<number> {
  const deadline = performance.now() + socket.sendTimeoutMs;
  let pause = QUEUE_RETRY_MS.first;
  return repeat(() =>
    andThen(socket.context.waiter.sleep(Math.min(pause, deadline - performance.now())), () => {
      const outcome = socket.fd < 0 ? -EBADF : connectOnce(socket, to);
      pause = Math.min(pause * 2, QUEUE_RETRY_MS.most);
      return outcome === -EAGAIN && performance.now() < deadline ? undefined : outcome;
    }),
  );
}

/**
 * Forgets the peer of a UDP socket. Linux then also gives up a port that it had chosen itself: the socket gets it again.
 *
 * @param local where the socket was bound, with its port
 * @returns 0 or minus the system's errno
 */
export function forgetPeer(socket: HostSocket, local: SocketAddress): number {
  const outcome = connectNowhere(socket);
  if (outcome < 0) return outcome;
  const now = localAddress(socket);
  if (typeof now === 'number' || !('port' in now.val) || now.val.port !== 0) return 0;
  return libc.bind(socket.fd, address.address, writeSockaddr(address.view, local));
}

/** Dissolves a connection, or a datagram socket's peer: connect(2) with AF_UNSPEC. @returns 0 or minus the system's errno */
export function disconnect(socket: HostSocket): number {
  if (!mayLosePeer(socket)) return -EACCES;
  const outcome = connectNowhere(socket);
  if (outcome === 0) hearAnew(socket);
  return outcome;
}

function connectNowhere(socket: HostSocket): number {
  return libc.connect(socket.fd, address.address, writeNoSockaddr(address.view));
}

/** Ends one or both directions: shutdown(2). @returns 0 or minus the system's errno */
export function shutdown(socket: HostSocket, how: ShutdownHow): number {
  return libc.shutdown(socket.fd, platform.shutdown[how]);
}
