import { errnoNumber } from '../os/errno.ts';
import { isSocketFile, socketFile } from '../os/socket-file.ts';
import type { SocketAddress } from '../wit-types.ts';
import type { HostSocket } from './host-socket.ts';

const ENOSPC = errnoNumber('enospc');

/** No record is needed. */
const NO_FILE = 0;

/**
 * Finds room to remember the file that binding will make, before it does.
 *
 * @returns what `recordFile` takes; −ENOSPC if the guest has left too many files
 */
export function roomForFile({ context }: HostSocket, local: SocketAddress): number {
  if (!isPath(local)) return NO_FILE;
  const { files } = context.ledger;
  if (files.free() < 0) {
    for (const [index, { path, identity }] of files) if (!isSocketFile(path, identity)) files.forget(index);
  }
  const index = files.free();
  return index < 0 ? -ENOSPC : index;
}

/**
 * Remembers the file that a socket has been bound to, which is removed at the guest's end. Closing leaves it, as in PHP:
 * nobody else can be bound there until then.
 */
export function recordFile(socket: HostSocket, local: SocketAddress, index: number): void {
  if (!isPath(local)) return;
  const identity = socketFile(local.val);
  // Other programs have it, too; or somebody was faster, and it is not known which file is the socket's.
  if (socket.mayHaveOthers || identity === undefined) return;
  socket.context.ledger.files.set(index, { path: local.val, identity });
  socket.file = index;
}

function isPath(local: SocketAddress): local is SocketAddress & { tag: 'unix' } {
  return local.tag === 'unix' && local.val.length > 0 && local.val[0] !== 0;
}
