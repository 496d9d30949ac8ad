// fd_read, fd_write, sock_recv and sock_send on sockets.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { errnoNumber } from '../os/errno.ts';
import { platform } from '../os/platform.ts';
import { type FlagBits, RECEIVE_PEEK, RECEIVE_WAITALL } from '../socket/flags.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import { begin } from '../socket/operation.ts';
import { hasReceived, receiveOn, receiveOnce, sendOnce } from '../socket/transfer.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { Descriptors } from './descriptors.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';
import { IOVEC_SIZE, Pieces } from './pieces.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');
const EAGAIN = errnoNumber('eagain');
/** Of the system, as an outcome. */
const OUTSIDE = errnoNumber('efault');

/** How many bytes one call moves at most: Linux's MAX_RW_COUNT. */
const MOST = 0x7fff_f000;

/** `riflags`: the wasock flags of each combination of RECV_PEEK and RECV_WAITALL. */
const RECEIVE: readonly FlagBits[] = [0, RECEIVE_PEEK, RECEIVE_WAITALL, RECEIVE_PEEK | RECEIVE_WAITALL];

export function socketTransferFunctions(memory: GuestMemory, descriptors: Descriptors) {
  /** Receives into one buffer, which lies in the memory. @returns bytes, or minus the system's errno */
  const receiveInto = (socket: HostSocket, start: number, length: number, bits: FlagBits): Completion<number> => {
    const first = receiveOnce(socket, memory.addressOf(start), length, bits);
    if (hasReceived(bits, first)) return first;
    return receiveOn(socket, memory.region(start, length), bits, first);
  };

  /**
   * Receives into the first buffer that is not empty: fewer bytes than there is room for are as good. Only a call that waits for
   * all goes on to the next buffers. A peek cannot, since it would get the same bytes again.
   */
  const receive = (socket: HostSocket, list: number, count: number, bits: FlagBits): Completion<number> => {
    const pieces = new Pieces(memory, list, count, socket.context.waiter);
    const isForAll = bits === RECEIVE_WAITALL;
    let total = 0;
    return repeat(() => {
      const piece = pieces.first();
      if (piece === undefined) return total > 0 ? total : -OUTSIDE;
      const length = Math.min(piece, MOST - total);
      if (length === 0) return total;
      return andThen(receiveInto(socket, pieces.start, length, bits), (moved) => {
        if (moved < 0) return total > 0 ? total : moved;
        total += moved;
        pieces.advance(moved);
        return isForAll && moved === length ? undefined : total;
      });
    });
  };

  /**
   * Sends all buffers: long ones in pieces, small ones together.
   *
   * @param done how many bytes have been sent already
   */
  const send = (socket: HostSocket, list: number, count: number, done: number): Completion<number> => {
    const { waiter } = socket.context;
    const pieces = new Pieces(memory, list, count, waiter);
    let total = done;
    pieces.advance(done);
    const attempt = (): number => {
      while (total < MOST) {
        waiter.checkCancelled();
        const length = pieces.next(MOST - total);
        if (length === undefined) return total > 0 ? 0 : -OUTSIDE;
        if (length === 0) return 0;
        const moved = sendOnce(socket, pieces.address(), length, 0);
        if (moved <= 0) return moved;
        total += moved;
        pieces.advance(moved);
      }
      return 0;
    };
    const first = attempt();
    const waits = first === -EAGAIN && socket.blocking;
    const sent = waits ? waiter.retry(socket.fd, platform.POLLOUT, socket.sendTimeoutMs, -EAGAIN, attempt) : first;
    // Some bytes were sent, so this call succeeds. The error comes with the next call.
    return andThen(sent, (outcome) => (total > 0 ? total : outcome));
  };

  const store = (at: number, outcome: number): number => {
    if (outcome < 0) return fromSystem(outcome);
    memory.view().setUint32(at >>> 0, outcome, true);
    return SUCCESS;
  };

  const isInside = (list: number, count: number, result: number): boolean =>
    memory.holds(list, (count >>> 0) * IOVEC_SIZE) && memory.holds(result, 4);

  const fd_read = (fd: number, list: number, count: number, result: number): Completion<number> => {
    const socket = descriptors.socket(fd)?.socket;
    if (socket === undefined) return EBADF;
    begin(socket.context);
    if (!isInside(list, count, result)) return EFAULT;
    if (count === 1) {
      // The most common case makes no object and no closure.
      const view = memory.view();
      const start = view.getUint32(list >>> 0, true);
      const length = view.getUint32((list >>> 0) + 4, true);
      if (!memory.holds(start, length)) return EFAULT;
      if (length === 0) return store(result, 0);
      const first = receiveOnce(socket, memory.addressOf(start), Math.min(length, MOST), 0);
      if (first !== -EAGAIN || !socket.blocking) return store(result, first);
    }
    return andThen(receive(socket, list, count, 0), (moved) => store(result, moved));
  };

  const fd_write = (fd: number, list: number, count: number, result: number): Completion<number> => {
    const socket = descriptors.socket(fd)?.socket;
    if (socket === undefined) return EBADF;
    begin(socket.context);
    if (!isInside(list, count, result)) return EFAULT;
    let done = 0;
    if (count === 1) {
      const view = memory.view();
      const start = view.getUint32(list >>> 0, true);
      const length = view.getUint32((list >>> 0) + 4, true);
      if (!memory.holds(start, length)) return EFAULT;
      if (length === 0) return store(result, 0);
      const moved = sendOnce(socket, memory.addressOf(start), Math.min(length, MOST), 0);
      if (moved === length || (moved < 0 && (moved !== -EAGAIN || !socket.blocking))) return store(result, moved);
      done = Math.max(0, moved);
    }
    return andThen(send(socket, list, count, done), (moved) => store(result, moved));
  };

  return {
    fd_read,
    fd_write,
    sock_recv: (
      fd: number,
      list: number,
      count: number,
      flags: number,
      result: number,
      resultFlags: number,
    ): Completion<number> => {
      const socket = descriptors.socket(fd)?.socket;
      const bits = RECEIVE[flags >>> 0];
      if (socket === undefined) return EBADF;
      begin(socket.context);
      if (bits === undefined) return EINVAL;
      if (!isInside(list, count, result) || !memory.holds(resultFlags, 2)) return EFAULT;
      return andThen(receive(socket, list, count, bits), (moved) => {
        // RECV_DATA_TRUNCATED is for messages, and these are streams.
        if (moved >= 0) memory.view().setUint16(resultFlags >>> 0, 0, true);
        return store(result, moved);
      });
    },
    /** There are no `siflags`. */
    sock_send: (fd: number, list: number, count: number, flags: number, result: number): Completion<number> =>
      flags === 0 ? fd_write(fd, list, count, result) : EINVAL,
  };
}
