import { Scratch } from './libc.ts';
import { readSockaddr, SOCKADDR_SIZE } from './sockaddr.ts';
import type { SocketAddress } from '../generated/wit-types.ts';

/** Room for an address that the system writes: a sockaddr, and after it its length. */
export class ReceivedAddress {
  readonly #scratch = new Scratch(SOCKADDR_SIZE + 8);
  /** Where the system writes the sockaddr, and its length. */
  readonly at = this.#scratch.address;
  readonly lengthAt = this.at + SOCKADDR_SIZE;

  /** Sets how much room there is. Needed before each call. */
  clear(): void {
    this.#scratch.view.setUint32(SOCKADDR_SIZE, SOCKADDR_SIZE, true);
  }

  /** What the system wrote; `undefined` as `readSockaddr` has it. */
  read(): SocketAddress | undefined {
    const { view } = this.#scratch;
    return readSockaddr(view, Math.min(view.getUint32(SOCKADDR_SIZE, true), SOCKADDR_SIZE));
  }
}
