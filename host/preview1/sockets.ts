// The functions of WASI preview 1 for a guest that has sockets.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { accept, shutdown } from '../socket/connection.ts';
import type { SocketContext } from '../socket/host-socket.ts';
import { begin, untilTurn } from '../socket/operation.ts';
import type { ShutdownHow } from '../generated/wit-types.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import { type Descriptors, GuestSocket } from './descriptors.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';
import { told } from './file-memory.ts';
import { FDFLAGS } from './file-structs.ts';
import { refusalsOn } from './refusals.ts';
import { socketFactFunctions } from './socket-facts.ts';
import { socketTransferFunctions } from './socket-transfer.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');

/** `sdflags`: bits for receiving and for sending. */
const SHUTDOWN: readonly (ShutdownHow | undefined)[] = [undefined, 'read', 'write', 'both'];

function connectionFunctions(memory: GuestMemory, descriptors: Descriptors) {
  return {
    sock_accept: (fd: number, flags: number, result: number): Completion<number> => {
      const socket = descriptors.socket(fd)?.socket;
      if (socket === undefined) return EBADF;
      begin(socket.context);
      if ((flags & ~FDFLAGS.nonblock) !== 0) return EINVAL;
      if (!memory.holds(result, 4)) return EFAULT;
      return andThen(accept(socket), (accepted) => {
        if (typeof accepted === 'number') return fromSystem(accepted);
        accepted.blocking = (flags & FDFLAGS.nonblock) === 0;
        memory.view().setUint32(result >>> 0, descriptors.add(new GuestSocket(accepted, false)), true);
        return SUCCESS;
      });
    },
    sock_shutdown: (fd: number, flags: number): number => {
      const socket = descriptors.socket(fd)?.socket;
      const how = SHUTDOWN[flags >>> 0];
      if (socket === undefined) return EBADF;
      begin(socket.context);
      return how === undefined ? EINVAL : told(shutdown(socket, how));
    },
  };
}

/** The functions that count as operations, and wait for their turn if the guest's calls per second are limited. */
const PACED = ['fd_read', 'fd_write', 'sock_accept', 'sock_recv', 'sock_send'] as const;

/** What the functions do to sockets. */
export function socketFunctions(memory: GuestMemory, descriptors: Descriptors, context: SocketContext) {
  const own = {
    ...connectionFunctions(memory, descriptors),
    ...socketTransferFunctions(memory, descriptors),
  };
  return {
    ...refusalsOn(() => true),
    ...socketFactFunctions(memory, descriptors),
    ...own,
    ...(context.meter.pace !== undefined && paced(context, own)),
  };
}

function paced<Own extends Readonly<Record<(typeof PACED)[number], (...args: never[]) => Completion<number>>>>(
  context: SocketContext,
  own: Own,
) {
  const entries = PACED.map((name) => [
    name,
    (...args: never[]) => andThen(untilTurn(context), () => own[name](...args)),
  ]);
  return Object.fromEntries(entries) as Pick<Own, (typeof PACED)[number]>;
}
