// The WIT's socket-address in its two shapes: twelve core values (a call's argument) and memory (a part of a result).
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX } from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { SocketAddressCase } from "../../generated/cases";
import {
  INET6_ADDRESS_ADDRESS, INET6_ADDRESS_FLOW_INFO, INET6_ADDRESS_PORT, INET6_ADDRESS_SCOPE_ID, INET_ADDRESS_ADDRESS,
  INET_ADDRESS_PORT, PACKET_ADDRESS_ADDRESS, PACKET_ADDRESS_HARDWARE_TYPE, PACKET_ADDRESS_INTERFACE_INDEX,
  PACKET_ADDRESS_PACKET_TYPE, PACKET_ADDRESS_PROTOCOL, SOCKET_ADDRESS_PAYLOAD,
} from "../../generated/layouts";
import { liftBytes } from "../../memory/landing";

/** The core values of the address lowered last: its case, then eleven of payload. */
export const FLAT: usize = memory.data(12 * 4, 4);

/** Lowers an address to core values, at FLAT. False: no such family. */
export function lowerAddress(address: SocketAddress): bool {
  const bytes = changetype<usize>(address.bytes);
  switch (address.family) {
    case AF_INET:
      store<i32>(FLAT, SocketAddressCase.Inet);
      store<i32>(FLAT, address.port, 4);
      for (let i: usize = 0; i < 4; i++) store<i32>(FLAT + i * 4, load<u8>(bytes + i), 8);
      return true;
    case AF_INET6:
      store<i32>(FLAT, SocketAddressCase.Inet6);
      store<i32>(FLAT, address.port, 4);
      store<i32>(FLAT, address.flowInfo, 8);
      for (let i: usize = 0; i < 8; i++) store<i32>(FLAT + i * 4, bswap<u16>(load<u16>(bytes + i * 2)), 12);
      store<i32>(FLAT, address.scopeId, 44);
      return true;
    case AF_UNIX:
      store<i32>(FLAT, SocketAddressCase.Unix);
      store<i32>(FLAT, <i32>changetype<usize>(address.name), 4);
      store<i32>(FLAT, address.name.byteLength, 8);
      return true;
    case AF_PACKET:
      store<i32>(FLAT, SocketAddressCase.Packet);
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

/** Lowers an address to the room at `at`. False: no such family. */
export function storeAddress(address: SocketAddress, at: usize): bool {
  const bytes = changetype<usize>(address.bytes);
  const value = at + SOCKET_ADDRESS_PAYLOAD;
  switch (address.family) {
    case AF_INET:
      store<u8>(at, SocketAddressCase.Inet);
      store<u16>(value, <u16>address.port, INET_ADDRESS_PORT);
      store<u32>(value, load<u32>(bytes), INET_ADDRESS_ADDRESS);
      return true;
    case AF_INET6:
      store<u8>(at, SocketAddressCase.Inet6);
      store<u16>(value, <u16>address.port, INET6_ADDRESS_PORT);
      store<u32>(value, address.flowInfo, INET6_ADDRESS_FLOW_INFO);
      for (let i: usize = 0; i < 16; i += 2) {
        store<u16>(value + i, bswap<u16>(load<u16>(bytes + i)), INET6_ADDRESS_ADDRESS);
      }
      store<u32>(value, address.scopeId, INET6_ADDRESS_SCOPE_ID);
      return true;
    case AF_UNIX:
      store<u8>(at, SocketAddressCase.Unix);
      store<usize>(value, changetype<usize>(address.name));
      store<i32>(value, address.name.byteLength, 4);
      return true;
    case AF_PACKET:
      store<u8>(at, SocketAddressCase.Packet);
      store<u16>(value, <u16>address.protocol, PACKET_ADDRESS_PROTOCOL);
      store<u32>(value, address.scopeId, PACKET_ADDRESS_INTERFACE_INDEX);
      store<u16>(value, <u16>address.hardwareType, PACKET_ADDRESS_HARDWARE_TYPE);
      store<u8>(value, <u8>address.packetType, PACKET_ADDRESS_PACKET_TYPE);
      store<usize>(value, changetype<usize>(address.name), PACKET_ADDRESS_ADDRESS);
      store<i32>(value, address.name.byteLength, PACKET_ADDRESS_ADDRESS + 4);
      return true;
    default:
      return false;
  }
}

/** Lifts the socket-address at `from`, and frees what the host allocated for it. */
export function liftAddress(from: usize, into: SocketAddress): void {
  const bytes = changetype<usize>(into.bytes);
  const value = from + SOCKET_ADDRESS_PAYLOAD;
  switch (<i32>load<u8>(from)) {
    case SocketAddressCase.Inet:
      into.family = AF_INET;
      into.port = load<u16>(value, INET_ADDRESS_PORT);
      store<u32>(bytes, load<u32>(value, INET_ADDRESS_ADDRESS));
      break;
    case SocketAddressCase.Inet6:
      into.family = AF_INET6;
      into.port = load<u16>(value, INET6_ADDRESS_PORT);
      into.flowInfo = load<u32>(value, INET6_ADDRESS_FLOW_INFO);
      for (let i: usize = 0; i < 16; i += 2) {
        store<u16>(bytes + i, bswap<u16>(load<u16>(value + i, INET6_ADDRESS_ADDRESS)));
      }
      into.scopeId = load<u32>(value, INET6_ADDRESS_SCOPE_ID);
      break;
    case SocketAddressCase.Unix:
      into.family = AF_UNIX;
      into.name = liftBytes(load<u32>(value), load<u32>(value, 4));
      break;
    case SocketAddressCase.Packet:
      into.family = AF_PACKET;
      into.protocol = load<u16>(value, PACKET_ADDRESS_PROTOCOL);
      into.scopeId = load<u32>(value, PACKET_ADDRESS_INTERFACE_INDEX);
      into.hardwareType = load<u16>(value, PACKET_ADDRESS_HARDWARE_TYPE);
      into.packetType = load<u8>(value, PACKET_ADDRESS_PACKET_TYPE);
      into.name = liftBytes(load<u32>(value, PACKET_ADDRESS_ADDRESS), load<u32>(value, PACKET_ADDRESS_ADDRESS + 4));
      break;
  }
}

/** Lifts an option<socket-address>, whose address is at `value` if there is one; `none` is family 0. */
export function liftOptionalAddress(from: usize, value: usize, into: SocketAddress): void {
  if (load<u8>(from)) liftAddress(value, into);
  else into.family = 0;
}
