import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { protocolNumber } from '../os/sockaddr.ts';
import type { AddressFamily, SocketType } from '../wit-types.ts';
import { HostSocket, refused, type SocketContext } from './host-socket.ts';

const EACCES = errnoNumber('eacces');
const EMFILE = errnoNumber('emfile');
const EAFNOSUPPORT = errnoNumber('eafnosupport');

/** Flags of every socket the host makes or accepts: see HostSocket. */
export const SOCKET_FLAGS = (platform.SOCK_CLOEXEC ?? 0) | (platform.SOCK_NONBLOCK ?? 0);

const fds = new libc.Scratch(8);

/**
 * Makes a socket: socket(2).
 *
 * @returns it, or minus the system's errno
 */
export function create(
  context: SocketContext,
  family: AddressFamily,
  type: SocketType,
  protocol: number,
): HostSocket | number {
  const domain = platform.families[family];
  if (domain === null) return -EAFNOSUPPORT;
  if (refused(context, context.policy.checkCreate(family, type))) return -EACCES;
  if (!mayOpen(context, 1)) return -EMFILE;
  const fd = libc.socket(domain, platform.socketTypes[type] | SOCKET_FLAGS, protocolNumber(family, protocol));
  return fd < 0 ? fd : new HostSocket(context, fd, family, type);
}

/**
 * Makes two connected sockets: socketpair(2).
 *
 * @returns them, or minus the system's errno
 */
export function createPair(
  context: SocketContext,
  family: AddressFamily,
  type: SocketType,
  protocol: number,
): [HostSocket, HostSocket] | number {
  const domain = platform.families[family];
  if (domain === null) return -EAFNOSUPPORT;
  if (!mayOpen(context, 2)) return -EMFILE;
  const outcome = libc.socketpair(domain, platform.socketTypes[type] | SOCKET_FLAGS, protocol, fds.address);
  if (outcome < 0) return outcome;
  const [first, second] = [fds.view.getInt32(0, true), fds.view.getInt32(4, true)];
  return [new HostSocket(context, first, family, type), new HostSocket(context, second, family, type)];
}

/** Whether the guest's limit leaves room for `count` more sockets. Those it offers to others count too. */
export function mayOpen(context: SocketContext, count: number): boolean {
  const { offers, sockets, maxSockets } = context;
  if (sockets.size + offers.atMost + count <= maxSockets) return true;
  return offers.atMost > 0 && sockets.size + offers.count() + count <= maxSockets;
}
