// Addresses as an embedder writes and reads them.
import { errnoName } from '../os/errno.ts';
import { denyAddress } from '../policy/denial.ts';
import { type InternetAddress, parseInternetAddress } from '../policy/internet.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { localAddress } from './addresses.ts';
import type { HostSocket } from './host-socket.ts';

/** Reads where to listen: `127.0.0.1:80`, `[::1]:0`, `unix:/run/x.sock` or `unix:@name`; `undefined` for anything else. */
export function parseListenAddress(text: string): SocketAddress | undefined {
  if (text.startsWith('unix:')) return parseLocal(text.slice(5));
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text) ?? [];
  // Brackets are for IPv6 only, and IPv6 has them always.
  if (bracketed !== undefined && !bracketed.includes(':')) return undefined;
  const address = parseInternetAddress(bracketed ?? plain);
  if (address === undefined || Number(port) > 65_535) return undefined;
  return internetAddress(address, Number(port));
}

function internetAddress(address: InternetAddress, port: number): SocketAddress {
  if (typeof address !== 'number') return { tag: 'inet6', val: { port, flowInfo: 0, address, scopeId: 0 } };
  const [a, b, c, d] = [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff);
  return { tag: 'inet', val: { port, address: [a!, b!, c!, d!] } };
}

function parseLocal(name: string): SocketAddress | undefined {
  if (name === '' || name === '@' || name.includes('\0')) return undefined;
  return { tag: 'unix', val: new TextEncoder().encode(name.replace(/^@/, '\0')) };
}

/** Where a socket is bound, with the port that the system has chosen: `127.0.0.1:34567`. */
export function addressText(socket: HostSocket): string {
  const address = localAddress(socket);
  return typeof address === 'number' ? errnoName(-address) : denyAddress('bind', address).subject;
}
