// Addresses of wasi:sockets/network, and the same as the host has them: other tags, the same values.
import type { Inet6Address, InetAddress, SocketAddress } from '../../generated/wit-types.ts';

export type IpAddressFamily = 'ipv4' | 'ipv6';

/** `ip-socket-address`. */
export type IpSocketAddress =
  { readonly tag: 'ipv4'; readonly val: InetAddress } | { readonly tag: 'ipv6'; readonly val: Inet6Address };

/** `ip-address`. */
export type IpAddress =
  | { readonly tag: 'ipv4'; readonly val: InetAddress['address'] }
  | { readonly tag: 'ipv6'; readonly val: Inet6Address['address'] };

export const FAMILIES = { ipv4: 'inet', ipv6: 'inet6' } as const;

/** The address as the operations take it. */
export function fromWasi(address: IpSocketAddress): SocketAddress {
  return address.tag === 'ipv4' ? { tag: 'inet', val: address.val } : { tag: 'inet6', val: address.val };
}

/** @returns undefined for an address of another kind */
export function toWasi(address: SocketAddress): IpSocketAddress | undefined {
  if (address.tag === 'inet') return { tag: 'ipv4', val: address.val };
  return address.tag === 'inet6' ? { tag: 'ipv6', val: address.val } : undefined;
}

/** The address without its port. One of IPv4 that is written as IPv6 becomes IPv4. */
export function ipAddressOf(address: SocketAddress): IpAddress | undefined {
  if (address.tag === 'inet') return { tag: 'ipv4', val: address.val.address };
  if (address.tag !== 'inet6') return undefined;
  const groups = address.val.address;
  if (!isMapped(groups)) return { tag: 'ipv6', val: groups };
  const [high, low] = [groups[6], groups[7]];
  return { tag: 'ipv4', val: [high >>> 8, high & 0xff, low >>> 8, low & 0xff] };
}

/** Whether it is `0.0.0.0` or `::`. */
export function isUnspecified({ val }: IpSocketAddress): boolean {
  return val.address.every((part) => part === 0);
}

/** Whether a socket of a family may be bound to it: an address of its family, and not IPv4 as IPv6. @param isMany see below */
export function isLocal(family: IpAddressFamily, address: IpSocketAddress, isMany = false): boolean {
  if (address.tag !== family || (address.tag === 'ipv6' && isMapped(address.val.address))) return false;
  return isMany || !isForMany(address);
}

/** Whether it may also be that of a socket's peer. @param isMany whether it may be one of many machines */
export function isRemote(family: IpAddressFamily, address: IpSocketAddress, isMany = false): boolean {
  return isLocal(family, address, isMany) && address.val.port !== 0 && !isUnspecified(address);
}

/** Whether two addresses are one. */
export function isSame(one: IpSocketAddress, other: IpSocketAddress): boolean {
  if (one.val.port !== other.val.port || one.val.address.some((part, at) => part !== other.val.address[at]))
    return false;
  if (one.tag === 'ipv4' || other.tag === 'ipv4') return one.tag === other.tag;
  return one.val.scopeId === other.val.scopeId;
}

/** Whether it is a multicast address, or IPv4's broadcast. */
function isForMany({ tag, val: { address } }: IpSocketAddress): boolean {
  const [first] = address;
  if (tag === 'ipv6') return first >>> 8 === 0xff;
  return (first >= 224 && first < 240) || address.every((part) => part === 255);
}

/** Whether it is `::ffff:0:0/96`. */
function isMapped(groups: Inet6Address['address']): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}
