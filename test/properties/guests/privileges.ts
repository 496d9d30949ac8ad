// What a guest may not do without --allow-raw and --allow-multicast.

import {
  AF_INET,
  AF_INET6,
  AF_PACKET,
  ETH_P_ALL,
  GroupRequest,
  IPPROTO_ICMP,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IP_TRANSPARENT,
  MCAST_JOIN_GROUP,
  MCAST_LEAVE_GROUP,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  SO_BINDTODEVICE,
  SO_BINDTOIFINDEX,
  SO_MARK,
  Socket,
  TCP_REPAIR,
  socket_clear_error,
  socket_create,
  socket_last_error,
  socket_set_option,
} from 'wasock';
import { say } from './support';

function denied(what: string, ok: bool): void {
  say(what, ok ? 'allowed' : socket_last_error().toString());
  socket_clear_error();
}

function creates(what: string, domain: i32, type: i32, protocol: i32): void {
  denied(what, socket_create(domain, type, protocol) !== null);
}

creates('raw', AF_INET, SOCK_RAW, IPPROTO_ICMP);
creates('raw IPv6', AF_INET6, SOCK_RAW, 255);
creates('packet', AF_PACKET, SOCK_RAW, ETH_P_ALL);
creates('packet datagram', AF_PACKET, SOCK_DGRAM, ETH_P_ALL);

const udp = socket_create(AF_INET, SOCK_DGRAM, 0)!;
const tcp = socket_create(AF_INET, SOCK_STREAM, 0)!;
const six = socket_create(AF_INET6, SOCK_DGRAM, 0)!;
denied('device', socket_set_option(udp, SOL_SOCKET, SO_BINDTODEVICE, 'lo'));
denied('device by index', socket_set_option(udp, SOL_SOCKET, SO_BINDTOIFINDEX, 1));
denied('mark', socket_set_option(udp, SOL_SOCKET, SO_MARK, 1));
denied('transparent', socket_set_option(udp, IPPROTO_IP, IP_TRANSPARENT, 1));
denied('repair', socket_set_option(tcp, SOL_TCP, TCP_REPAIR, 1));

function member(socket: Socket, level: i32, option: i32, group: string): void {
  denied('membership of ' + group, socket_set_option(socket, level, option, new GroupRequest(group, 'lo')));
}

member(udp, IPPROTO_IP, MCAST_JOIN_GROUP, '239.1.2.3');
member(udp, IPPROTO_IP, MCAST_LEAVE_GROUP, '239.1.2.3');
member(six, IPPROTO_IPV6, MCAST_JOIN_GROUP, 'ff02::1234');
