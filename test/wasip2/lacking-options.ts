// Options that a guest over WASI gets ENOPROTOOPT for where this package's host has them. One that is not listed here has
// the same outcome on both; one that is must not: it comes from the list when it has.

/** What a socket is, in the words of guests/options.ts. */
export const KINDS = [
  'TCP',
  'TCP over IPv6',
  'UDP',
  'UDP over IPv6',
  'Unix stream',
  'Unix dgram',
  'Unix seqpacket',
] as const;

export type Kind = (typeof KINDS)[number];

/** Options that are lacking for the same reason. */
export interface LackingOptions {
  readonly reason: string;
  readonly kinds: readonly Kind[];
  readonly options: readonly string[];
}

const TCP: readonly Kind[] = ['TCP', 'TCP over IPv6'];
const UDP: readonly Kind[] = ['UDP', 'UDP over IPv6'];
const INTERNET: readonly Kind[] = [...TCP, ...UDP];
const IPV6: readonly Kind[] = ['TCP over IPv6', 'UDP over IPv6'];

export const LACKING_OPTIONS: readonly LackingOptions[] = [
  {
    reason: 'wasi:sockets does not have it, and local sockets, in the guest’s memory, have no use for it',
    kinds: KINDS,
    options: [
      'SO_ATTACH_REUSEPORT_CBPF',
      'SO_BINDTODEVICE',
      'SO_BINDTOIFINDEX',
      'SO_BPF_EXTENSIONS',
      'SO_BUSY_POLL',
      'SO_DEBUG',
      'SO_DETACH_FILTER',
      'SO_INCOMING_CPU',
      'SO_MARK',
      'SO_MEMINFO',
      'SO_OOBINLINE',
      'SO_PRIORITY',
      'SO_REUSEPORT',
      'SO_ZEROCOPY',
    ],
  },
  {
    reason: 'wasi:sockets does not have it',
    kinds: INTERNET,
    options: [
      'IP_BIND_ADDRESS_NO_PORT',
      'IP_HDRINCL',
      'IP_MTU_DISCOVER',
      'IP_MULTICAST_IF',
      'IP_MULTICAST_LOOP',
      'IP_MULTICAST_TTL',
      'IP_PKTINFO',
      'IP_RECVERR',
      'IP_RECVTOS',
      'IP_RECVTTL',
      'IP_TOS',
      'IP_TRANSPARENT',
      'SO_BROADCAST',
      'SO_DONTROUTE',
      'SO_LINGER',
      'SO_PEERCRED',
    ],
  },
  {
    reason: 'wasi:sockets/tcp does not have it',
    kinds: TCP,
    options: [
      'TCP_CONGESTION',
      'TCP_CORK',
      'TCP_DEFER_ACCEPT',
      'TCP_MAXSEG',
      'TCP_NODELAY',
      'TCP_NOTSENT_LOWAT',
      'TCP_QUICKACK',
      'TCP_REPAIR',
      'TCP_SYNCNT',
      'TCP_USER_TIMEOUT',
    ],
  },
  {
    reason: 'wasi:sockets/udp does not have it',
    kinds: UDP,
    options: ['SO_KEEPALIVE', 'SO_REUSEADDR', 'UDP_SEGMENT'],
  },
  {
    reason: 'wasi:sockets does not have it',
    kinds: IPV6,
    options: [
      'IPV6_MULTICAST_HOPS',
      'IPV6_MULTICAST_IF',
      'IPV6_MULTICAST_LOOP',
      'IPV6_RECVERR',
      'IPV6_RECVHOPLIMIT',
      'IPV6_RECVPKTINFO',
      'IPV6_RECVTCLASS',
      'IPV6_TCLASS',
    ],
  },
  { reason: 'an IPv6 socket of WASI’s never speaks IPv4', kinds: IPV6, options: ['IP_TTL'] },
];
