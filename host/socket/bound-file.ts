import { errnoNumber } from '../os/errno.ts';
import { isSocketFile, socketFile } from '../os/socket-file.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { SLOT } from '../limits/usage.ts';
import type { HostSocket, SocketContext } from './host-socket.ts';

const ENOSPC = errnoNumber('enospc');

/** No record is needed. */
const NO_FILE = 0;

/**
 * Finds a record for the file that binding will make, before it makes it.
 *
 * @returns what `recordFile` takes; −ENOSPC if the guest has left too many files
 */
export function roomForFile({ context }: HostSocket, local: SocketAddress): number {
  if (!isPath(local)) return NO_FILE;
  const { files } = context.ledger;
  if (isFull(context)) {
    for (const [index, { path, identity }] of files) if (!isSocketFile(path, identity)) files.forget(index);
    if (isFull(context)) return -ENOSPC;
  }
  return files.free();
}

/** Whether the guest's processes have as many files as they may, and tells the others how many this one has. */
function isFull({ ledger: { files }, meter }: SocketContext): boolean {
  const { size, most } = files;
  meter.counters.words[SLOT.boundFiles] = size;
  return size + meter.others(SLOT.boundFiles) >= most;
}

/**
 * Records the file that a socket was bound to. It is removed at the guest's end. Closing the socket leaves the file, as
 * in PHP, and nobody else can bind there until it is removed.
 */
export function recordFile(socket: HostSocket, local: SocketAddress, index: number): void {
  if (!isPath(local)) return;
  const identity = socketFile(local.val);
  // Others have the socket too, or somebody was faster and it is not certain which file is the socket's.
  if (socket.mayHaveOthers || identity === undefined) return;
  socket.context.ledger.files.set(index, { path: local.val, identity });
  socket.context.meter.counters.words[SLOT.boundFiles]! += 1;
  socket.file = index;
}

function isPath(local: SocketAddress): local is SocketAddress & { tag: 'unix' } {
  return local.tag === 'unix' && local.val.length > 0 && local.val[0] !== 0;
}
