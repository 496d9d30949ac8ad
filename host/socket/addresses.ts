import * as libc from '../os/libc.ts';
import { readSockaddr, SOCKADDR_SIZE } from '../os/sockaddr.ts';
import { errnoNumber } from '../os/errno.ts';
import type { SocketAddress } from '../wit-types.ts';
import type { HostSocket } from './host-socket.ts';

const EAFNOSUPPORT = errnoNumber('eafnosupport');

/** A sockaddr and, behind it, its length. */
const scratch = new libc.Scratch(SOCKADDR_SIZE + 8);
const LENGTH_AT = SOCKADDR_SIZE;

/** Where the socket is bound: getsockname(2). @returns minus the system's errno if it fails */
export function localAddress(socket: HostSocket): SocketAddress | number {
  scratch.view.setUint32(LENGTH_AT, SOCKADDR_SIZE, true);
  const outcome = libc.getsockname(socket.fd, scratch.address, scratch.address + LENGTH_AT);
  return outcome < 0 ? outcome : read();
}

/** Where the socket is connected to: getpeername(2). @returns minus the system's errno if it fails */
export function remoteAddress(socket: HostSocket): SocketAddress | number {
  scratch.view.setUint32(LENGTH_AT, SOCKADDR_SIZE, true);
  const outcome = libc.getpeername(socket.fd, scratch.address, scratch.address + LENGTH_AT);
  return outcome < 0 ? outcome : read();
}

function read(): SocketAddress | number {
  const length = Math.min(scratch.view.getUint32(LENGTH_AT, true), SOCKADDR_SIZE);
  return readSockaddr(scratch.view, length) ?? -EAFNOSUPPORT;
}
