import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { SOCKADDR_SIZE, writeSockaddr } from '../os/sockaddr.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { recordFile, roomForFile } from './bound-file.ts';
import { listen, MAX_BACKLOG } from './connection.ts';
import { create } from './create.ts';
import type { HostSocket, SocketContext } from './host-socket.ts';
import { setOn, settle } from './implicit-bind.ts';

const EINVAL = errnoNumber('einval');

const address = new libc.Scratch(SOCKADDR_SIZE);

/**
 * Makes a socket of the guest's that listens at an address. The embedder wants that, so no rule is asked. As wasmtime's did, it
 * begins without waiting: all goroutines of a Go program are on one thread, which must never block in accept.
 *
 * @returns it, or minus the system's errno
 */
export function openListener(context: SocketContext, local: SocketAddress): HostSocket | number {
  if (local.tag === 'packet') return -EINVAL;
  const socket = create(context, local.tag, 'stream', 0);
  if (typeof socket === 'number') return socket;
  const outcome = listenAt(socket, local);
  if (outcome < 0) {
    socket.close();
    return outcome;
  }
  socket.blocking = false;
  return socket;
}

function listenAt(socket: HostSocket, local: SocketAddress): number {
  // What is left of earlier connections must not keep a server from starting again.
  if (local.tag !== 'unix') setOn(socket, 'so-reuseaddr', true);
  const length = writeSockaddr(address.view, local);
  if (length < 0) return length;
  const record = roomForFile(socket, local);
  if (record < 0) return record;
  const bound = libc.bind(socket.fd, address.address, length);
  if (bound < 0) return bound;
  settle(socket, local);
  recordFile(socket, local, record);
  return listen(socket, MAX_BACKLOG);
}
