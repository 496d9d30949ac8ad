import { addressOf } from '../os/libc.ts';
import { type FlagBits, RECEIVE_WAITALL } from './flags.ts';

/**
 * Memory that a system call reads or writes. It may be in a guest, whose memory can move while an operation waits. So its
 * address is taken right before each system call.
 */
export interface Region {
  /** Bytes. */
  readonly length: number;
  /**
   * The address of a byte of it.
   *
   * @param offset bytes from its start, at most `length`
   */
  address(offset: number): number;
}

/**
 * How much of its own memory the host uses for one receive, in bytes: a guest may ask for up to 4 GiB. A stream then
 * gives less than was asked for, as it may at any time.
 *
 * @param length bytes that the guest asked for
 */
export function hostRoom(length: number, bits: FlagBits): number {
  return Math.min(length, (bits & RECEIVE_WAITALL) === 0 ? ROOM.usual : ROOM.waitAll);
}

const ROOM = { usual: 1 << 20, waitAll: 1 << 26 };

/** A region of the host's own. */
export class HostRegion implements Region {
  readonly length: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.#bytes = bytes;
  }

  address(offset: number): number {
    const { buffer, byteOffset } = this.#bytes;
    if (!(buffer instanceof ArrayBuffer)) throw new TypeError('shared memory cannot be sent or received into');
    return addressOf(buffer) + byteOffset + offset;
  }
}
