// The rows of docs/runtimes.md about names, PHP's own, and errors.
import { type Group, row } from './feature.ts';

const JCO = 'jco wasip2';
const WASMTIME = 'wasmtime wasip2';

export const NAMES: Group = [
  'Names',
  [
    row('host', 'a host, IPv4'),
    row('host-inet6', 'a host, IPv6'),
    row('host-unknown', 'a host that nobody knows'),
    row('lookup-numeric', 'addresses and ports in text'),
    row('lookup-service', 'services in a lookup'),
    row('lookup-canonical', '`AI_CANONNAME`'),
    row('service-by-name', '`getservbyname`'),
    row('service-by-port', '`getservbyport`'),
    row('protocol-by-name', '`getprotobyname`'),
    row('protocol-by-number', '`getprotobynumber`'),
    row('interface-by-name', "an interface's name, and its index", { note: 'lookup' }),
    row('reverse', 'the name of an address (`getnameinfo`)', { not: 'php', note: 'lookup' }),
  ],
];

export const PROCESSES: Group = [
  'Processes, and the program that runs the guest',
  [
    row('fork', '`pcntl_fork`, `fork`', { note: 'fork' }),
    row('hand-in', 'a listener that it gives (`--listen`, `sockets`)'),
  ],
];

/** What C has no word for. */
export const PHP: readonly Group[] = [
  ['Handover to other guests', [row('export-import', '`socket_wsaprotocol_info_export`, `_import`', { not: 'c' })]],
  [
    "PHP's streams",
    [
      row('stream-tcp', '`stream_socket_server`, `_client`, `_accept`', { not: 'c' }),
      row('stream-udp', '`stream_socket_sendto`, `_recvfrom`', { not: 'c' }),
      row('stream-unix', '`unix://`', { not: 'c', note: 'within' }),
      row('stream-pair', '`stream_socket_pair`', { not: 'c' }),
      row('stream-lines', '`fgets`', { not: 'c' }),
      row('stream-timeout', '`stream_set_timeout`', { not: 'c' }),
      row('stream-nonblocking', '`stream_set_blocking`', { not: 'c' }),
      row('stream-async', '`STREAM_CLIENT_ASYNC_CONNECT`', { not: 'c' }),
      row('stream-select', '`stream_select`', { not: 'c' }),
      row('stream-import', '`socket_import_stream`', { not: 'c' }),
      row('stream-export', '`socket_export_stream`', { not: 'c' }),
    ],
  ],
];

/** `yes` where a mistake has the errno in the title. */
export const ERRORS: Group = [
  'Errors, if they are Linux’s',
  [
    row('refused', 'ECONNREFUSED: nobody listens'),
    row('refused-nonblocking', 'ECONNREFUSED: the same, without blocking'),
    row('refused-datagram', 'ECONNREFUSED: nobody takes a datagram'),
    row('unreachable', 'ENETUNREACH: no way there'),
    row('already', 'EALREADY: a connection under way, begun again', { notes: { [JCO]: 'jco-queue' } }),
    row('connected-already', 'EISCONN: connected already'),
    row('connect-listener', 'EISCONN: a listener connects'),
    row('not-connected-send', 'EPIPE: sending, not connected'),
    row('not-connected-receive', 'ENOTCONN: receiving, not connected'),
    row('not-connected-peer', 'ENOTCONN: no peer'),
    row('not-connected-shutdown', 'ENOTCONN: nothing to end'),
    row('address-in-use', 'EADDRINUSE: a port that is taken'),
    row('address-elsewhere', 'EADDRNOTAVAIL: another machine’s address'),
    row('bound-already', 'EINVAL: bound already'),
    row('not-listening', 'EINVAL: `accept` without `listen`'),
    row('listen-datagram', 'EOPNOTSUPP: UDP listens'),
    row('pipe', 'EPIPE: sending, after it was ended'),
    row('reset-by-peer', 'ECONNRESET: the peer has not read all', { notes: { [WASMTIME]: 'unread', [JCO]: 'unread' } }),
    row('no-destination', 'EDESTADDRREQ: a datagram to nowhere'),
    row('too-large', 'EMSGSIZE: a datagram of 65,508 bytes'),
    row('broadcast-denied', 'EACCES: a broadcast without `SO_BROADCAST`'),
    row('wrong-protocol', 'EPROTONOSUPPORT: a stream of UDP'),
  ],
];
