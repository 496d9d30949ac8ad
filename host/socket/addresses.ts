import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { ReceivedAddress } from '../os/received-address.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import type { HostSocket } from './host-socket.ts';

const EAFNOSUPPORT = errnoNumber('eafnosupport');

const room = new ReceivedAddress();

/** Where the socket is bound: getsockname(2). @returns minus the system's errno if it fails */
export function localAddress(socket: HostSocket): SocketAddress | number {
  return ask(libc.getsockname, socket);
}

/** Where the socket is connected to: getpeername(2). @returns minus the system's errno if it fails */
export function remoteAddress(socket: HostSocket): SocketAddress | number {
  return ask(libc.getpeername, socket);
}

function ask(call: typeof libc.getsockname, socket: HostSocket): SocketAddress | number {
  room.clear();
  const outcome = call(socket.fd, room.at, room.lengthAt);
  return outcome < 0 ? outcome : (room.read() ?? -EAFNOSUPPORT);
}
