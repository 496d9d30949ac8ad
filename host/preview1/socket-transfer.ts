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
import { wasiErrno } from './errno.ts';
import { MOST_MOVED, OUTSIDE, Pieces } from './pieces.ts';
import { holdsTransfer, storeCount } from './transfer-memory.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');
const EAGAIN = errnoNumber('eagain');

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
    return repeat(() => {
      const { total } = pieces;
      const piece = pieces.first();
      if (piece === undefined) return total > 0 ? total : OUTSIDE;
      const length = Math.min(piece, MOST_MOVED - total);
      if (length === 0) return total;
      return andThen(receiveInto(socket, pieces.start, length, bits), (moved) => {
        if (moved < 0) return total > 0 ? total : moved;
        pieces.advance(moved);
        return isForAll && moved === length ? undefined : pieces.total;
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
    pieces.advance(done);
    const transfer = (address: number, length: number): number => sendOnce(socket, address, length, 0);
    const attempt = (): number => pieces.write(MOST_MOVED, transfer);
    const first = attempt();
    const waits = first === -EAGAIN && socket.blocking;
    const sent = waits ? waiter.retry(socket.fd, platform.POLLOUT, socket.sendTimeoutMs, -EAGAIN, attempt) : first;
    // Some bytes were sent, so this call succeeds. The error comes with the next call.
    return andThen(sent, (outcome) => pieces.total || outcome);
  };

  const store = (at: number, outcome: number): number => storeCount(memory, at, outcome);

  const fd_read = (fd: number, list: number, count: number, result: number): Completion<number> => {
    const socket = descriptors.socket(fd)?.socket;
    if (socket === undefined) return EBADF;
    begin(socket.context);
    if (!holdsTransfer(memory, list, count, result)) return EFAULT;
    if (count === 1) {
      // The most common case makes no object and no closure.
      const view = memory.view();
      const start = view.getUint32(list >>> 0, true);
      const length = view.getUint32((list >>> 0) + 4, true);
      if (!memory.holds(start, length)) return EFAULT;
      if (length === 0) return store(result, 0);
      const first = receiveOnce(socket, memory.addressOf(start), Math.min(length, MOST_MOVED), 0);
      if (first !== -EAGAIN || !socket.blocking) return store(result, first);
    }
    return andThen(receive(socket, list, count, 0), (moved) => store(result, moved));
  };

  const fd_write = (fd: number, list: number, count: number, result: number): Completion<number> => {
    const socket = descriptors.socket(fd)?.socket;
    if (socket === undefined) return EBADF;
    begin(socket.context);
    if (!holdsTransfer(memory, list, count, result)) return EFAULT;
    let done = 0;
    if (count === 1) {
      const view = memory.view();
      const start = view.getUint32(list >>> 0, true);
      const length = view.getUint32((list >>> 0) + 4, true);
      if (!memory.holds(start, length)) return EFAULT;
      if (length === 0) return store(result, 0);
      const moved = sendOnce(socket, memory.addressOf(start), Math.min(length, MOST_MOVED), 0);
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
      if (!holdsTransfer(memory, list, count, result) || !memory.holds(resultFlags, 2)) return EFAULT;
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
