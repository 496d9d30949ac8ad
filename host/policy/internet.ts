/**
 * Internet addresses in the form that the policy compares: an IPv4 address is
 * one 32-bit number, however it is wrapped.
 *
 * An IPv4-mapped IPv6 address (`::ffff:127.0.0.1`) reaches the IPv4 address
 * (RFC 4291 section 2.5.5.2, ipv6(7)), so it *is* that address here.
 *
 * Other IPv6 addresses that contain an IPv4 address are ordinary IPv6
 * addresses. An IPv4-compatible one (`::127.0.0.1`, deprecated) is routed
 * nowhere, a NAT64 one (`64:ff9b::7f00:1`, RFC 6052) to a translator. An IPv4
 * rule that allows does not cover them. An IPv6 rule that covers a translator's
 * prefix allows what is behind the translator. IPv4 rules that deny, and
 * `private`, do look into them (special-purpose.ts).
 */
import { isIPv4, isIPv6 } from 'node:net';
import type { IpAddress, Ipv4Address, Ipv6Address, SocketAddress } from '../generated/wit-types.ts';
import { unknownCase } from '../unknown-case.ts';

/** An IPv4 address as an unsigned 32-bit number, or the eight groups of an IPv6 address. */
export type InternetAddress = number | Ipv6Address;

/**
 * The form that rules compare: an IPv4-mapped IPv6 address becomes the IPv4 address, which is what traffic to it
 * reaches.
 */
export function canonicalAddress(address: IpAddress): InternetAddress {
  return address.tag === 'inet' ? packed(address.val) : unmapped(address.val);
}

/** The IP address of a socket address; `undefined` if it has none. */
export function ipOf(address: SocketAddress): IpAddress | undefined {
  switch (address.tag) {
    case 'inet':
      return { tag: 'inet', val: address.val.address };
    case 'inet6':
      return { tag: 'inet6', val: address.val.address };
    case 'unix':
    case 'packet':
      return undefined;
    default:
      throw unknownCase(address);
  }
}

/** An IPv4 address as an unsigned 32-bit number. */
export function packed([a, b, c, d]: Ipv4Address): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

function unmapped(groups: Ipv6Address): InternetAddress {
  const [a, b, c, d, e, f, g, h] = groups;
  const isMapped = (a | b | c | d | e) === 0 && f === 0xffff;
  return isMapped ? ((g << 16) | h) >>> 0 : groups;
}

/** Reads `127.0.0.1` or `::1` (no brackets, no zone); `undefined` for anything else. */
export function parseInternetAddress(text: string): InternetAddress | undefined {
  if (isIPv4(text)) return parseIpv4(text);
  if (isIPv6(text) && !text.includes('%')) return unmapped(parseIpv6(text));
  return undefined;
}

function parseIpv4(text: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return packed([a, b, c, d]);
}

/** @param text what isIPv6 has accepted */
function parseIpv6(text: string): Ipv6Address {
  const [head = '', tail] = text.split('::');
  const before = parseGroups(head);
  const after = tail === undefined ? [] : parseGroups(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = [...before, ...zeros, ...after];
  return [a, b, c, d, e, f, g, h];
}

function parseGroups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const address = parseIpv4(group);
    return [address >>> 16, address & 0xffff];
  });
}

/** `127.0.0.1`, or `[::1]` in the form of RFC 5952. */
export function formatInternetAddress(address: InternetAddress): string {
  if (typeof address === 'number') {
    return [address >>> 24, (address >>> 16) & 0xff, (address >>> 8) & 0xff, address & 0xff].join('.');
  }
  return `[${formatIpv6(address)}]`;
}

function formatIpv6(groups: Ipv6Address): string {
  const { start, length } = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (length < 2) return text(groups);
  return `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

function longestZeros(groups: Ipv6Address): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, i) => {
    if (group !== 0) start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  });
  return best;
}

/** Whether two addresses agree in their first `bits` bits; addresses of different families never do. */
export function sharesPrefix(a: InternetAddress, b: InternetAddress, bits: number): boolean {
  if (typeof a === 'number' || typeof b === 'number') {
    return typeof a === 'number' && typeof b === 'number' && sharesBits(a, b, bits, 32);
  }
  for (let i = 0; i < 8; i++) {
    const rest = Math.min(16, bits - 16 * i);
    if (rest <= 0) return true;
    if (!sharesBits(a[i] ?? 0, b[i] ?? 0, rest, 16)) return false;
  }
  return true;
}

function sharesBits(a: number, b: number, bits: number, width: number): boolean {
  return bits === 0 || (a ^ b) >>> (width - bits) === 0;
}

/** A text that is different for each address. */
export function addressKey(address: InternetAddress): string {
  return typeof address === 'number' ? String(address) : address.join(':');
}
