// Multicast on interfaces that are known by their indices: see columns.ts.

import {
  AF_INET,
  AF_INET6,
  GroupRequest,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_MULTICAST_HOPS,
  IPV6_MULTICAST_IF,
  IPV6_MULTICAST_LOOP,
  IP_MULTICAST_IF,
  IP_MULTICAST_LOOP,
  IP_MULTICAST_TTL,
  MCAST_BLOCK_SOURCE,
  MCAST_JOIN_GROUP,
  MCAST_JOIN_SOURCE_GROUP,
  MCAST_LEAVE_GROUP,
  MCAST_LEAVE_SOURCE_GROUP,
  MCAST_UNBLOCK_SOURCE,
  Socket,
  SourceRequest,
  SOCK_DGRAM,
  socket_bind,
  socket_get_option,
  socket_sendto,
  socket_set_option,
} from 'wasock';
import { create, expect, failure, NO, portOf, probe, read } from './probe';

const LOOPBACK: i32 = 1;
/** Linux hears no groups of IPv6 on the loopback interface. */
const CABLE: i32 = 7;
const GROUP = '239.1.2.3';
const GROUP6 = 'ff15::1234';

export function multicast(): void {
  probe('multicast', () => group(AF_INET));
  probe('multicast6', () => group(AF_INET6));
  probe('multicast-source', source);
  probe('multicast-block', block);
  probe('ip-multicast-if', () => setting(AF_INET, IPPROTO_IP, IP_MULTICAST_IF, LOOPBACK));
  probe('ip-multicast-ttl', () => setting(AF_INET, IPPROTO_IP, IP_MULTICAST_TTL, 3));
  probe('ip-multicast-loop', () => setting(AF_INET, IPPROTO_IP, IP_MULTICAST_LOOP, 0));
  probe('ipv6-multicast-if', () => setting(AF_INET6, IPPROTO_IPV6, IPV6_MULTICAST_IF, LOOPBACK));
  probe('ipv6-multicast-hops', () => setting(AF_INET6, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 3));
  probe('ipv6-multicast-loop', () => setting(AF_INET6, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0));
}

function setting(domain: i32, level: i32, option: i32, value: i32): i32 {
  const socket = create(domain, SOCK_DGRAM);
  if (socket === null || !socket_set_option(socket, level, option, value)) return failure();
  const found = socket_get_option(socket, level, option);
  return found === null ? failure() : expect(found.int == value);
}

/** A socket that receives what comes to any address of this machine. */
function receiver(domain: i32): Socket | null {
  const socket = create(domain, SOCK_DGRAM);
  return socket !== null && socket_bind(socket, domain == AF_INET6 ? '::' : '0.0.0.0', 0) ? socket : null;
}

/** A socket that sends to groups. */
function sender(domain: i32): Socket | null {
  const socket = create(domain, SOCK_DGRAM);
  if (socket === null) return null;
  const isSet = domain == AF_INET6
    ? socket_set_option(socket, IPPROTO_IPV6, IPV6_MULTICAST_IF, CABLE)
    : socket_bind(socket, '127.0.0.1', 0) && socket_set_option(socket, IPPROTO_IP, IP_MULTICAST_IF, LOOPBACK);
  return isSet ? socket : null;
}

/** What is heard of a message to the group, up to one that is sent straight to the receiver; null after a failure. */
function heard(from: Socket, to: Socket, domain: i32 = AF_INET): string | null {
  const port = portOf(to);
  if (socket_sendto(from, 'group', 5, 0, domain == AF_INET6 ? GROUP6 : GROUP, port) != 5) return null;
  if (socket_sendto(from, '.', 1, 0, domain == AF_INET6 ? '::1' : '127.0.0.1', port) != 1) return null;
  let all = '';
  while (true) {
    const message = read(to);
    if (message === null) return null;
    if (message == '.') return all;
    all += message;
  }
}

function group(domain: i32): i32 {
  const six = domain == AF_INET6;
  const level = six ? IPPROTO_IPV6 : IPPROTO_IP;
  const request = new GroupRequest<i32>(six ? GROUP6 : GROUP, six ? CABLE : LOOPBACK);
  const to = receiver(domain);
  // What is asked for first is what the table is about.
  if (to === null || !socket_set_option(to, level, MCAST_JOIN_GROUP, request)) return failure();
  const from = sender(domain);
  if (from === null) return failure();
  const joined = heard(from, to, domain);
  if (joined === null || !socket_set_option(to, level, MCAST_LEAVE_GROUP, request)) return failure();
  const left = heard(from, to, domain);
  return left === null ? failure() : expect(joined == 'group' && left == '');
}

function source(): i32 {
  const request = new SourceRequest<i32>(GROUP, LOOPBACK, '127.0.0.1');
  const to = receiver(AF_INET);
  if (to === null || !socket_set_option(to, IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP, request)) return failure();
  const from = sender(AF_INET);
  if (from === null) return failure();
  const joined = heard(from, to);
  if (joined === null || !socket_set_option(to, IPPROTO_IP, MCAST_LEAVE_SOURCE_GROUP, request)) return failure();
  const left = heard(from, to);
  return left === null ? failure() : expect(joined == 'group' && left == '');
}

function block(): i32 {
  const request = new SourceRequest<i32>(GROUP, LOOPBACK, '127.0.0.1');
  const to = receiver(AF_INET);
  const all = new GroupRequest<i32>(GROUP, LOOPBACK);
  if (to === null || !socket_set_option(to, IPPROTO_IP, MCAST_JOIN_GROUP, all)) return failure();
  const from = sender(AF_INET);
  if (from === null || !socket_set_option(to, IPPROTO_IP, MCAST_BLOCK_SOURCE, request)) return failure();
  const blocked = heard(from, to);
  if (blocked === null || !socket_set_option(to, IPPROTO_IP, MCAST_UNBLOCK_SOURCE, request)) return failure();
  const unblocked = heard(from, to);
  if (unblocked === null) return failure();
  return blocked == '' ? expect(unblocked == 'group') : NO;
}
