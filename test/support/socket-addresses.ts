// Addresses of sockets, as the host has them.
import { parseInternetAddress } from '#host/policy/internet';
import type { Ipv6Address, SocketAddress } from '#host/generated/wit-types';

export function v4(text: string, port = 80): SocketAddress {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return { tag: 'inet', val: { port, address: [a, b, c, d] } };
}

export function v6(address: Ipv6Address, port = 80, scopeId = 0): SocketAddress {
  return { tag: 'inet6', val: { port, flowInfo: 0, address, scopeId } };
}

/** An internet address from its text; a mapped one as the IPv6 address that it is to the system. */
export function ip(text: string, port = 80): SocketAddress {
  const parsed = parseInternetAddress(text);
  if (parsed === undefined) throw new TypeError(`no address: ${text}`);
  if (typeof parsed !== 'number') return v6(parsed, port);
  return text.includes(':') ? v6([0, 0, 0, 0, 0, 0xffff, parsed >>> 16, parsed & 0xffff], port) : v4(text, port);
}

export const unix = (text: string): SocketAddress => ({ tag: 'unix', val: new TextEncoder().encode(text) });
