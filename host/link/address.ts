import type { GuestMemory } from './guest-memory.ts';
import { GuestTrap } from '../trap.ts';
import type { IpAddress, Ipv4Address, Ipv6Address, SocketAddress } from '../wit-types.ts';
import { caseAt, SOCKET_ADDRESSES } from './enums.ts';

// `socket-address` and `ip-address` in the canonical ABI.
//
// socket-address, 32 bytes, aligned to 4: the case at 0; from 4
//   unix:   pointer 4, length 8
//   inet:   port 4, address 6 to 10
//   inet6:  port 4, flow-info 8, address 12 to 28, scope-id 28
//   packet: protocol 4, interface-index 8, hardware-type 12, packet-type 14, address pointer 16, length 20
// ip-address, 18 bytes, aligned to 2: the case at 0; from 2 the octets or groups

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
  const name = caseAt(SOCKET_ADDRESSES, tag);
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
  const name = caseAt(SOCKET_ADDRESSES, view.getUint8(at));
  const u16 = (offset: number): number => view.getUint16(at + offset, true);
  const u32 = (offset: number): number => view.getUint32(at + offset, true);
  switch (name) {
    case 'unix':
      return { tag: name, val: memory.bytes(u32(4), u32(8)) };
    case 'inet':
      return { tag: name, val: { port: u16(4), address: loadOctets(view, at + 6) } };
    case 'inet6':
      return {
        tag: name,
        val: { port: u16(4), flowInfo: u32(8), address: loadGroups(view, at + 12), scopeId: u32(28) },
      };
    case 'packet':
      return {
        tag: name,
        val: {
          protocol: u16(4),
          interfaceIndex: u32(8),
          hardwareType: u16(12),
          packetType: view.getUint8(at + 14),
          address: memory.bytes(u32(16), u32(20)),
        },
      };
  }
}

/** Writes an address. @param at a checked pointer to its 32 bytes */
export function storeAddress(memory: GuestMemory, at: number, address: SocketAddress): void {
  const view = memory.view();
  view.setUint8(at, SOCKET_ADDRESSES.indexOf(address.tag));
  switch (address.tag) {
    case 'unix':
      return memory.storeBytes(at + 4, address.val);
    case 'inet':
      view.setUint16(at + 4, address.val.port, true);
      return storeOctets(view, at + 6, address.val.address);
    case 'inet6':
      view.setUint16(at + 4, address.val.port, true);
      view.setUint32(at + 8, address.val.flowInfo, true);
      storeGroups(view, at + 12, address.val.address);
      return view.setUint32(at + 28, address.val.scopeId, true);
    case 'packet': {
      const { protocol, interfaceIndex, hardwareType, packetType } = address.val;
      view.setUint16(at + 4, protocol, true);
      view.setUint32(at + 8, interfaceIndex, true);
      view.setUint16(at + 12, hardwareType, true);
      view.setUint8(at + 14, packetType);
      return memory.storeBytes(at + 16, address.val.address);
    }
  }
}

/** Writes `option<socket-address>`: whether there is one, then the address. @param at a checked pointer */
export function storeOptionalAddress(memory: GuestMemory, at: number, address: SocketAddress | undefined): void {
  memory.view().setUint8(at, address === undefined ? 0 : 1);
  if (address !== undefined) storeAddress(memory, at + 4, address);
}

/** An `ip-address` in memory. @param at a checked pointer */
export function loadIpAddress(view: DataView, at: number): IpAddress {
  switch (view.getUint8(at)) {
    case 0:
      return { tag: 'inet', val: loadOctets(view, at + 2) };
    case 1:
      return { tag: 'inet6', val: loadGroups(view, at + 2) };
    default:
      throw new GuestTrap(`there is no case ${view.getUint8(at)}: an ip-address has 2`);
  }
}

/** The octets of an `ipv4-address`. */
export function loadOctets(view: DataView, at: number): Ipv4Address {
  return [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3)];
}

/** The groups of an `ipv6-address`. */
export function loadGroups(view: DataView, at: number): Ipv6Address {
  return Array.from({ length: 8 }, (_, group) => view.getUint16(at + group * 2, true)) as Ipv6Address;
}

/** Writes an `ipv4-address`. */
export function storeOctets(view: DataView, at: number, octets: Ipv4Address): void {
  for (const [index, octet] of octets.entries()) view.setUint8(at + index, octet);
}

/** Writes an `ipv6-address`. */
export function storeGroups(view: DataView, at: number, groups: Ipv6Address): void {
  for (const [index, group] of groups.entries()) view.setUint16(at + index * 2, group, true);
}
