/** Protocols of sockets: IANA's numbers, and Linux's IPPROTO_MPTCP. */
import type { AddressFamily, SocketType } from '../generated/wit-types.ts';

/** The default of a type. */
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
 * Whether address rules cover everything that such a socket reaches. They do not for a protocol without ports (ICMP),
 * for one whose packets bring further addresses (SCTP, MPTCP), or for an unknown one. The system refuses what is no
 * protocol.
 */
export function isOrdinary(family: AddressFamily, type: SocketType, protocol: number): boolean {
  if (family === 'unix') return true;
  if (!isInternet(family) || type === 'raw') return false;
  return (type === 'stream' || type === 'dgram') && (ORDINARY.has(protocol) || protocol < 0);
}

/** The transport of such a socket; undefined if it is neither TCP nor UDP. */
export function carrierOf(family: AddressFamily, type: SocketType, protocol: number): 'tcp' | 'udp' | undefined {
  if (!isInternet(family)) return undefined;
  if (type === 'stream' && STREAMS.has(protocol)) return 'tcp';
  return type === 'dgram' && DATAGRAMS.has(protocol) ? 'udp' : undefined;
}
