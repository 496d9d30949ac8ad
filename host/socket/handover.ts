import { ADDRESS_FAMILY_CASES, SOCKET_TYPE_CASES } from '../generated/cases.ts';
import { SLOT } from '../limits/usage.ts';
import * as description from '../os/description.ts';
import { errnoNumber } from '../os/errno.ts';
import type { AddressFamily, SocketType } from '../generated/wit-types.ts';
import { denialOf, mayOpen } from './create.ts';
import { HostSocket, reportDenial, type SocketContext } from './host-socket.ts';
import { beforeSharing, discover } from './implicit-bind.ts';
import { reserveStack } from '../stack-room.ts';

const EACCES = errnoNumber('eacces');
const EINVAL = errnoNumber('einval');
const EMFILE = errnoNumber('emfile');
const ESRCH = errnoNumber('esrch');

/** The result of a check that lets the offer be taken. */
const MAY = 0;

/**
 * Offers a socket to another guest of the process. The offer has a descriptor of its own, and counts as a socket of the
 * offerer until it is taken.
 *
 * @returns the offer's id; −ESRCH if there is no such guest; minus the errno
 */
export function offer(socket: HostSocket, guest: number): string | number {
  const { context } = socket;
  if (!context.offers.knows(guest)) return -ESRCH;
  if (!mayOpen(context, 1)) return -EMFILE;
  const refusal = beforeSharing(socket);
  if (refusal < 0) return refusal;
  socket.share();
  context.meter.counters.words[SLOT.offered]! += 1;
  return context.offers.offer(guest, socket.fd, kindOf(socket));
}

/**
 * Takes a socket that was offered to this guest.
 *
 * @returns −EINVAL if there is no offer of this id for this guest; −EMFILE if the guest may not have one more socket, and
 *   −EACCES if it may not have one of this kind: the offer then stays
 */
export function take(context: SocketContext, id: string): HostSocket | number {
  reserveStack();
  const check = (kind: number): number => {
    if (!mayOpen(context, 1)) return -EMFILE;
    const found = readKind(kind);
    if (found === undefined) return -EINVAL;
    return reportDenial(context, denialOf(context, found.family, found.type, found.protocol)) ? -EACCES : MAY;
  };
  const taken = context.offers.take(id, context.ledger, check);
  if (typeof taken === 'number') return taken;
  const { family, type, protocol, blocking, isShared, bound } = readKind(taken.kind)!;
  const socket = new HostSocket(context, taken.fd, family, type, protocol);
  // If the system does not keep the mode, it is the one that the socket was offered with.
  socket.join(isShared ? description.isBlocking(taken.fd) : blocking);
  socket.bound = bound;
  discover(socket);
  return socket;
}

/** What the taker must know of a socket. */
interface Kind {
  readonly family: AddressFamily;
  readonly type: SocketType;
  readonly protocol: number;
  readonly blocking: boolean;
  readonly isShared: boolean;
  /** Whether it was bound with permission. What was done to it before needs no permission of the taker. */
  readonly bound: boolean;
}

const BLOCKING = 1 << 8;
const SHARED = 1 << 9;
const BOUND = 1 << 10;

/** A kind as one number: four bits each for the positions of family and type among their cases, three for flags, twenty for
 * the protocol. */
function kindOf({ family, type, protocol, blocking, isShared, bound }: Kind): number {
  const bits = (blocking ? BLOCKING : 0) | (isShared ? SHARED : 0) | (bound ? BOUND : 0);
  return (
    ADDRESS_FAMILY_CASES.indexOf(family) | (SOCKET_TYPE_CASES.indexOf(type) << 4) | bits | ((protocol & 0xf_ffff) << 11)
  );
}

function readKind(kind: number): Kind | undefined {
  const family = ADDRESS_FAMILY_CASES[kind & 0xf];
  const type = SOCKET_TYPE_CASES[(kind >> 4) & 0xf];
  if (family === undefined || type === undefined) return undefined;
  const [blocking, isShared, bound] = [BLOCKING, SHARED, BOUND].map((bit) => (kind & bit) !== 0);
  return { family, type, protocol: kind >> 11, blocking: blocking!, isShared: isShared!, bound: bound! };
}
