import { addressOf } from '../os/libc.ts';

/**
 * Memory that a system call reads or writes. It may lie in a guest, whose memory can move while an operation
 * waits: its address is asked for right before each system call.
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
