// The WIT's socket-address in its two shapes: twelve core values (a call's argument) and 32 bytes of memory (a part
// of a result). The layout is the canonical ABI's, for wit/types.wit.
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { liftBytes } from "./memory";

/** The cases of socket-address. */
const UNIX: i32 = 0;
const INET: i32 = 1;
const INET6: i32 = 2;
const PACKET: i32 = 3;

/** The core values of the address lowered last: its case, then eleven of payload. */
export const FLAT: usize = memory.data(12 * 4, 4);

/** Lowers an address to core values, at FLAT. False: no such family. */
export function lowerAddress(address: SocketAddress): bool {
  const bytes = changetype<usize>(address.bytes);
  switch (address.family) {
    case AF_INET:
      store<i32>(FLAT, INET);
      store<i32>(FLAT, address.port, 4);
      for (let i: usize = 0; i < 4; i++) store<i32>(FLAT + i * 4, load<u8>(bytes + i), 8);
      return true;
    case AF_INET6:
      store<i32>(FLAT, INET6);
      store<i32>(FLAT, address.port, 4);
      store<i32>(FLAT, address.flowInfo, 8);
      for (let i: usize = 0; i < 8; i++) store<i32>(FLAT + i * 4, bswap<u16>(load<u16>(bytes + i * 2)), 12);
      store<i32>(FLAT, address.scopeId, 44);
      return true;
    case AF_UNIX:
      store<i32>(FLAT, UNIX);
      store<i32>(FLAT, <i32>changetype<usize>(address.name), 4);
      store<i32>(FLAT, address.name.byteLength, 8);
      return true;
    case AF_PACKET:
      store<i32>(FLAT, PACKET);
      store<i32>(FLAT, address.protocol, 4);
      store<i32>(FLAT, address.scopeId, 8);
      store<i32>(FLAT, address.hardwareType, 12);
      store<i32>(FLAT, address.packetType, 16);
      store<i32>(FLAT, <i32>changetype<usize>(address.name), 20);
      store<i32>(FLAT, address.name.byteLength, 24);
      return true;
    default:
      return false;
  }
}

/** Lowers an address to the 32 bytes at `at`. False: no such family. */
export function storeAddress(address: SocketAddress, at: usize): bool {
  const bytes = changetype<usize>(address.bytes);
  switch (address.family) {
    case AF_INET:
      store<u8>(at, INET);
      store<u16>(at, <u16>address.port, 4);
      store<u32>(at, load<u32>(bytes), 6);
      return true;
    case AF_INET6:
      store<u8>(at, INET6);
      store<u16>(at, <u16>address.port, 4);
      store<u32>(at, address.flowInfo, 8);
      for (let i: usize = 0; i < 16; i += 2) store<u16>(at + i, bswap<u16>(load<u16>(bytes + i)), 12);
      store<u32>(at, address.scopeId, 28);
      return true;
    case AF_UNIX:
      store<u8>(at, UNIX);
      store<usize>(at, changetype<usize>(address.name), 4);
      store<i32>(at, address.name.byteLength, 8);
      return true;
    case AF_PACKET:
      store<u8>(at, PACKET);
      store<u16>(at, <u16>address.protocol, 4);
      store<u32>(at, address.scopeId, 8);
      store<u16>(at, <u16>address.hardwareType, 12);
      store<u8>(at, <u8>address.packetType, 14);
      store<usize>(at, changetype<usize>(address.name), 16);
      store<i32>(at, address.name.byteLength, 20);
      return true;
    default:
      return false;
  }
}

/** Lifts the socket-address at `from`, and frees what the host allocated for it. */
export function liftAddress(from: usize, into: SocketAddress): void {
  const bytes = changetype<usize>(into.bytes);
  switch (<i32>load<u8>(from)) {
    case INET:
      into.family = AF_INET;
      into.port = load<u16>(from, 4);
      store<u32>(bytes, load<u32>(from, 6));
      break;
    case INET6:
      into.family = AF_INET6;
      into.port = load<u16>(from, 4);
      into.flowInfo = load<u32>(from, 8);
      for (let i: usize = 0; i < 16; i += 2) store<u16>(bytes + i, bswap<u16>(load<u16>(from + i, 12)));
      into.scopeId = load<u32>(from, 28);
      break;
    case UNIX:
      into.family = AF_UNIX;
      into.name = liftBytes(load<u32>(from, 4), load<u32>(from, 8));
      break;
    case PACKET:
      into.family = AF_PACKET;
      into.protocol = load<u16>(from, 4);
      into.scopeId = load<u32>(from, 8);
      into.hardwareType = load<u16>(from, 12);
      into.packetType = load<u8>(from, 14);
      into.name = liftBytes(load<u32>(from, 16), load<u32>(from, 20));
      break;
  }
}

/** Lifts an option<socket-address>; `none` is family 0. */
export function liftOptionalAddress(from: usize, into: SocketAddress): void {
  if (load<u8>(from)) liftAddress(from + 4, into);
  else into.family = 0;
}
