import type { GuestMemory } from '../abi/guest-memory.ts';
import { errnoNumber } from '../os/errno.ts';
import type { SharedStream } from '../os/shared-stream.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';
import { IOVEC_SIZE, Pieces } from './pieces.ts';
import { Pollable } from './poll-table.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EAGAIN = errnoNumber('eagain');
/** Of the system, as an outcome. */
const OUTSIDE = errnoNumber('efault');

/** How many bytes are transferred at once. During a transfer a guest cannot be ended. */
const SLICE = 1 << 20;

/** How many bytes one call writes at most: Linux's MAX_RW_COUNT. */
const MOST = 0x7fff_f000;

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
    let total = done;
    pieces.advance(done);
    const attempt = (): number => {
      while (total < MOST) {
        waiter.checkCancelled();
        const length = pieces.next(Math.min(SLICE, MOST - total));
        if (length === undefined) return total > 0 ? 0 : -OUTSIDE;
        if (length === 0) return 0;
        const moved = to.stream.transfer(pieces.address(), length);
        if (moved <= 0) return moved;
        total += moved;
        pieces.advance(moved);
      }
      return 0;
    };
    // Some bytes were written, so this call succeeds. The error comes with the next call.
    return andThen(finish(to, attempt(), attempt), (outcome) => store(result, total > 0 ? total : outcome));
  };

  const store = (at: number, outcome: number): number => {
    if (outcome < 0) return fromSystem(outcome);
    memory.view().setUint32(at >>> 0, outcome, true);
    return SUCCESS;
  };

  return {
    fd_read: (fd: number, list: number, count: number, result: number): Completion<number> => {
      if (fd !== 0) return EBADF;
      waiter.checkCancelled();
      if (!memory.holds(list, (count >>> 0) * IOVEC_SIZE) || !memory.holds(result, 4)) return EFAULT;
      return read(list, count, result);
    },
    fd_write: (fd: number, list: number, count: number, result: number): Completion<number> => {
      if (fd !== 1 && fd !== 2) return EBADF;
      waiter.checkCancelled();
      if (!memory.holds(list, (count >>> 0) * IOVEC_SIZE) || !memory.holds(result, 4)) return EFAULT;
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
