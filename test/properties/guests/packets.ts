// The control data of internet sockets, and out-of-band data.

import {
  AF_INET6,
  ControlMessage,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IP_PKTINFO,
  IP_RECVERR,
  IP_RECVTOS,
  IP_RECVTTL,
  IP_TOS,
  IP_TTL,
  IPV6_HOPLIMIT,
  IPV6_PKTINFO,
  IPV6_RECVERR,
  IPV6_RECVHOPLIMIT,
  IPV6_RECVPKTINFO,
  IPV6_RECVTCLASS,
  IPV6_TCLASS,
  MSG_CTRUNC,
  MSG_ERRQUEUE,
  MSG_OOB,
  Message,
  PacketInfo,
  Ref,
  SOCK_DGRAM,
  SOL_UDP,
  UDP_SEGMENT,
  socket_atmark,
  socket_close,
  socket_recv,
  socket_recvmsg,
  socket_send,
  socket_sendmsg,
  socket_set_option,
} from 'wasock';
import {
  parts,
  nameOf,
  receiving,
  data,
  withName,
} from './message-support';
import {
  bound,
  connected,
  domain,
  errno,
  local,
  loopback,
  say,
  testCase,
} from './support';

if (testCase == 'received') receivedControl();
else if (testCase == 'sent') sentControl();
else if (testCase == 'cut') cutControl();
else if (testCase == 'errors') errorQueue();
else if (testCase == 'segments') segments();
else if (testCase == 'mark') mark();
else process.exit(8);

function int(message: Message, type: i32): i32 {
  for (let i = 0; i < message.control.length; i++) {
    if (message.control[i].type == type) return message.control[i].data.int;
  }
  return -1;
}

function info(message: Message, type: i32): PacketInfo | null {
  for (let i = 0; i < message.control.length; i++) {
    if (message.control[i].type == type) return message.control[i].data.pktinfo;
  }
  return null;
}

/** What the system tells of a packet, and a program may say of it. */
function receivedControl(): void {
  const v6 = domain == AF_INET6;
  const level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
  const to = bound(SOCK_DGRAM);
  const from = bound(SOCK_DGRAM);
  socket_set_option(to, level, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, 1);
  socket_set_option(to, level, v6 ? IPV6_RECVHOPLIMIT : IP_RECVTTL, 1);
  socket_set_option(to, level, v6 ? IPV6_RECVTCLASS : IP_RECVTOS, 1);
  const control = [
    ControlMessage.of(level, v6 ? IPV6_HOPLIMIT : IP_TTL, 7),
    ControlMessage.of(level, v6 ? IPV6_TCLASS : IP_TOS, 40),
  ];
  say('sent', socket_sendmsg(from, withName(new Message(parts(['x']), control), nameOf(to, ''))));
  const message = receiving(10);
  say('received', socket_recvmsg(to, message));
  say('hops', int(message, v6 ? IPV6_HOPLIMIT : IP_TTL));
  say('class', int(message, v6 ? IPV6_TCLASS : IP_TOS));
  const packet = info(message, v6 ? IPV6_PKTINFO : IP_PKTINFO)!;
  say('address', packet.addr! == loopback);
  say('local address', v6 ? packet.spec_dst === null : packet.spec_dst! == loopback);
  say('an interface', packet.ifindex > 0);
  say('flags', message.flags);
}

/** Where a packet leaves from. */
function sentControl(): void {
  const v6 = domain == AF_INET6;
  const level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
  const type = v6 ? IPV6_PKTINFO : IP_PKTINFO;
  const to = bound(SOCK_DGRAM);
  const from = bound(SOCK_DGRAM);
  const name = nameOf(to, '');
  const one = new PacketInfo(loopback, 0, v6 ? null : loopback, 'lo');
  const two = new PacketInfo(loopback, 999999, v6 ? null : loopback);
  say('by name', socket_sendmsg(from, withName(new Message(parts(['x']), [ControlMessage.of(level, type, one)]), name)));
  say('by index', socket_sendmsg(from, withName(new Message(parts(['x']), [ControlMessage.of(level, type, two)]), name)));
  say('error', errno(from));
  const message = receiving(10);
  say('received', socket_recvmsg(to, message));
  say('sender', message.name!.addr! == loopback);
}

/** Control data that is cut is not what its type says any more. */
function cutControl(): void {
  const v6 = domain == AF_INET6;
  const to = bound(SOCK_DGRAM);
  socket_set_option(to, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, 1);
  socket_sendmsg(bound(SOCK_DGRAM), withName(new Message(parts(['x'])), nameOf(to, '')));
  const message = receiving(10, 20);
  say('received', socket_recvmsg(to, message));
  say('control', message.control.length);
  say('bytes', message.control[0].data.bytes.byteLength);
  say('flags', message.flags == MSG_CTRUNC);
}

/** Nobody is bound there any more: the answer waits in the queue of errors. */
function errorQueue(): void {
  const v6 = domain == AF_INET6;
  const gone = bound(SOCK_DGRAM);
  const from = bound(SOCK_DGRAM);
  socket_set_option(from, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVERR : IP_RECVERR, 1);
  const name = nameOf(gone, '');
  socket_close(gone);
  say('sent', socket_sendmsg(from, withName(new Message(parts(['lost'])), name)));
  const message = receiving(10);
  say('received', socket_recvmsg(from, message, MSG_ERRQUEUE));
  say('data', data(message));
  say('flags', message.flags == MSG_ERRQUEUE);
  say('meant for', message.name!.port == name.port);
  const control = message.control[0];
  say('level', control.level == (v6 ? IPPROTO_IPV6 : IPPROTO_IP));
  say('type', control.type == (v6 ? IPV6_RECVERR : IP_RECVERR));
  const report = control.data.error;
  say('errno', report.errno);
  say('origin', report.origin);
  say('offender', report.offender!.addr! == loopback);
  say('no more', socket_recvmsg(from, message, MSG_ERRQUEUE));
}

function segments(): void {
  const to = bound(SOCK_DGRAM);
  const from = bound(SOCK_DGRAM);
  const control = [ControlMessage.of(SOL_UDP, UDP_SEGMENT, 4)];
  say('sent', socket_sendmsg(from, withName(new Message(parts(['ten ', 'bytes!']), control), nameOf(to, ''))));
  const message = receiving(100);
  for (let i = 0; i < 3; i++) {
    socket_recvmsg(to, message);
    say('data', data(message));
  }
}

function mark(): void {
  const pair = connected();
  socket_send(pair[0], 'ab', 2, 0);
  socket_send(pair[0], '!', 1, MSG_OOB);
  const buf = new Ref<ArrayBuffer | null>(null);
  say('at the mark', socket_atmark(pair[1]));
  say('received', socket_recv(pair[1], buf, 10, 0));
  say('at the mark', socket_atmark(pair[1]));
  const message = receiving(10);
  say('received', socket_recvmsg(pair[1], message, MSG_OOB));
  say('data', data(message));
  say('flags', message.flags == MSG_OOB);
}
