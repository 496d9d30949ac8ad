// Options: set, and read back; where that is easily seen, with what they do.

import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_TCLASS,
  IPV6_UNICAST_HOPS,
  IPV6_V6ONLY,
  IP_BIND_ADDRESS_NO_PORT,
  IP_HDRINCL,
  IP_MTU_DISCOVER,
  IP_PMTUDISC_DO,
  IP_TOS,
  IP_TRANSPARENT,
  IP_TTL,
  IPPROTO_RAW,
  Linger,
  SKF_AD_CPU,
  SO_ACCEPTCONN,
  SO_ATTACH_REUSEPORT_CBPF,
  SO_BINDTODEVICE,
  SO_BROADCAST,
  SO_BUSY_POLL,
  SO_DEBUG,
  SO_DOMAIN,
  SO_DONTROUTE,
  SO_ERROR,
  SO_INCOMING_CPU,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_MARK,
  SO_MEMINFO,
  SO_OOBINLINE,
  SO_PEERCRED,
  SO_PRIORITY,
  SO_PROTOCOL,
  SO_RCVBUF,
  SO_RCVLOWAT,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SO_ZEROCOPY,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  SOL_UDP,
  Socket,
  socket_accept,
  socket_bind,
  socket_connect,
  socket_create_pair,
  socket_get_option,
  socket_listen,
  socket_select,
  socket_sendto,
  socket_set_option,
  socket_write,
  TCP_CONGESTION,
  TCP_CORK,
  TCP_DEFER_ACCEPT,
  TCP_KEEPCNT,
  TCP_KEEPIDLE,
  TCP_KEEPINTVL,
  TCP_MAXSEG,
  TCP_NODELAY,
  TCP_NOTSENT_LOWAT,
  TCP_QUICKACK,
  TCP_SYNCNT,
  TCP_USER_TIMEOUT,
  UDP_SEGMENT,
} from 'wasock';
import {
  bound, connected, create, expect, failure, listening, NO, patient, portOf, probe, read, talk, YES,
} from './probe';

export function options(): void {
  probe('so-type', identity);
  probe('so-error', () => reads(AF_INET, SOCK_STREAM, SOL_SOCKET, SO_ERROR, 0));
  probe('so-acceptconn', acceptConn);
  probe('so-reuseaddr', () => number(AF_INET, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR, 1));
  probe('so-reuseport', reusePort);
  probe('so-broadcast', broadcast);
  probe('so-keepalive', () => number(AF_INET, SOCK_STREAM, SOL_SOCKET, SO_KEEPALIVE, 1));
  probe('so-linger', linger);
  probe('so-rcvbuf', () => atLeast(SO_RCVBUF));
  probe('so-sndbuf', () => atLeast(SO_SNDBUF));
  probe('so-rcvlowat', lowWater);
  probe('so-oobinline', () => number(AF_INET, SOCK_STREAM, SOL_SOCKET, SO_OOBINLINE, 1));
  probe('so-dontroute', () => number(AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_DONTROUTE, 1));
  probe('so-priority', () => number(AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_PRIORITY, 3));
  probe('so-peercred', peerCredentials);
  probe('so-incoming-cpu', () => number(AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_INCOMING_CPU, 0));
  probe('so-zerocopy', () => number(AF_INET, SOCK_STREAM, SOL_SOCKET, SO_ZEROCOPY, 1));
  probe('so-meminfo', memoryInfo);
  probe('so-cbpf', reusePortFilter);
  probe('so-bindtodevice', bindToDevice);
  probe('so-mark', () => number(AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_MARK, 7));
  probe('so-debug', () => number(AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_DEBUG, 1));
  probe('so-busy-poll', () => number(AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_BUSY_POLL, 50));
  probe('tcp-nodelay', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_NODELAY, 1));
  probe('tcp-keepidle', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_KEEPIDLE, 33));
  probe('tcp-keepintvl', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_KEEPINTVL, 11));
  probe('tcp-keepcnt', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_KEEPCNT, 5));
  probe('tcp-maxseg', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_MAXSEG, 1000));
  probe('tcp-cork', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_CORK, 1));
  probe('tcp-syncnt', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_SYNCNT, 3));
  probe('tcp-defer-accept', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_DEFER_ACCEPT, 1));
  probe('tcp-quickack', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_QUICKACK, 0));
  probe('tcp-congestion', congestion);
  probe('tcp-user-timeout', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_USER_TIMEOUT, 5000));
  probe('tcp-notsent-lowat', () => number(AF_INET, SOCK_STREAM, SOL_TCP, TCP_NOTSENT_LOWAT, 4096));
  probe('udp-segment-option', () => number(AF_INET, SOCK_DGRAM, SOL_UDP, UDP_SEGMENT, 100));
  probe('ip-ttl', () => number(AF_INET, SOCK_STREAM, IPPROTO_IP, IP_TTL, 9));
  probe('ip-ttl-datagram', () => number(AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TTL, 9));
  probe('ip-tos', () => number(AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TOS, 16));
  probe('ip-mtu-discover', () => number(AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO));
  probe('ip-bind-address-no-port', () => number(AF_INET, SOCK_STREAM, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1));
  probe('ip-transparent', () => number(AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TRANSPARENT, 1));
  probe('ip-hdrincl', headerIncluded);
  probe('ipv6-unicast-hops', () => number(AF_INET6, SOCK_STREAM, IPPROTO_IPV6, IPV6_UNICAST_HOPS, 9));
  probe('ipv6-tclass', () => number(AF_INET6, SOCK_DGRAM, IPPROTO_IPV6, IPV6_TCLASS, 16));
  probe('ipv6-v6only', () => number(AF_INET6, SOCK_STREAM, IPPROTO_IPV6, IPV6_V6ONLY, 1));
  probe('ipv6-dual', dualStack);
}

/** What an option is; `NO` for anything else. */
function reads(domain: i32, type: i32, level: i32, option: i32, value: i32): i32 {
  const socket = create(domain, type);
  return socket === null ? failure() : has(socket, level, option, value);
}

function has(socket: Socket, level: i32, option: i32, value: i32): i32 {
  const found = socket_get_option(socket, level, option);
  return found === null ? failure() : expect(found.int == value);
}

/** A number that is set, and read back. */
function number(domain: i32, type: i32, level: i32, option: i32, value: i32): i32 {
  const socket = create(domain, type);
  if (socket === null || !socket_set_option(socket, level, option, value)) return failure();
  return has(socket, level, option, value);
}

function identity(): i32 {
  const socket = create(AF_INET6, SOCK_DGRAM);
  if (socket === null) return failure();
  const type = has(socket, SOL_SOCKET, SO_TYPE, SOCK_DGRAM);
  const domain = has(socket, SOL_SOCKET, SO_DOMAIN, AF_INET6);
  const protocol = has(socket, SOL_SOCKET, SO_PROTOCOL, SOL_UDP);
  return type != YES ? type : domain != YES ? domain : protocol;
}

function acceptConn(): i32 {
  const server = listening();
  if (server === null) return failure();
  const listens = has(server, SOL_SOCKET, SO_ACCEPTCONN, 1);
  return listens != YES ? listens : reads(AF_INET, SOCK_STREAM, SOL_SOCKET, SO_ACCEPTCONN, 0);
}

/** Two sockets at one port. */
function reusePort(): i32 {
  const one = create(AF_INET, SOCK_DGRAM);
  const other = create(AF_INET, SOCK_DGRAM);
  if (one === null || other === null) return failure();
  if (!socket_set_option(one, SOL_SOCKET, SO_REUSEPORT, 1) || !socket_bind(one, '127.0.0.1', 0)) return failure();
  if (!socket_set_option(other, SOL_SOCKET, SO_REUSEPORT, 1)) return failure();
  return socket_bind(other, '127.0.0.1', portOf(one)) ? YES : failure();
}

function broadcast(): i32 {
  const to = create(AF_INET, SOCK_DGRAM);
  const from = create(AF_INET, SOCK_DGRAM);
  if (to === null || from === null || !socket_bind(to, '0.0.0.0', 0)) return failure();
  if (!socket_set_option(from, SOL_SOCKET, SO_BROADCAST, 1)) return failure();
  if (socket_sendto(from, 'all', 3, 0, '127.255.255.255', portOf(to)) != 3) return failure();
  const heard = read(to);
  return heard === null ? failure() : expect(heard == 'all');
}

function linger(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  if (socket === null || !socket_set_option(socket, SOL_SOCKET, SO_LINGER, new Linger(1, 7))) return failure();
  const found = socket_get_option(socket, SOL_SOCKET, SO_LINGER);
  return found === null ? failure() : expect(found.linger.l_onoff == 1 && found.linger.l_linger == 7);
}

/** A buffer of 20,000 bytes: the system may make more of it. */
function atLeast(option: i32): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  if (socket === null || !socket_set_option(socket, SOL_SOCKET, option, 20000)) return failure();
  const found = socket_get_option(socket, SOL_SOCKET, option);
  return found === null ? failure() : expect(found.int >= 20000 && found.int <= 40000);
}

/** Less than that is not ready for reading. */
function lowWater(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_set_option(pair[1], SOL_SOCKET, SO_RCVLOWAT, 3)) return failure();
  if (socket_write(pair[0], 'ab') != 2) return failure();
  const before = socket_select([pair[1]], null, null, 0, 20000);
  if (socket_write(pair[0], 'c') != 1) return failure();
  return expect(before == 0 && socket_select([pair[1]], null, null, 2) == 1);
}

function peerCredentials(): i32 {
  const pair: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair)) return failure();
  const found = socket_get_option(pair[0], SOL_SOCKET, SO_PEERCRED);
  return found === null ? failure() : expect(found.credentials.pid > 0);
}

function memoryInfo(): i32 {
  const socket = create(AF_INET, SOCK_DGRAM);
  if (socket === null) return failure();
  const found = socket_get_option(socket, SOL_SOCKET, SO_MEMINFO);
  return found === null ? failure() : expect(found.meminfo.rcvbuf > 0);
}

function reusePortFilter(): i32 {
  const socket = create(AF_INET, SOCK_DGRAM);
  if (socket === null || !socket_set_option(socket, SOL_SOCKET, SO_REUSEPORT, 1)) return failure();
  if (!socket_bind(socket, '127.0.0.1', 0)) return failure();
  return socket_set_option(socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, SKF_AD_CPU) ? YES : failure();
}

function bindToDevice(): i32 {
  const pair = connected();
  const socket = create(AF_INET, SOCK_STREAM);
  const server = listening();
  if (pair.length == 0 || socket === null || server === null) return failure();
  if (!socket_set_option(socket, SOL_SOCKET, SO_BINDTODEVICE, 'lo')) return failure();
  const found = socket_get_option(socket, SOL_SOCKET, SO_BINDTODEVICE);
  if (found === null) return failure();
  return expect(found.text.startsWith('lo') && socket_connect(socket, '127.0.0.1', portOf(server)));
}

function congestion(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  if (socket === null || !socket_set_option(socket, SOL_TCP, TCP_CONGESTION, 'reno')) return failure();
  const found = socket_get_option(socket, SOL_TCP, TCP_CONGESTION);
  return found === null ? failure() : expect(found.text.startsWith('reno'));
}

/** A whole packet of the guest's own making. */
function headerIncluded(): i32 {
  const to = bound(AF_INET, SOCK_DGRAM);
  const raw = create(AF_INET, SOCK_RAW, IPPROTO_RAW);
  if (to === null || raw === null) return failure();
  if (!socket_set_option(raw, IPPROTO_IP, IP_HDRINCL, 1)) return failure();
  const packet = new Uint8Array(20 + 8 + 1);
  packet.set([0x45, 0, 0, 29, 0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]);
  const port = portOf(to);
  packet[20] = 0x12;
  packet[22] = <u8>(port >> 8);
  packet[23] = <u8>port;
  packet[25] = 9;
  packet[28] = 0x78;
  if (socket_sendto(raw, packet, packet.length, 0, '127.0.0.1', 0) < 0) return failure();
  const heard = read(to);
  return heard === null ? failure() : expect(heard == 'x');
}

/** An IPv6 listener takes IPv4 connections, too. */
function dualStack(): i32 {
  const server = create(AF_INET6, SOCK_STREAM);
  const client = create(AF_INET, SOCK_STREAM);
  if (server === null || client === null) return failure();
  if (!socket_set_option(server, IPPROTO_IPV6, IPV6_V6ONLY, 0)) return failure();
  if (!socket_bind(server, '::', 0) || !socket_listen(server)) return failure();
  if (!socket_connect(client, '127.0.0.1', portOf(server))) return failure();
  const accepted = patient(socket_accept(server));
  return accepted === null ? failure() : talk(client, accepted);
}
