import { errnoNumber } from '../os/errno.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { bindUnasked, listen, MAX_BACKLOG } from './connection.ts';
import { create } from './create.ts';
import type { HostSocket, SocketContext } from './host-socket.ts';
import { setOn } from './implicit-bind.ts';

const EINVAL = errnoNumber('einval');

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
  const bound = bindUnasked(socket, local);
  return bound < 0 ? bound : listen(socket, MAX_BACKLOG);
}
