import { packed } from './internet.ts';
import { sameBytes } from './local.ts';
import type { Inet6Address, SocketAddress } from '../wit-types.ts';

/**
 * The address allowed last, by value: a guest that sends datagrams mostly sends them to one place, and rules are not
 * searched for each. Addresses are copied: the caller may reuse its own.
 */
export class LastAddress {
  #inet = -1;
  #inet6: Inet6Address | undefined;
  #unix: Uint8Array | undefined;

  /** Whether this is the address allowed last of its family. */
  is(address: SocketAddress): boolean {
    switch (address.tag) {
      case 'inet':
        return this.#inet === packed(address.val.address) * 65536 + address.val.port;
      case 'inet6':
        return this.#inet6 !== undefined && sameInet6(this.#inet6, address.val);
      case 'unix':
        return this.#unix !== undefined && sameBytes(this.#unix, address.val);
      case 'packet':
        return false;
      default:
        return address satisfies never;
    }
  }

  /** Remembers an address that has been allowed. */
  set(address: SocketAddress): void {
    switch (address.tag) {
      case 'inet':
        // 48 bits: exact in a double.
        this.#inet = packed(address.val.address) * 65536 + address.val.port;
        break;
      case 'inet6':
        this.#inet6 = { ...address.val, address: [...address.val.address] };
        break;
      case 'unix':
        this.#unix = address.val.slice();
        break;
      case 'packet':
        break;
      default:
        address satisfies never;
    }
  }
}

function sameInet6(a: Inet6Address, b: Inet6Address): boolean {
  if (a.port !== b.port) return false;
  for (let i = 0; i < 8; i++) if (a.address[i] !== b.address[i]) return false;
  return true;
}
