import { SLOT } from '../limits/usage.ts';
import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { isOrdinary } from '../os/protocols.ts';
import { protocolNumber } from '../os/sockaddr.ts';
import type { Denial } from '../policy.ts';
import type { AddressFamily, SocketType } from '../generated/wit-types.ts';
import { HostSocket, reportDenial, type SocketContext } from './host-socket.ts';
import { reserveStack } from '../stack-room.ts';

const EACCES = errnoNumber('eacces');
const EMFILE = errnoNumber('emfile');
const EAFNOSUPPORT = errnoNumber('eafnosupport');
const ESOCKTNOSUPPORT = errnoNumber('esocktnosupport');
const EPROTONOSUPPORT = errnoNumber('eprotonosupport');

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
  if (reportDenial(context, denialOf(context, family, type, protocol))) return refusalOf(family, type);
  if (!mayOpen(context, 1)) return -EMFILE;
  const number = protocolNumber(family, protocol);
  const fd = context.ledger.open(() => libc.socket(domain, platform.socketTypes[type] | SOCKET_FLAGS, number));
  return fd < 0 ? fd : new HostSocket(context, fd, family, type, protocol);
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
  // Linux makes both sockets, and may load a module for that, before it finds that they make no pair.
  if (reportDenial(context, denialOf(context, family, type, protocol))) return refusalOf(family, type);
  if (!mayOpen(context, 2)) return -EMFILE;
  reserveStack();
  const { ledger } = context;
  const outcome = ledger.guard(() => {
    const made = libc.socketpair(domain, platform.socketTypes[type] | SOCKET_FLAGS, protocol, fds.address);
    if (made < 0) return made;
    const pair = [fds.view.getInt32(0, true), fds.view.getInt32(4, true)] as const;
    for (const fd of pair) ledger.add(fd);
    return pair;
  });
  if (typeof outcome === 'number') return outcome;
  const [first, second] = outcome;
  return [
    new HostSocket(context, first, family, type, protocol),
    new HostSocket(context, second, family, type, protocol),
  ];
}

/** The denial of a socket that address rules do not cover, if it is denied. */
export function denialOf(
  { policy }: SocketContext,
  family: AddressFamily,
  type: SocketType,
  protocol: number,
): Denial | undefined {
  if (isOrdinary(family, type, protocol)) return undefined;
  const kind = `${family} ${type} socket`;
  return policy.checkRaw(isRaw(family, type) ? kind : `${kind} of protocol ${protocol}`);
}

function isRaw(family: AddressFamily, type: SocketType): boolean {
  return family === 'packet' || type === 'raw';
}

/** The error for a protocol that is denied: as if the system lacked it, so that programs go on without it. */
function refusalOf(family: AddressFamily, type: SocketType): number {
  if (isRaw(family, type)) return -EACCES;
  return type === 'stream' || type === 'dgram' ? -EPROTONOSUPPORT : -ESOCKTNOSUPPORT;
}

/** Whether the guest's limit leaves room for `count` more sockets. Sockets on offer to others count too. */
export function mayOpen(context: SocketContext, count: number): boolean {
  const { offers, sockets, members, meter } = context;
  const most = meter.limits.sockets - meter.others(SLOT.sockets) - members.duplicates;
  if (sockets.size + offers.atMost + count <= most) return true;
  return offers.atMost > 0 && sockets.size + offers.count() + count <= most;
}
