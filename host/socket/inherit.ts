// What a new process of a guest has of a socket of the one that made it: the description, and what is known here of it.
import type { AddressFamily, Linger, SocketType } from '../generated/wit-types.ts';
import { endLinger } from '../os/close-socket.ts';
import type { Source } from '../os/source-filter.ts';
import { makeEventSet } from './event-set.ts';
import type { Hearing } from './hearing.ts';
import { HostSocket, type SocketContext } from './host-socket.ts';

/** What is known of a socket, without its descriptor. It can be sent to a thread. */
export interface SocketState {
  readonly family: AddressFamily;
  readonly type: SocketType;
  readonly protocol: number;
  readonly blocking: boolean;
  readonly bound: boolean;
  readonly boundToAllIpv6: boolean;
  readonly hearing: Hearing;
  readonly sources: Source[];
  readonly linger: Linger | undefined;
  readonly backlog: number;
  readonly sendBuffer: number;
  readonly receiveBuffer: number;
  readonly isEventSet: boolean;
}

/** The state of a socket that two processes have from now on. */
export function shareState(socket: HostSocket): SocketState {
  const isEventSet = socket.watcher !== undefined;
  // The new process has the set's descriptor, too, until it has made its own.
  if (isEventSet) socket.mayHaveOthers = true;
  else socket.shareWithin();
  const { family, type, protocol, blocking, bound, boundToAllIpv6, hearing, sources, linger } = socket;
  const { backlog, sendBuffer, receiveBuffer } = socket;
  const own = { family, type, protocol, blocking, bound, boundToAllIpv6, hearing, linger };
  return { ...own, sources: [...sources], backlog, sendBuffer, receiveBuffer, isEventSet };
}

/** @param fd a duplicate, in the ledger already */
export function inheritSocket(context: SocketContext, fd: number, state: SocketState): HostSocket {
  const { family, type, protocol, blocking, sendBuffer, receiveBuffer, isEventSet, ...rest } = state;
  if (isEventSet) return anotherSet(context, fd);
  const socket = new HostSocket(context, fd, family, type, protocol);
  socket.join(blocking);
  Object.assign(socket, rest, { sendBuffer, receiveBuffer });
  context.buffers.resized(0, sendBuffer + receiveBuffer);
  return socket;
}

/** A set of its own: the system tells members apart by descriptors, which are others in each process. */
function anotherSet(context: SocketContext, fd: number): HostSocket {
  context.ledger.close(fd, endLinger);
  const made = makeEventSet(context);
  if (typeof made === 'number') throw new Error('a process has no descriptor left for an event set');
  return made;
}
