// Generated from wit/ by `npm run wit`; not to be edited.

/**
 * The kinds of control messages, by the names of their types: the level, under its name in C, and the cases of
 * `outgoing-control` and `incoming-control`.
 */
export const CONTROLS = {
  'scm-rights': { level: 'SOL_SOCKET', outgoing: 'rights', incoming: 'rights' },
  'scm-credentials': { level: 'SOL_SOCKET', outgoing: 'credentials', incoming: 'credentials' },
  'ip-pktinfo': { level: 'IPPROTO_IP', outgoing: 'inet-packet-info', incoming: 'inet-packet-info' },
  'ipv6-pktinfo': { level: 'IPPROTO_IPV6', outgoing: 'inet6-packet-info', incoming: 'inet6-packet-info' },
  'ip-ttl': { level: 'IPPROTO_IP', outgoing: 'ttl', incoming: 'ttl' },
  'ip-tos': { level: 'IPPROTO_IP', outgoing: 'tos', incoming: 'tos' },
  'ipv6-hoplimit': { level: 'IPPROTO_IPV6', outgoing: 'hop-limit', incoming: 'hop-limit' },
  'ipv6-tclass': { level: 'IPPROTO_IPV6', outgoing: 'traffic-class', incoming: 'traffic-class' },
  'udp-segment': { level: 'IPPROTO_UDP', outgoing: 'udp-segment', incoming: null },
  'ip-recverr': { level: 'IPPROTO_IP', outgoing: null, incoming: 'error-report' },
  'ipv6-recverr': { level: 'IPPROTO_IPV6', outgoing: null, incoming: 'error-report' },
} as const;

export type ControlName = keyof typeof CONTROLS;

/** The cases of `outgoing-control` that are numbers, and the bytes of each. */
export const OUTGOING_NUMBERS = {
  'ttl': 4,
  'tos': 4,
  'hop-limit': 4,
  'traffic-class': 4,
  'udp-segment': 2,
} as const;

/** The cases of `incoming-control` that are numbers. */
export const INCOMING_NUMBERS = [
  'ttl',
  'tos',
  'hop-limit',
  'traffic-class',
] as const;
