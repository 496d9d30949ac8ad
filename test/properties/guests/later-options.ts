// Options that PHP 8.2 has no names for, or no values to read, each by its name, set and read.

import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_RECVERR,
  IP_BIND_ADDRESS_NO_PORT,
  IP_HDRINCL,
  IPV6_MTU,
  IPV6_MTU_DISCOVER,
  IP_MTU,
  IP_MTU_DISCOVER,
  IP_PKTINFO,
  IP_PMTUDISC_DO,
  IP_RECVERR,
  IP_RECVTOS,
  IP_RECVTTL,
  IP_TOS,
  IP_TRANSPARENT,
  IP_TTL,
  OptionValue,
  SKF_AD_CPU,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  SOL_UDP,
  SO_ACCEPTCONN,
  SO_ATTACH_REUSEPORT_CBPF,
  SO_BINDTODEVICE,
  SO_BINDTOIFINDEX,
  SO_BUSY_POLL,
  SO_DETACH_FILTER,
  SO_DOMAIN,
  SO_MARK,
  SO_PEERCRED,
  SO_PRIORITY,
  SO_TIMESTAMP,
  SO_TIMESTAMPNS,
  SO_PROTOCOL,
  SO_REUSEPORT,
  Socket,
  TCP_CORK,
  TCP_MAXSEG,
  TCP_QUICKACK,
  TCP_REPAIR,
  TCP_SYNCNT,
  TCP_USER_TIMEOUT,
  UDP_SEGMENT,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_set_option,
} from 'wasock';
import { errno, family, listening, must, say } from './support';

const tcp = socket_create(AF_INET, SOCK_STREAM, 0)!;
const udp = socket_create(AF_INET, SOCK_DGRAM, 0)!;
const listener = listening();
const pair: Socket[] = [];
must(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair), 'socket_create_pair');

/** Whether an option was set, or why not. */
function set(name: string, socket: Socket, done: bool): void {
  say('set ' + name, done ? 'true' : errno(socket).toString());
}

/** What an option is, or why it cannot be had. */
function got(name: string, socket: Socket, value: OptionValue | null): void {
  say(name, value === null ? 'error ' + errno(socket).toString() : value.int.toString());
}

set('SO_ACCEPTCONN', listener, socket_set_option(listener, SOL_SOCKET, SO_ACCEPTCONN, 0));
got('SO_ACCEPTCONN', listener, socket_get_option(listener, SOL_SOCKET, SO_ACCEPTCONN));
set('SO_PROTOCOL', tcp, socket_set_option(tcp, SOL_SOCKET, SO_PROTOCOL, 0));
got('SO_PROTOCOL', tcp, socket_get_option(tcp, SOL_SOCKET, SO_PROTOCOL));
set('SO_DOMAIN', tcp, socket_set_option(tcp, SOL_SOCKET, SO_DOMAIN, 0));
got('SO_DOMAIN', tcp, socket_get_option(tcp, SOL_SOCKET, SO_DOMAIN));
set('SO_BUSY_POLL', tcp, socket_set_option(tcp, SOL_SOCKET, SO_BUSY_POLL, 0));
got('SO_BUSY_POLL', tcp, socket_get_option(tcp, SOL_SOCKET, SO_BUSY_POLL));
set('SO_PRIORITY', tcp, socket_set_option(tcp, SOL_SOCKET, SO_PRIORITY, 5));
got('SO_PRIORITY', tcp, socket_get_option(tcp, SOL_SOCKET, SO_PRIORITY));
must(socket_set_option(tcp, SOL_SOCKET, SO_REUSEPORT, 1), 'SO_REUSEPORT');
set('SO_ATTACH_REUSEPORT_CBPF', tcp, socket_set_option(tcp, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, SKF_AD_CPU));
got('SO_ATTACH_REUSEPORT_CBPF', tcp, socket_get_option(tcp, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF));
set('SO_BINDTOIFINDEX', tcp, socket_set_option(tcp, SOL_SOCKET, SO_BINDTOIFINDEX, 1));
got('SO_BINDTOIFINDEX', tcp, socket_get_option(tcp, SOL_SOCKET, SO_BINDTOIFINDEX));
say('SO_BINDTODEVICE', socket_get_option(tcp, SOL_SOCKET, SO_BINDTODEVICE)!.text);
set('SO_MARK', tcp, socket_set_option(tcp, SOL_SOCKET, SO_MARK, 1));
set('SO_DETACH_FILTER', tcp, socket_set_option(tcp, SOL_SOCKET, SO_DETACH_FILTER, 0));
got('SO_DETACH_FILTER', tcp, socket_get_option(tcp, SOL_SOCKET, SO_DETACH_FILTER));
const peer = socket_get_option(pair[0], SOL_SOCKET, SO_PEERCRED)!;
say('SO_PEERCRED', peer.int > 0 && peer.credentials.pid === peer.int);

set('TCP_MAXSEG', tcp, socket_set_option(tcp, SOL_TCP, TCP_MAXSEG, 500));
got('TCP_MAXSEG', tcp, socket_get_option(tcp, SOL_TCP, TCP_MAXSEG));
set('TCP_CORK', tcp, socket_set_option(tcp, SOL_TCP, TCP_CORK, 1));
got('TCP_CORK', tcp, socket_get_option(tcp, SOL_TCP, TCP_CORK));
set('TCP_SYNCNT', tcp, socket_set_option(tcp, SOL_TCP, TCP_SYNCNT, 3));
got('TCP_SYNCNT', tcp, socket_get_option(tcp, SOL_TCP, TCP_SYNCNT));
set('TCP_QUICKACK', tcp, socket_set_option(tcp, SOL_TCP, TCP_QUICKACK, 0));
got('TCP_QUICKACK', tcp, socket_get_option(tcp, SOL_TCP, TCP_QUICKACK));
set('TCP_USER_TIMEOUT', tcp, socket_set_option(tcp, SOL_TCP, TCP_USER_TIMEOUT, 5000));
got('TCP_USER_TIMEOUT', tcp, socket_get_option(tcp, SOL_TCP, TCP_USER_TIMEOUT));
set('TCP_REPAIR', tcp, socket_set_option(tcp, SOL_TCP, TCP_REPAIR, 1));
got('TCP_REPAIR', tcp, socket_get_option(tcp, SOL_TCP, TCP_REPAIR));
set('UDP_SEGMENT', udp, socket_set_option(udp, SOL_UDP, UDP_SEGMENT, 1000));
got('UDP_SEGMENT', udp, socket_get_option(udp, SOL_UDP, UDP_SEGMENT));

set('IP_TOS', udp, socket_set_option(udp, IPPROTO_IP, IP_TOS, 16));
got('IP_TOS', udp, socket_get_option(udp, IPPROTO_IP, IP_TOS));
set('IP_TTL', udp, socket_set_option(udp, IPPROTO_IP, IP_TTL, 42));
got('IP_TTL', udp, socket_get_option(udp, IPPROTO_IP, IP_TTL));
set('IP_HDRINCL', udp, socket_set_option(udp, IPPROTO_IP, IP_HDRINCL, 1));
got('IP_HDRINCL', udp, socket_get_option(udp, IPPROTO_IP, IP_HDRINCL));
set('IP_PKTINFO', udp, socket_set_option(udp, IPPROTO_IP, IP_PKTINFO, 1));
got('IP_PKTINFO', udp, socket_get_option(udp, IPPROTO_IP, IP_PKTINFO));
set('IP_RECVTTL', udp, socket_set_option(udp, IPPROTO_IP, IP_RECVTTL, 1));
got('IP_RECVTTL', udp, socket_get_option(udp, IPPROTO_IP, IP_RECVTTL));
set('IP_RECVTOS', udp, socket_set_option(udp, IPPROTO_IP, IP_RECVTOS, 1));
got('IP_RECVTOS', udp, socket_get_option(udp, IPPROTO_IP, IP_RECVTOS));
set('IP_RECVERR', udp, socket_set_option(udp, IPPROTO_IP, IP_RECVERR, 1));
got('IP_RECVERR', udp, socket_get_option(udp, IPPROTO_IP, IP_RECVERR));
set('IP_MTU_DISCOVER', udp, socket_set_option(udp, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO));
got('IP_MTU_DISCOVER', udp, socket_get_option(udp, IPPROTO_IP, IP_MTU_DISCOVER));
set('IP_BIND_ADDRESS_NO_PORT', tcp, socket_set_option(tcp, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1));
got('IP_BIND_ADDRESS_NO_PORT', tcp, socket_get_option(tcp, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT));
set('IP_TRANSPARENT', udp, socket_set_option(udp, IPPROTO_IP, IP_TRANSPARENT, 1));
got('IP_TRANSPARENT', udp, socket_get_option(udp, IPPROTO_IP, IP_TRANSPARENT));
if (family == 'inet6') {
  const udp6 = socket_create(AF_INET6, SOCK_DGRAM, 0)!;
  set('IPV6_RECVERR', udp6, socket_set_option(udp6, IPPROTO_IPV6, IPV6_RECVERR, 1));
  got('IPV6_RECVERR', udp6, socket_get_option(udp6, IPPROTO_IPV6, IPV6_RECVERR));
  set('IPV6_MTU_DISCOVER', udp6, socket_set_option(udp6, IPPROTO_IPV6, IPV6_MTU_DISCOVER, IP_PMTUDISC_DO));
  got('IPV6_MTU_DISCOVER', udp6, socket_get_option(udp6, IPPROTO_IPV6, IPV6_MTU_DISCOVER));
  set('IPV6_MTU', udp6, socket_set_option(udp6, IPPROTO_IPV6, IPV6_MTU, 1500));
  got('IPV6_MTU', udp6, socket_get_option(udp6, IPPROTO_IPV6, IPV6_MTU));
}
set('SO_TIMESTAMP', udp, socket_set_option(udp, SOL_SOCKET, SO_TIMESTAMP, 1));
got('SO_TIMESTAMP', udp, socket_get_option(udp, SOL_SOCKET, SO_TIMESTAMP));
set('SO_TIMESTAMPNS', udp, socket_set_option(udp, SOL_SOCKET, SO_TIMESTAMPNS, 1));
got('SO_TIMESTAMPNS', udp, socket_get_option(udp, SOL_SOCKET, SO_TIMESTAMPNS));
got('SO_TIMESTAMP', udp, socket_get_option(udp, SOL_SOCKET, SO_TIMESTAMP));
set('IP_MTU', udp, socket_set_option(udp, IPPROTO_IP, IP_MTU, 1500));
got('IP_MTU', udp, socket_get_option(udp, IPPROTO_IP, IP_MTU));
