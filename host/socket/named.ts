/** The sockets that an embedder gives a guest by name, and those that the guest gives back: the WIT's `import-named`. */
import { SLOT } from '../limits/usage.ts';
import { adopt, isListening } from '../os/adopt.ts';
import { endLinger } from '../os/close-socket.ts';
import { pass, takePassed } from '../os/door.ts';
import { errnoNumber } from '../os/errno.ts';
import { isSocketName } from '../socket-name.ts';
import { mayOpen } from './create.ts';
import { HostSocket, type SocketContext } from './host-socket.ts';
import { beforeSharing, discover } from './implicit-bind.ts';

const EAGAIN = errnoNumber('eagain');
const EINVAL = errnoNumber('einval');
const EMFILE = errnoNumber('emfile');
const ENOBUFS = errnoNumber('enobufs');
const ENOENT = errnoNumber('enoent');
const EOPNOTSUPP = errnoNumber('eopnotsupp');

/**
 * Takes the next socket of this name, in blocking mode.
 *
 * @returns −ENOENT if there is none; −EMFILE if the guest may have no more sockets
 */
export function importNamed(context: SocketContext, name: string): HostSocket | number {
  const found = findNamed(context, name);
  if (typeof found !== 'number') found.blocking = true;
  return found;
}

/** As `importNamed`, in the mode that it came in. */
export function findNamed(context: SocketContext, name: string): HostSocket | number {
  for (;;) {
    const found = context.named.next(name);
    if (found !== undefined) return found;
    const outcome = receive(context);
    if (outcome < 0) return outcome === -EAGAIN ? -ENOENT : outcome;
  }
}

/** Gives the embedder a socket of the guest's, which the guest keeps as well. @returns 0, or minus the errno */
export function exportNamed(socket: HostSocket, name: string): number {
  const { door, onExport } = socket.context.named;
  if (door === undefined) return -EOPNOTSUPP;
  if (!isSocketName(name)) return -EINVAL;
  const refusal = beforeSharing(socket);
  if (refusal < 0) return refusal;
  socket.share();
  if (socket.family === 'unix') socket.context.meter.counters.words[SLOT.exported]! += 1;
  const outcome = pass(door, name, socket.fd);
  if (outcome === 0) onExport?.();
  return outcome === -EAGAIN ? -ENOBUFS : outcome;
}

/** Adds what came through the door first. @returns 0, or minus the errno: EAGAIN if nothing came */
function receive(context: SocketContext): number {
  const { door } = context.named;
  if (door === undefined) return -EAGAIN;
  if (!mayOpen(context, 1)) return -EMFILE;
  const { ledger } = context;
  const passed = ledger.guard(() => {
    const taken = takePassed(door);
    if (typeof taken !== 'number') ledger.add(taken.fd);
    return taken;
  });
  // A door that is closed on its other side brings nothing more.
  if (typeof passed === 'number') return passed === -EMFILE ? passed : -EAGAIN;
  const socket = socketOf(context, passed.fd);
  if (typeof socket !== 'number') context.named.add(passed.name, socket);
  return 0;
}

/**
 * Makes a socket of the guest's of a descriptor that its embedder gives it, in the mode that it comes in. No rule is asked. If it
 * is none, or none that a guest can have, the descriptor is closed.
 *
 * @returns it, or −EINVAL
 */
function socketOf(context: SocketContext, fd: number): HostSocket | number {
  const adopted = adopt(fd);
  if (adopted === undefined) {
    context.ledger.close(fd, endLinger);
    return -EINVAL;
  }
  const socket = new HostSocket(context, fd, adopted.family, adopted.type, adopted.protocol);
  socket.join(adopted.blocking);
  // What the embedder has bound may listen, and hear everybody.
  socket.bound = isListening(fd) || adopted.type !== 'stream';
  discover(socket);
  return socket;
}
