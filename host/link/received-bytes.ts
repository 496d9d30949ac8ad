import type { FlagBits } from '../socket/flags.ts';
import { HostRegion, hostRoom, type Region } from '../socket/region.ts';
import type { GuestMemory, GuestRegion } from '../abi/guest-memory.ts';

/**
 * Where a receiving operation puts its bytes. If the guest has a landing, it is the guest's own memory. Otherwise it is the
 * host's, and the bytes are copied once their number is known.
 */
export interface Landing {
  readonly region: Region;
  /** Makes a list of the first `length` bytes in the guest, and writes its pointer and length at `at`. */
  store(memory: GuestMemory, at: number, length: number): void;
}

/** Where at most `length` bytes land. @param bits the flags of the receive */
export function landing(memory: GuestMemory, length: number, bits: FlagBits): Landing {
  const start = memory.landing(length >>> 0);
  return start === undefined ? hostLanding(length, bits) : guestLanding(memory, start, length);
}

/** In the host's memory. */
export function hostLanding(length: number, bits: FlagBits): Landing {
  return new HostLanding(hostRoom(length >>> 0, bits));
}

/** In the guest's memory, at a pointer that `GuestMemory.landing` gave for this length. */
export function guestLanding(memory: GuestMemory, start: number, length: number): Landing {
  return new GuestLanding(memory.region(start, length));
}

class GuestLanding implements Landing {
  readonly region: GuestRegion;

  constructor(region: GuestRegion) {
    this.region = region;
  }

  store(memory: GuestMemory, at: number, length: number): void {
    const view = memory.view();
    view.setUint32(at, this.region.start, true);
    view.setUint32(at + 4, length, true);
  }
}

class HostLanding implements Landing {
  readonly region: Region;
  readonly #bytes: Uint8Array;

  constructor(length: number) {
    this.#bytes = new Uint8Array(length);
    this.region = new HostRegion(this.#bytes);
  }

  store(memory: GuestMemory, at: number, length: number): void {
    memory.storeBytes(at, this.#bytes.subarray(0, length));
  }
}
