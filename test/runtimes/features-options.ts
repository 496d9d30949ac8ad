// The rows of docs/runtimes.md that are options.
import { type Group, row } from './feature.ts';

/** Of cells that say what is set and read back, though it goes no further. */
const REMEMBERED = { notes: { 'jco wasip2': 'jco-remembers' } };

const SOCKET: Group = [
  'Options of sockets',
  [
    row('so-type', '`SO_TYPE`, `SO_DOMAIN`, `SO_PROTOCOL`'),
    row('so-error', '`SO_ERROR`'),
    row('so-acceptconn', '`SO_ACCEPTCONN`'),
    row('so-reuseaddr', '`SO_REUSEADDR`'),
    row('so-reuseport', '`SO_REUSEPORT`'),
    row('so-cbpf', '`SO_ATTACH_REUSEPORT_CBPF`', { not: 'c' }),
    row('so-broadcast', '`SO_BROADCAST`'),
    row('so-keepalive', '`SO_KEEPALIVE`'),
    row('so-linger', '`SO_LINGER`'),
    row('so-rcvbuf', '`SO_RCVBUF`', REMEMBERED),
    row('so-sndbuf', '`SO_SNDBUF`', REMEMBERED),
    row('so-rcvlowat', '`SO_RCVLOWAT`'),
    row('so-oobinline', '`SO_OOBINLINE`'),
    row('so-dontroute', '`SO_DONTROUTE`'),
    row('so-priority', '`SO_PRIORITY`'),
    row('so-peercred', '`SO_PEERCRED`'),
    row('so-incoming-cpu', '`SO_INCOMING_CPU`'),
    row('so-zerocopy', '`SO_ZEROCOPY`'),
    row('so-meminfo', '`SO_MEMINFO`', { not: 'c' }),
    row('so-busy-poll', '`SO_BUSY_POLL`'),
    row('so-bindtodevice', '`SO_BINDTODEVICE`', { note: 'raw' }),
    row('so-mark', '`SO_MARK`', { note: 'root' }),
    row('so-debug', '`SO_DEBUG`', { note: 'debug' }),
  ],
];

const TRANSPORT: Group = [
  'Options of TCP and UDP',
  [
    row('tcp-nodelay', '`TCP_NODELAY`'),
    row('tcp-keepidle', '`TCP_KEEPIDLE`', REMEMBERED),
    row('tcp-keepintvl', '`TCP_KEEPINTVL`', REMEMBERED),
    row('tcp-keepcnt', '`TCP_KEEPCNT`', REMEMBERED),
    row('tcp-maxseg', '`TCP_MAXSEG`'),
    row('tcp-cork', '`TCP_CORK`'),
    row('tcp-syncnt', '`TCP_SYNCNT`'),
    row('tcp-defer-accept', '`TCP_DEFER_ACCEPT`'),
    row('tcp-quickack', '`TCP_QUICKACK`'),
    row('tcp-congestion', '`TCP_CONGESTION`'),
    row('tcp-user-timeout', '`TCP_USER_TIMEOUT`'),
    row('tcp-notsent-lowat', '`TCP_NOTSENT_LOWAT`'),
    row('udp-segment-option', '`UDP_SEGMENT`'),
  ],
];

const INTERNET: Group = [
  'Options of IP',
  [
    row('ip-ttl', '`IP_TTL` of TCP', REMEMBERED),
    row('ip-ttl-datagram', '`IP_TTL` of UDP'),
    row('ip-tos', '`IP_TOS`'),
    row('ip-mtu-discover', '`IP_MTU_DISCOVER`'),
    row('ip-bind-address-no-port', '`IP_BIND_ADDRESS_NO_PORT`'),
    row('ip-transparent', '`IP_TRANSPARENT`', { note: 'root' }),
    row('ip-hdrincl', '`IP_HDRINCL`', { note: 'root' }),
    row('ipv6-unicast-hops', '`IPV6_UNICAST_HOPS` of TCP', REMEMBERED),
    row('ipv6-tclass', '`IPV6_TCLASS`'),
    row('ipv6-v6only', '`IPV6_V6ONLY`'),
    row('ipv6-dual', '`IPV6_V6ONLY` off: IPv4 over an IPv6 socket'),
  ],
];

export const OPTIONS: readonly Group[] = [SOCKET, TRANSPORT, INTERNET];

export const MULTICAST: Group = [
  'Multicast',
  [
    row('multicast', 'an IPv4 group, joined and left', { note: 'multicast' }),
    row('multicast6', 'an IPv6 group, joined and left', { note: 'multicast' }),
    row('multicast-source', '`MCAST_JOIN_SOURCE_GROUP`'),
    row('multicast-block', '`MCAST_BLOCK_SOURCE`'),
    row('ip-multicast-if', '`IP_MULTICAST_IF`', { notes: { 'C guest': 'c-interface' } }),
    row('ip-multicast-ttl', '`IP_MULTICAST_TTL`'),
    row('ip-multicast-loop', '`IP_MULTICAST_LOOP`'),
    row('ipv6-multicast-if', '`IPV6_MULTICAST_IF`'),
    row('ipv6-multicast-hops', '`IPV6_MULTICAST_HOPS`'),
    row('ipv6-multicast-loop', '`IPV6_MULTICAST_LOOP`'),
  ],
];
