import type { GuestMemory } from '../abi/guest-memory.ts';
import { errnoNumber } from '../os/errno.ts';
import type { SharedStream } from '../os/shared-stream.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';
import { wasiErrno } from './errno.ts';
import { Pieces } from './pieces.ts';
import { Pollable } from './poll-table.ts';
import { holdsTransfer, storeCount } from './transfer-memory.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EAGAIN = errnoNumber('eagain');

/** How many bytes are transferred at once. During a transfer a guest cannot be ended. */
const SLICE = 1 << 20;

/** A standard stream of a guest. */
export class GuestStream extends Pollable {
  readonly stream: SharedStream;
  /** Whether the guest has asked not to wait. The descriptor's own mode is not changed, because others share it. */
  nonBlocking = false;

  constructor(stream: SharedStream) {
    super();
    this.stream = stream;
  }

  override get fd(): number {
    return this.stream.fd;
  }
}

/** A guest's streams by its descriptors: standard input, output, error. */
export type GuestStreams = readonly [GuestStream, GuestStream, GuestStream];

/** `fd_read` and `fd_write`. They wait as sockets do, and not inside a system call. */
export function streamFunctions(memory: GuestMemory, streams: GuestStreams, waiter: Waiter) {
  const [input] = streams;

  /** Does the rest of a transfer. @returns its result for the guest */
  const finish = ({ stream, nonBlocking }: GuestStream, first: number, attempt: () => number): Completion<number> => {
    if (first !== -EAGAIN || nonBlocking) return first;
    return waiter.retry(stream.fd, stream.events, Infinity, -EAGAIN, attempt);
  };

  /** Reads into the first buffer that is not empty. A read may give fewer bytes than there is room for. */
  const read = (list: number, count: number, result: number): Completion<number> => {
    const pieces = new Pieces(memory, list, count, waiter);
    const room = pieces.first();
    if (room === undefined) return EFAULT;
    const length = Math.min(room, SLICE);
    const attempt = (): number => input.stream.transfer(memory.addressOf(pieces.start), length);
    return andThen(length === 0 ? 0 : finish(input, attempt(), attempt), (moved) => store(result, moved));
  };

  /** Writes all buffers: long ones in pieces, small ones together. */
  const write = (to: GuestStream, list: number, count: number, result: number, done: number): Completion<number> => {
    const pieces = new Pieces(memory, list, count, waiter);
    pieces.advance(done);
    const transfer = (address: number, length: number): number => to.stream.transfer(address, length);
    const attempt = (): number => pieces.write(SLICE, transfer);
    // Some bytes were written, so this call succeeds. The error comes with the next call.
    return andThen(finish(to, attempt(), attempt), (outcome) => store(result, pieces.total || outcome));
  };

  const store = (at: number, outcome: number): number => storeCount(memory, at, outcome);

  return {
    fd_read: (fd: number, list: number, count: number, result: number): Completion<number> => {
      if (fd !== 0) return EBADF;
      waiter.checkCancelled();
      if (!holdsTransfer(memory, list, count, result)) return EFAULT;
      return read(list, count, result);
    },
    fd_write: (fd: number, list: number, count: number, result: number): Completion<number> => {
      if (fd !== 1 && fd !== 2) return EBADF;
      waiter.checkCancelled();
      if (!holdsTransfer(memory, list, count, result)) return EFAULT;
      const to = streams[fd];
      if (count !== 1) return write(to, list, count, result, 0);
      // The most common case makes no object and no closure.
      const view = memory.view();
      const start = view.getUint32(list >>> 0, true);
      const length = view.getUint32((list >>> 0) + 4, true);
      if (!memory.holds(start, length)) return EFAULT;
      if (length === 0 || length > SLICE) return write(to, list, count, result, 0);
      const moved = to.stream.transfer(memory.addressOf(start), length);
      if (moved === length) return store(result, moved);
      return write(to, list, count, result, Math.max(0, moved));
    },
  };
}
