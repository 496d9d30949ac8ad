import { Scratch } from '../os/libc.ts';
import type { Region } from '../socket/region.ts';
import type { GuestMemory } from './guest-memory.ts';

/** The most that is received at once into memory of the host's: a guest may ask for up to 4 GiB. */
const HOST_LIMIT = 1 << 20;

/**
 * Where a receiving operation puts its bytes: into the guest's own memory if the guest provides for it, else into
 * the host's, to be copied once their number is known.
 */
export interface Landing {
  readonly region: Region;
  /** Makes the first `length` bytes a list of the guest: writes its pointer and length at `at`. */
  store(memory: GuestMemory, at: number, length: number): void;
}

/** A landing for at most `length` bytes. */
export function landing(memory: GuestMemory, length: number): Landing {
  const bytes = length >>> 0;
  const pointer = memory.landing(bytes);
  return pointer === undefined ? new HostLanding(bytes) : new GuestLanding(memory, pointer, bytes);
}

class GuestLanding implements Landing {
  readonly region: Region;
  readonly #pointer: number;

  constructor(memory: GuestMemory, pointer: number, length: number) {
    this.region = memory.region(pointer, length);
    this.#pointer = pointer;
  }

  store(memory: GuestMemory, at: number, length: number): void {
    const view = memory.view();
    view.setUint32(at, this.#pointer, true);
    view.setUint32(at + 4, length, true);
  }
}

class HostLanding implements Landing {
  readonly region: Region;
  readonly #scratch: Scratch;

  constructor(length: number) {
    const scratch = new Scratch(Math.min(length, HOST_LIMIT));
    this.#scratch = scratch;
    this.region = { length: scratch.bytes.length, address: (offset) => scratch.address + offset };
  }

  store(memory: GuestMemory, at: number, length: number): void {
    memory.storeBytes(at, this.#scratch.bytes.subarray(0, length));
  }
}
