import type { Transport } from './pattern.ts';
import { packed } from './internet.ts';
import type { Inet6Address, SocketAddress } from '../generated/wit-types.ts';
import { unknownCase } from '../unknown-case.ts';

/**
 * The address of each family that was allowed last. A guest mostly sends its datagrams to one address, and this saves
 * searching the rules for each. Addresses are copied, because the caller may reuse its own.
 */
export class LastAddress {
  #transport: Transport = 'other';
  /** Until when it is allowed; Infinity for as long as the rules exist. */
  until = Infinity;
  /** 48 bits, exact in a double; undefined: none. */
  #inet: number | undefined;
  #inet6: Inet6Address | undefined;

  /** Whether this is the address of its family that was allowed last. `until` says whether it still is. */
  is(address: SocketAddress, transport: Transport): boolean {
    if (transport !== this.#transport) return false;
    switch (address.tag) {
      case 'inet':
        return this.#inet !== undefined && this.#inet === packed(address.val.address) * 65536 + address.val.port;
      case 'inet6':
        return this.#inet6 !== undefined && sameInet6(this.#inet6, address.val);
      // A path leads elsewhere when a link in it has been exchanged.
      case 'unix':
      case 'packet':
        return false;
      default:
        throw unknownCase(address);
    }
  }

  /** Remembers an address that was allowed. All remembered ones have the same transport and the same end. */
  set(address: SocketAddress, transport: Transport, until: number): void {
    if (transport !== this.#transport || until !== this.until) this.clear();
    this.#transport = transport;
    this.until = until;
    switch (address.tag) {
      case 'inet':
        this.#inet = packed(address.val.address) * 65536 + address.val.port;
        break;
      case 'inet6':
        this.#inet6 = { ...address.val, address: [...address.val.address] };
        break;
      case 'unix':
      case 'packet':
        break;
      default:
        throw unknownCase(address);
    }
  }

  /** Forgets the addresses, because what is denied may have changed. */
  clear(): void {
    this.#inet = undefined;
    this.#inet6 = undefined;
  }
}

function sameInet6(a: Inet6Address, b: Inet6Address): boolean {
  if (a.port !== b.port) return false;
  for (let i = 0; i < 8; i++) if (a.address[i] !== b.address[i]) return false;
  return true;
}
