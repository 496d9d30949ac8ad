/** Protocols of sockets: IANA's numbers, and Linux's IPPROTO_MPTCP. */
import type { AddressFamily, SocketType } from '../wit-types.ts';

/** The type's own. */
const DEFAULT = 0;
const TCP = 6;
const UDP = 17;
const UDPLITE = 136;
const MPTCP = 262;

const ORDINARY: ReadonlySet<number> = new Set([DEFAULT, TCP, UDP, UDPLITE]);
const STREAMS: ReadonlySet<number> = new Set([DEFAULT, TCP, MPTCP]);
const DATAGRAMS: ReadonlySet<number> = new Set([DEFAULT, UDP, UDPLITE]);

function isInternet(family: AddressFamily): boolean {
  return family === 'inet' || family === 'inet6';
}

/**
 * Whether the rules on addresses say what such a socket reaches. Not where a protocol has no ports (ICMP), or addresses of
 * its own that its packets bring (SCTP, MPTCP), nor of a protocol that is not known here; the system refuses what is none.
 */
export function isOrdinary(family: AddressFamily, type: SocketType, protocol: number): boolean {
  if (family === 'unix') return true;
  if (!isInternet(family) || type === 'raw') return false;
  return (type === 'stream' || type === 'dgram') && (ORDINARY.has(protocol) || protocol < 0);
}

/** What carries what such a socket sends; undefined if neither TCP nor UDP. */
export function carrierOf(family: AddressFamily, type: SocketType, protocol: number): 'tcp' | 'udp' | undefined {
  if (!isInternet(family)) return undefined;
  if (type === 'stream' && STREAMS.has(protocol)) return 'tcp';
  return type === 'dgram' && DATAGRAMS.has(protocol) ? 'udp' : undefined;
}
