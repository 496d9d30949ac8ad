import { addressOf } from '../os/libc.ts';
import { MAX_PARTS } from '../os/message-header.ts';
import { mapCopy, unmap } from '../os/pages.ts';
import { type FlagBits, RECEIVE_WAITALL, SEND_ZEROCOPY } from './flags.ts';

/**
 * Memory that a system call reads or writes. It may be in a guest, whose memory can move while an operation waits. So its
 * address is taken right before each system call.
 */
export interface Region {
  /** Bytes. */
  readonly length: number;
  /**
   * Whether its pages have never anything but what the guest may send: the system may refer to them when the call is over
   * (MSG_ZEROCOPY), and sends what is in them then.
   */
  readonly mayBeKept: boolean;
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

// As every Uint8Array has them, whatever one says of itself.
const { prototype } = Object.getPrototypeOf(Uint8Array);
const lengthOf: (bytes: Uint8Array) => number = own('byteLength');
const offsetOf: (bytes: Uint8Array) => number = own('byteOffset');
const bufferOf: (bytes: Uint8Array) => ArrayBufferLike = own('buffer');

function own<T>(name: 'byteLength' | 'byteOffset' | 'buffer'): (bytes: Uint8Array) => T {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name)!;
  return (bytes) => Reflect.apply(get!, bytes, []);
}

/** A region of the host's own, for one call: what lies there is collected, and anything may come in its place. */
export class HostRegion implements Region {
  readonly length: number;
  readonly mayBeKept = false;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.length = lengthOf(bytes);
    this.#bytes = bytes;
  }

  address(offset: number): number {
    const buffer = bufferOf(this.#bytes);
    if (!(buffer instanceof ArrayBuffer)) throw new TypeError('shared memory cannot be sent or received into');
    return addressOf(buffer) + offsetOf(this.#bytes) + offset;
  }
}

/** Bytes in pages of their own, which the system may keep. */
class KeptRegion implements Region {
  readonly length: number;
  readonly mayBeKept = true;
  readonly #start: number;

  constructor(start: number, length: number) {
    this.#start = start;
    this.length = length;
  }

  address(offset: number): number {
    return this.#start + offset;
  }

  unmap(): void {
    if (this.length > 0) unmap(this.#start, this.length);
  }
}

/**
 * Sends bytes of the host's own: with regions for them, which hold until `send` returns.
 *
 * @returns what it returns, or minus the system's errno where there is no memory for them
 */
export function sending(
  data: readonly Uint8Array[],
  bits: FlagBits,
  send: (regions: readonly Region[]) => number,
): number {
  const regions = data.map((bytes) => new HostRegion(bytes));
  // More than a message has are not sent.
  if ((bits & SEND_ZEROCOPY) === 0 || data.length > MAX_PARTS) return send(regions);
  const kept: KeptRegion[] = [];
  try {
    for (const region of regions) {
      const start = region.length === 0 ? 0 : mapCopy(region.address(0), region.length);
      if (start < 0) return start;
      kept.push(new KeptRegion(start, region.length));
    }
    return send(kept);
  } finally {
    for (const region of kept) region.unmap();
  }
}

/** @throws TypeError if the system could keep what it must not */
export function checkKept(regions: readonly Region[], bits: FlagBits): void {
  if ((bits & SEND_ZEROCOPY) !== 0 && !regions.every(({ mayBeKept }) => mayBeKept)) {
    throw new TypeError('memory of the host can be sent by copying only');
  }
}
