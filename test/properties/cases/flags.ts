import type { Cases } from '../../support/cases.ts';
import { FAMILIES, INTERNET } from '../../support/families.ts';

/** A cable to a gateway, by which everything else is reached. */
const GATEWAY = `
ip link add near type veth peer name far
ip link set near up
ip link set far up
ip address add 10.1.1.1/24 dev near
ip route add default via 10.1.1.254`;

export const CASES: Cases = {
  oob: {
    fact: 'MSG_OOB carries one byte past the others, which SO_OOBINLINE puts among them',
    families: FAMILIES,
    lines: [
      'none yet: errno 22',
      'sent: 2',
      'urgent: 1',
      'sent: 2',
      'select: 1',
      'urgent: 1 "!"',
      'before it: 2 "ab"',
      'after it: 2 "cd"',
      'in line: 1 "?"',
    ],
    warnings: ['socket_recv(): Unable to read from socket [22]: Invalid argument'],
  },
  'peek-datagram': {
    fact: 'MSG_PEEK leaves a datagram in the queue, whole',
    families: FAMILIES,
    lines: ['peek: 5 "first"', 'peek a part: 3 "fir"', 'whole still: 5 "first"', 'then: 6 "second"'],
  },
  trunc: {
    fact: 'MSG_TRUNC tells the length of the whole datagram',
    families: FAMILIES,
    lines: ['peek: 11 "eleven"', 'length: 11 "eleven"', 'next: 4 "next"'],
  },
  'send-dontwait': {
    fact: 'MSG_DONTWAIT sends without waiting on a socket that blocks',
    families: FAMILIES,
    lines: ['full: -1', 'errno: 11'],
  },
  eof: {
    fact: 'MSG_EOF ends the sending side after the data',
    families: FAMILIES,
    lines: [
      'sent: 4',
      'data: 4 "last"',
      'end: 0 FALSE',
      'the other way: 5',
      'data: 5 "still"',
      'no more: -1',
      'errno: 32',
    ],
    warnings: ['socket_send(): Unable to write to socket [32]: Broken pipe'],
  },
  nosignal: {
    fact: 'sending to nobody gives EPIPE, with MSG_NOSIGNAL and without: the process lives',
    families: FAMILIES,
    lines: ['sent: -1', 'errno: 32', 'without the flag: -1', 'errno: 32'],
    warnings: (family) =>
      Array<string>(family === 'unix' ? 3 : 2).fill('socket_send(): Unable to write to socket [32]: Broken pipe'),
  },
  'no-effect': {
    fact: 'MSG_CONFIRM, MSG_CMSG_CLOEXEC, MSG_WAITFORONE and MSG_DONTROUTE hinder nothing',
    families: FAMILIES,
    lines: ['sent: 9', 'received: 9 "confirmed"', 'sent: 6', 'received: 6 "nearby"'],
  },
  more: {
    fact: 'MSG_MORE gathers one datagram',
    families: INTERNET,
    lines: ['sent: 4', 'sent: 8', 'nothing yet: errno 11', 'sent: 1', 'all: 13 "one datagram."'],
  },
  errqueue: {
    fact: 'MSG_ERRQUEUE gives back a datagram that was refused',
    families: INTERNET,
    lines: [
      'nothing queued: errno 11',
      'sent: 4',
      'select: 1',
      'pending: errno 111',
      'queued: 4',
      'what was sent: "who?"',
      'to: true',
      'nothing more: errno 11',
    ],
    warnings: ['socket_recv(): Unable to read from socket [111]: Connection refused'],
  },
  zerocopy: {
    fact: 'MSG_ZEROCOPY is followed by a completion in the error queue',
    families: INTERNET,
    lines: ['option: true', 'sent: true', 'wrong: 0', 'select: 1', 'completion: 0 FALSE', 'no other: errno 11'],
  },
  eor: {
    fact: 'MSG_EOR ends a record of SOCK_SEQPACKET',
    families: ['unix'],
    lines: ['sent: 3', 'sent: 3', 'record: 3 "one"', 'record: 3 "two"'],
  },
  dontroute: {
    // Linux has the flag for IPv4 only.
    fact: 'MSG_DONTROUTE reaches what is attached directly only',
    families: ['inet'],
    args: ['203.0.113.1', '10.1.1.9'],
    network: GATEWAY,
    lines: ['by the gateway: 1', 'directly: -1', 'errno: 101', 'to a neighbour: 1'],
    warnings: ['socket_sendto(): Unable to write to socket [101]: Network is unreachable'],
  },
};
