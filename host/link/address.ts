import { SOCKET_ADDRESS_CASES } from '../generated/cases.ts';
import {
  INET6_ADDRESS_ADDRESS,
  INET6_ADDRESS_FLOW_INFO,
  INET6_ADDRESS_PORT,
  INET6_ADDRESS_SCOPE_ID,
  INET_ADDRESS_ADDRESS,
  INET_ADDRESS_PORT,
  PACKET_ADDRESS_ADDRESS,
  PACKET_ADDRESS_HARDWARE_TYPE,
  PACKET_ADDRESS_INTERFACE_INDEX,
  PACKET_ADDRESS_PACKET_TYPE,
  PACKET_ADDRESS_PROTOCOL,
  SOCKET_ADDRESS_PAYLOAD,
} from '../generated/layouts.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Ipv4Address, Ipv6Address, SocketAddress } from '../generated/wit-types.ts';
import { caseAt } from '../abi/case-at.ts';

// `socket-address` and `ip-address` in the canonical ABI: the case at 0, then the value of the case. A list is a pointer
// and a length.

/** An address that came as flat arguments: the case, then what the longest case needs. */
export function liftAddress(
  memory: GuestMemory,
  tag: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
  j: number,
  k: number,
): SocketAddress {
  const name = caseAt(SOCKET_ADDRESS_CASES, tag);
  switch (name) {
    case 'unix':
      return { tag: name, val: memory.bytes(a, b) };
    case 'inet':
      return { tag: name, val: { port: a & 0xffff, address: [b & 0xff, c & 0xff, d & 0xff, e & 0xff] } };
    case 'inet6': {
      const address = [c, d, e, f, g, h, i, j].map((group) => group & 0xffff) as Ipv6Address;
      return { tag: name, val: { port: a & 0xffff, flowInfo: b >>> 0, address, scopeId: k >>> 0 } };
    }
    case 'packet': {
      const packet = { protocol: a & 0xffff, interfaceIndex: b >>> 0, hardwareType: c & 0xffff, packetType: d & 0xff };
      return { tag: name, val: { ...packet, address: memory.bytes(e, f) } };
    }
  }
}

/** An address in memory. @param at a checked pointer */
export function loadAddress(memory: GuestMemory, at: number): SocketAddress {
  const view = memory.view();
  const name = caseAt(SOCKET_ADDRESS_CASES, view.getUint8(at));
  const value = at + SOCKET_ADDRESS_PAYLOAD;
  switch (name) {
    case 'unix':
      return { tag: name, val: loadBytes(memory, value) };
    case 'inet': {
      const address = loadOctets(view, value + INET_ADDRESS_ADDRESS);
      return { tag: name, val: { port: view.getUint16(value + INET_ADDRESS_PORT, true), address } };
    }
    case 'inet6': {
      const port = view.getUint16(value + INET6_ADDRESS_PORT, true);
      const flowInfo = view.getUint32(value + INET6_ADDRESS_FLOW_INFO, true);
      const address = loadGroups(view, value + INET6_ADDRESS_ADDRESS);
      const scopeId = view.getUint32(value + INET6_ADDRESS_SCOPE_ID, true);
      return { tag: name, val: { port, flowInfo, address, scopeId } };
    }
    case 'packet':
      return {
        tag: name,
        val: {
          protocol: view.getUint16(value + PACKET_ADDRESS_PROTOCOL, true),
          interfaceIndex: view.getUint32(value + PACKET_ADDRESS_INTERFACE_INDEX, true),
          hardwareType: view.getUint16(value + PACKET_ADDRESS_HARDWARE_TYPE, true),
          packetType: view.getUint8(value + PACKET_ADDRESS_PACKET_TYPE),
          address: loadBytes(memory, value + PACKET_ADDRESS_ADDRESS),
        },
      };
  }
}

/** The bytes whose pointer and length are at `at`, a checked pointer. */
function loadBytes(memory: GuestMemory, at: number): Uint8Array {
  const view = memory.view();
  return memory.bytes(view.getUint32(at, true), view.getUint32(at + 4, true));
}

/** Writes an address. @param at a checked pointer to room for it */
export function storeAddress(memory: GuestMemory, at: number, address: SocketAddress): void {
  const view = memory.view();
  view.setUint8(at, SOCKET_ADDRESS_CASES.indexOf(address.tag));
  const value = at + SOCKET_ADDRESS_PAYLOAD;
  switch (address.tag) {
    case 'unix':
      return memory.storeBytes(value, address.val);
    case 'inet':
      view.setUint16(value + INET_ADDRESS_PORT, address.val.port, true);
      return storeOctets(view, value + INET_ADDRESS_ADDRESS, address.val.address);
    case 'inet6':
      view.setUint16(value + INET6_ADDRESS_PORT, address.val.port, true);
      view.setUint32(value + INET6_ADDRESS_FLOW_INFO, address.val.flowInfo, true);
      storeGroups(view, value + INET6_ADDRESS_ADDRESS, address.val.address);
      return view.setUint32(value + INET6_ADDRESS_SCOPE_ID, address.val.scopeId, true);
    case 'packet': {
      const { protocol, interfaceIndex, hardwareType, packetType } = address.val;
      view.setUint16(value + PACKET_ADDRESS_PROTOCOL, protocol, true);
      view.setUint32(value + PACKET_ADDRESS_INTERFACE_INDEX, interfaceIndex, true);
      view.setUint16(value + PACKET_ADDRESS_HARDWARE_TYPE, hardwareType, true);
      view.setUint8(value + PACKET_ADDRESS_PACKET_TYPE, packetType);
      return memory.storeBytes(value + PACKET_ADDRESS_ADDRESS, address.val.address);
    }
  }
}

/**
 * Writes an `option<socket-address>`: whether there is one, then the address.
 *
 * @param at a checked pointer
 * @param value where the address goes: the alignment of an address after `at`
 */
export function storeOptionalAddress(
  memory: GuestMemory,
  at: number,
  value: number,
  address: SocketAddress | undefined,
): void {
  memory.view().setUint8(at, address === undefined ? 0 : 1);
  if (address !== undefined) storeAddress(memory, value, address);
}

/** The octets of an `ipv4-address`. */
function loadOctets(view: DataView, at: number): Ipv4Address {
  return [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3)];
}

/** The groups of an `ipv6-address`. */
function loadGroups(view: DataView, at: number): Ipv6Address {
  return Array.from({ length: 8 }, (_, group) => view.getUint16(at + group * 2, true)) as Ipv6Address;
}

/** Writes an `ipv4-address`. */
function storeOctets(view: DataView, at: number, octets: Ipv4Address): void {
  for (const [index, octet] of octets.entries()) view.setUint8(at + index, octet);
}

/** Writes an `ipv6-address`. */
function storeGroups(view: DataView, at: number, groups: Ipv6Address): void {
  for (const [index, group] of groups.entries()) view.setUint16(at + index * 2, group, true);
}
