// The rows of docs/runtimes.md: what the probes print, in groups, and what it is called there.
import { ERRORS, NAMES, PHP, PROCESSES } from './features-named.ts';
import { MULTICAST, OPTIONS } from './features-options.ts';
import { type Feature, type Group, row } from './feature.ts';

const JCO = 'jco wasip2';

/** The groups, in their order. */
export const GROUPS: readonly Group[] = [
  [
    'Domains and types',
    [
      row('tcp-inet', 'TCP over IPv4'),
      row('tcp-inet6', 'TCP over IPv6'),
      row('udp-inet', 'UDP over IPv4'),
      row('udp-inet6', 'UDP over IPv6'),
      row('pair-stream', 'a pair, `SOCK_STREAM`'),
      row('pair-dgram', 'a pair, `SOCK_DGRAM`'),
      row('pair-seqpacket', 'a pair, `SOCK_SEQPACKET`'),
      row('unix-stream', '`AF_UNIX` by path, `SOCK_STREAM`', { note: 'within' }),
      row('unix-seqpacket', '`AF_UNIX` by path, `SOCK_SEQPACKET`', { note: 'within' }),
      row('unix-dgram', '`AF_UNIX` by path, `SOCK_DGRAM`', { note: 'within' }),
      row('unix-abstract', '`AF_UNIX` by an abstract name', { note: 'within' }),
      row('raw-inet', 'a raw socket, ICMP', { note: 'root' }),
      row('raw-inet6', 'a raw socket, ICMPv6', { note: 'root' }),
      row('packet', 'a packet socket', { not: 'c', note: 'root' }),
    ],
  ],
  [
    'Connections',
    [
      row('queue', '`listen` and `accept`, two waiting'),
      row('create-listen', '`socket_create_listen`', { not: 'c' }),
      row('names', '`getsockname`, `getpeername`'),
      row('client-bind', '`bind` before `connect`'),
      row('connect-nonblocking', '`connect` that does not block, and its outcome'),
      row('type-nonblocking', '`SOCK_NONBLOCK`'),
      row('connect-datagram', '`connect` of UDP: nobody else is heard'),
      row('shutdown-write', '`shutdown` of sending: half-closed', { notes: { [JCO]: 'jco-shutdown' } }),
      row('shutdown-read', '`shutdown` of receiving'),
      row('end-of-file', 'the end of file after a close'),
      row('reset', 'a close that resets (`SO_LINGER`)'),
    ],
  ],
  [
    'Waiting',
    [
      row('receive-limit', '`SO_RCVTIMEO`'),
      row('send-limit', '`SO_SNDTIMEO`'),
      row('accept-limit', '`SO_RCVTIMEO` of `accept`'),
      row('connect-limit', '`SO_SNDTIMEO` of `connect`', { notes: { [JCO]: 'jco-queue' } }),
      row('limit-read-back', '`SO_RCVTIMEO`, read back'),
      row('nonblocking-receive', 'receiving without blocking'),
      row('nonblocking-send', 'sending without blocking, the buffers full'),
      row('nonblocking-accept', '`accept` without blocking'),
      row('blocking-again', 'blocking again'),
      row('select-read', '`select` for reading'),
      row('select-write', '`select` for writing, the buffers full'),
      row('select-except', '`select` for exceptions'),
      row('select-accept', '`select` of a listener'),
      row('select-datagram', '`select` of TCP and UDP together'),
      row('select-local', '`select` of a pair and TCP together'),
      row('select-timeout', '`select` with a time limit'),
      row('select-many', '`select` of 200'),
    ],
  ],
  [
    'Flags',
    [
      row('peek', '`MSG_PEEK`'),
      row('waitall', '`MSG_WAITALL`'),
      row('dontwait', '`MSG_DONTWAIT`'),
      row('trunc-datagram', '`MSG_TRUNC` of a datagram'),
      row('trunc-stream', '`MSG_TRUNC` of a stream'),
      row('oob', '`MSG_OOB`'),
      row('atmark', '`sockatmark`'),
      row('dontroute', '`MSG_DONTROUTE`'),
      row('more', '`MSG_MORE` of datagrams'),
      row('nosignal', '`MSG_NOSIGNAL`'),
      row('eor', '`MSG_EOR`'),
    ],
  ],
  [
    'Messages',
    [
      row('gather', '`sendmsg`, `recvmsg` of several parts'),
      row('message-name', '`sendmsg`, `recvmsg` with an address'),
      row('message-trunc', '`recvmsg` tells what is cut'),
      row('rights', '`SCM_RIGHTS` in the guest'),
      row('rights-other', '`SCM_RIGHTS` to another program and back', { note: 'within' }),
      row('credentials', '`SCM_CREDENTIALS`'),
      row('pktinfo', '`IP_PKTINFO`, received'),
      row('pktinfo6', '`IPV6_PKTINFO`, received'),
      row('pktinfo-send', '`IP_PKTINFO`, sent'),
      row('recvttl', '`IP_RECVTTL`'),
      row('recvtos', '`IP_RECVTOS`'),
      row('recvhoplimit', '`IPV6_RECVHOPLIMIT`'),
      row('recvtclass', '`IPV6_RECVTCLASS`'),
      row('send-tos', '`IP_TOS` of one datagram, sent'),
      row('errqueue', '`MSG_ERRQUEUE`', { notes: { 'C guest': 'c-errqueue' } }),
      row('udp-segment', '`UDP_SEGMENT`, sent', { not: 'c' }),
    ],
  ],
  ...OPTIONS,
  MULTICAST,
  NAMES,
  ...PHP,
  PROCESSES,
  ERRORS,
];

/** All rows. */
export const FEATURES: readonly Feature[] = GROUPS.flatMap(([, features]) => features);
