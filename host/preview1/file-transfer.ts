// fd_read, fd_write and what else moves bytes or positions, on files.
import { LAST_POSITION, MOST_TRANSFERRED, readAt, statOf, writeAt } from '../files/file-operations.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Waiter } from '../wait/waiter.ts';
import type { Descriptors, GuestFile } from './descriptors.ts';
import { SUCCESS, wasiErrno } from './errno.ts';
import { told } from './file-memory.ts';
import { MOST_MOVED, OUTSIDE, Pieces } from './pieces.ts';
import { holdsTransfer, storeCount } from './transfer-memory.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');
const EISDIR = wasiErrno('isdir');

/** Where a transfer is: undefined for the end of the file. */
type Place = bigint | undefined;

/** `fd_read`, `fd_write`, `fd_pread`, `fd_pwrite`, `fd_seek` and `fd_tell`. */
export function fileTransferFunctions(memory: GuestMemory, descriptors: Descriptors, waiter: Waiter) {
  /** Reads into all buffers, until one is not filled. @returns bytes, or minus the system's errno */
  const read = ({ file }: GuestFile, list: number, count: number, offset: bigint): number => {
    const pieces = new Pieces(memory, list, count, waiter);
    for (;;) {
      const { total } = pieces;
      const piece = pieces.first();
      if (piece === undefined) return total > 0 ? total : OUTSIDE;
      const length = Math.min(piece, MOST_TRANSFERRED, MOST_MOVED - total);
      if (length === 0) return total;
      const moved = readAt(file, memory.addressOf(pieces.start), length, offset + BigInt(total));
      if (moved < 0) return total > 0 ? total : moved;
      pieces.advance(moved);
      if (moved < length) return pieces.total;
    }
  };

  /** Writes all buffers: long ones in pieces, small ones together. @returns as `read` */
  const write = ({ file }: GuestFile, list: number, count: number, place: Place): number => {
    const pieces = new Pieces(memory, list, count, waiter);
    const transfer = (address: number, length: number): number =>
      writeAt(file, address, length, place === undefined ? undefined : place + BigInt(pieces.total));
    const outcome = pieces.write(MOST_TRANSFERRED, transfer);
    return pieces.total || outcome;
  };

  const move = (
    fd: number,
    list: number,
    count: number,
    result: number,
    transfer: (own: GuestFile) => number,
  ): number => {
    const own = descriptors.file(fd);
    if (own === undefined) return EBADF;
    if (!holdsTransfer(memory, list, count, result)) return EFAULT;
    return storeCount(memory, result, transfer(own));
  };

  const storePosition = (own: GuestFile, at: number): number => {
    memory.view().setBigUint64(at >>> 0, own.position, true);
    return SUCCESS;
  };

  return {
    fd_read: (fd: number, list: number, count: number, result: number): number =>
      move(fd, list, count, result, (own) => {
        const moved = read(own, list, count, own.position);
        if (moved > 0) own.position += BigInt(moved);
        return moved;
      }),
    fd_write: (fd: number, list: number, count: number, result: number): number =>
      move(fd, list, count, result, (own) => {
        const moved = write(own, list, count, own.append ? undefined : own.position);
        if (moved > 0) own.position = own.append ? endOf(own) : own.position + BigInt(moved);
        return moved;
      }),
    fd_pread: (fd: number, list: number, count: number, offset: bigint, result: number): number =>
      move(fd, list, count, result, (own) => read(own, list, count, BigInt.asUintN(64, offset))),
    fd_pwrite: (fd: number, list: number, count: number, offset: bigint, result: number): number =>
      move(fd, list, count, result, (own) => write(own, list, count, BigInt.asUintN(64, offset))),
    fd_seek: (fd: number, offset: bigint, whence: number, result: number): number => {
      const own = descriptors.file(fd);
      if (own === undefined) return EBADF;
      if (own.file.type === 'directory') return EISDIR;
      if (!memory.holds(result, 8)) return EFAULT;
      const facts = whence === 2 ? statOf(own.file) : undefined;
      if (typeof facts === 'number') return told(facts);
      const from = [0n, own.position, facts?.size ?? 0n][whence >>> 0];
      if (from === undefined || from + offset < 0n || from + offset > LAST_POSITION) return EINVAL;
      own.position = from + offset;
      return storePosition(own, result);
    },
    fd_tell: (fd: number, result: number): number => {
      const own = descriptors.file(fd);
      if (own === undefined) return EBADF;
      if (own.file.type === 'directory') return EISDIR;
      return memory.holds(result, 8) ? storePosition(own, result) : EFAULT;
    },
  };
}

/** Where the file ends after what was appended. */
function endOf(own: GuestFile): bigint {
  const facts = statOf(own.file);
  return typeof facts === 'number' ? own.position : facts.size;
}
