// Which option of the WIT a level and an option name of PHP mean, and what PHP takes for it.
import {
  IPPROTO_IP, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, IPV6_MULTICAST_IF, IPV6_MULTICAST_LOOP, IPV6_RECVERR,
  IPV6_RECVHOPLIMIT, IPV6_RECVPKTINFO, IPV6_RECVTCLASS, IPV6_TCLASS, IPV6_UNICAST_HOPS, IPV6_V6ONLY,
  IP_BIND_ADDRESS_NO_PORT, IP_HDRINCL, IP_MTU_DISCOVER, IP_MULTICAST_IF, IP_MULTICAST_LOOP, IP_MULTICAST_TTL,
  IP_PKTINFO, IP_RECVERR, IP_RECVTOS, IP_RECVTTL, IP_TOS, IP_TRANSPARENT, IP_TTL, SOL_SOCKET, SOL_TCP, SOL_UDP,
  SO_ACCEPTCONN, SO_ATTACH_REUSEPORT_CBPF, SO_BINDTODEVICE, SO_BINDTOIFINDEX, SO_BPF_EXTENSIONS,
  SO_BROADCAST, SO_BUSY_POLL, SO_DEBUG, SO_DETACH_FILTER, SO_DOMAIN, SO_DONTROUTE, SO_ERROR, SO_INCOMING_CPU,
  SO_KEEPALIVE, SO_LINGER, SO_MARK, SO_MEMINFO, SO_OOBINLINE, SO_PASSCRED, SO_PEERCRED, SO_PRIORITY, SO_PROTOCOL,
  SO_RCVBUF, SO_RCVLOWAT, SO_RCVTIMEO, SO_REUSEADDR, SO_REUSEPORT, SO_SNDBUF, SO_SNDLOWAT, SO_SNDTIMEO, SO_TYPE,
  SO_ZEROCOPY, TCP_CONGESTION, TCP_CORK, TCP_DEFER_ACCEPT, TCP_KEEPCNT, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_MAXSEG,
  TCP_NODELAY, TCP_NOTSENT_LOWAT, TCP_QUICKACK, TCP_REPAIR, TCP_SYNCNT, TCP_USER_TIMEOUT, UDP_SEGMENT,
} from "../constants";
import { OptionName } from "../data/option";

/** What PHP takes as the value of an option. */
export enum Shape {
  /** A number; all else becomes one. */
  Integer,
  /** Anything, by PHP's rules of what is true. */
  Boolean,
  /** A number from 0 to 255. */
  Octet,
  /** A number from -1 to 255. */
  Hops,
  /** The index of an interface, or its name. */
  Interface,
  /** A string; all else is an empty one. */
  Text,
  /** SKF_AD_CPU or SKF_AD_QUEUE; 0 takes the filter away. */
  Filter,
  /** `Linger`. */
  Linger,
  /** `TimeVal`. */
  TimeVal,
  /** Nothing: it can only be got. */
  Nothing,
}

/** A row for each option: level, name, the WIT's name, shape. Another option is another row. */
const ROWS: StaticArray<i32> = [
  SOL_SOCKET, SO_DEBUG, OptionName.SoDebug, Shape.Integer,
  SOL_SOCKET, SO_REUSEADDR, OptionName.SoReuseaddr, Shape.Integer,
  SOL_SOCKET, SO_TYPE, OptionName.SoType, Shape.Integer,
  SOL_SOCKET, SO_ERROR, OptionName.SoError, Shape.Nothing,
  SOL_SOCKET, SO_DONTROUTE, OptionName.SoDontroute, Shape.Integer,
  SOL_SOCKET, SO_BROADCAST, OptionName.SoBroadcast, Shape.Integer,
  SOL_SOCKET, SO_SNDBUF, OptionName.SoSndbuf, Shape.Integer,
  SOL_SOCKET, SO_RCVBUF, OptionName.SoRcvbuf, Shape.Integer,
  SOL_SOCKET, SO_KEEPALIVE, OptionName.SoKeepalive, Shape.Integer,
  SOL_SOCKET, SO_OOBINLINE, OptionName.SoOobinline, Shape.Integer,
  SOL_SOCKET, SO_LINGER, OptionName.SoLinger, Shape.Linger,
  SOL_SOCKET, SO_REUSEPORT, OptionName.SoReuseport, Shape.Integer,
  SOL_SOCKET, SO_PASSCRED, OptionName.SoPasscred, Shape.Integer,
  SOL_SOCKET, SO_PEERCRED, OptionName.SoPeercred, Shape.Nothing,
  SOL_SOCKET, SO_RCVLOWAT, OptionName.SoRcvlowat, Shape.Integer,
  SOL_SOCKET, SO_SNDLOWAT, OptionName.SoSndlowat, Shape.Integer,
  SOL_SOCKET, SO_RCVTIMEO, OptionName.SoRcvtimeo, Shape.TimeVal,
  SOL_SOCKET, SO_SNDTIMEO, OptionName.SoSndtimeo, Shape.TimeVal,
  SOL_SOCKET, SO_BINDTODEVICE, OptionName.SoBindtodevice, Shape.Text,
  SOL_SOCKET, SO_ACCEPTCONN, OptionName.SoAcceptconn, Shape.Integer,
  SOL_SOCKET, SO_PROTOCOL, OptionName.SoProtocol, Shape.Integer,
  SOL_SOCKET, SO_DOMAIN, OptionName.SoDomain, Shape.Integer,
  SOL_SOCKET, SO_MARK, OptionName.SoMark, Shape.Integer,
  SOL_SOCKET, SO_INCOMING_CPU, OptionName.SoIncomingCpu, Shape.Integer,
  SOL_SOCKET, SO_MEMINFO, OptionName.SoMeminfo, Shape.Nothing,
  SOL_SOCKET, SO_BPF_EXTENSIONS, OptionName.SoBpfExtensions, Shape.Integer,
  SOL_SOCKET, SO_ZEROCOPY, OptionName.SoZerocopy, Shape.Integer,
  SOL_SOCKET, SO_BUSY_POLL, OptionName.SoBusyPoll, Shape.Integer,
  SOL_SOCKET, SO_PRIORITY, OptionName.SoPriority, Shape.Integer,
  SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, OptionName.SoAttachReuseportCbpf, Shape.Filter,
  SOL_SOCKET, SO_BINDTOIFINDEX, OptionName.SoBindtoifindex, Shape.Integer,
  SOL_SOCKET, SO_DETACH_FILTER, OptionName.SoDetachFilter, Shape.Integer,
  SOL_TCP, TCP_NODELAY, OptionName.TcpNodelay, Shape.Integer,
  SOL_TCP, TCP_MAXSEG, OptionName.TcpMaxseg, Shape.Integer,
  SOL_TCP, TCP_CORK, OptionName.TcpCork, Shape.Integer,
  SOL_TCP, TCP_KEEPIDLE, OptionName.TcpKeepidle, Shape.Integer,
  SOL_TCP, TCP_KEEPINTVL, OptionName.TcpKeepintvl, Shape.Integer,
  SOL_TCP, TCP_KEEPCNT, OptionName.TcpKeepcnt, Shape.Integer,
  SOL_TCP, TCP_SYNCNT, OptionName.TcpSyncnt, Shape.Integer,
  SOL_TCP, TCP_DEFER_ACCEPT, OptionName.TcpDeferAccept, Shape.Integer,
  SOL_TCP, TCP_QUICKACK, OptionName.TcpQuickack, Shape.Integer,
  SOL_TCP, TCP_CONGESTION, OptionName.TcpCongestion, Shape.Text,
  SOL_TCP, TCP_USER_TIMEOUT, OptionName.TcpUserTimeout, Shape.Integer,
  SOL_TCP, TCP_NOTSENT_LOWAT, OptionName.TcpNotsentLowat, Shape.Integer,
  SOL_TCP, TCP_REPAIR, OptionName.TcpRepair, Shape.Integer,
  SOL_UDP, UDP_SEGMENT, OptionName.UdpSegment, Shape.Integer,
  IPPROTO_IP, IP_TOS, OptionName.IpTos, Shape.Integer,
  IPPROTO_IP, IP_TTL, OptionName.IpTtl, Shape.Integer,
  IPPROTO_IP, IP_HDRINCL, OptionName.IpHdrincl, Shape.Integer,
  IPPROTO_IP, IP_PKTINFO, OptionName.IpPktinfo, Shape.Integer,
  IPPROTO_IP, IP_RECVTTL, OptionName.IpRecvttl, Shape.Integer,
  IPPROTO_IP, IP_RECVTOS, OptionName.IpRecvtos, Shape.Integer,
  IPPROTO_IP, IP_RECVERR, OptionName.IpRecverr, Shape.Integer,
  IPPROTO_IP, IP_MTU_DISCOVER, OptionName.IpMtuDiscover, Shape.Integer,
  IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, OptionName.IpBindAddressNoPort, Shape.Integer,
  IPPROTO_IP, IP_TRANSPARENT, OptionName.IpTransparent, Shape.Integer,
  IPPROTO_IP, IP_MULTICAST_IF, OptionName.IpMulticastIf, Shape.Interface,
  IPPROTO_IP, IP_MULTICAST_TTL, OptionName.IpMulticastTtl, Shape.Octet,
  IPPROTO_IP, IP_MULTICAST_LOOP, OptionName.IpMulticastLoop, Shape.Boolean,
  IPPROTO_IPV6, IPV6_V6ONLY, OptionName.Ipv6V6only, Shape.Integer,
  IPPROTO_IPV6, IPV6_UNICAST_HOPS, OptionName.Ipv6UnicastHops, Shape.Integer,
  IPPROTO_IPV6, IPV6_MULTICAST_IF, OptionName.Ipv6MulticastIf, Shape.Interface,
  IPPROTO_IPV6, IPV6_MULTICAST_HOPS, OptionName.Ipv6MulticastHops, Shape.Hops,
  IPPROTO_IPV6, IPV6_MULTICAST_LOOP, OptionName.Ipv6MulticastLoop, Shape.Boolean,
  IPPROTO_IPV6, IPV6_TCLASS, OptionName.Ipv6Tclass, Shape.Integer,
  IPPROTO_IPV6, IPV6_RECVPKTINFO, OptionName.Ipv6Recvpktinfo, Shape.Integer,
  IPPROTO_IPV6, IPV6_RECVHOPLIMIT, OptionName.Ipv6Recvhoplimit, Shape.Integer,
  IPPROTO_IPV6, IPV6_RECVTCLASS, OptionName.Ipv6Recvtclass, Shape.Integer,
  IPPROTO_IPV6, IPV6_RECVERR, OptionName.Ipv6Recverr, Shape.Integer,
];

const COLUMNS: i32 = 4;

/** The row of an option; -1: none. */
export function findOption(level: i32, optname: i32): i32 {
  for (let row = 0, n = ROWS.length; row < n; row += COLUMNS) {
    if (unchecked(ROWS[row]) == level && unchecked(ROWS[row + 1]) == optname) return row;
  }
  return -1;
}

/** Whether any option has this level. */
export function isLevel(level: i32): bool {
  for (let row = 0, n = ROWS.length; row < n; row += COLUMNS) if (unchecked(ROWS[row]) == level) return true;
  return false;
}

/** The WIT's name of the option in a row. */
export function nameInRow(row: i32): OptionName {
  return ROWS[row + 2];
}

/** What PHP takes for the option in a row. */
export function shapeInRow(row: i32): Shape {
  return ROWS[row + 3];
}
