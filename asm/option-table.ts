// Which option of the WIT a level and an option name of PHP mean, and what kind of value it has.
import {
  IPPROTO_IP, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, IPV6_MULTICAST_IF, IPV6_MULTICAST_LOOP, IPV6_RECVERR,
  IPV6_RECVHOPLIMIT, IPV6_RECVPKTINFO, IPV6_RECVTCLASS, IPV6_TCLASS, IPV6_UNICAST_HOPS, IPV6_V6ONLY,
  IP_BIND_ADDRESS_NO_PORT, IP_HDRINCL, IP_MTU_DISCOVER, IP_MULTICAST_IF, IP_MULTICAST_LOOP, IP_MULTICAST_TTL,
  IP_PKTINFO, IP_RECVERR, IP_RECVTOS, IP_RECVTTL, IP_TOS, IP_TRANSPARENT, IP_TTL, SOL_SOCKET, SOL_TCP, SOL_UDP,
  SO_ACCEPTCONN, SO_ATTACH_REUSEPORT_CBPF, SO_BPF_EXTENSIONS, SO_BROADCAST, SO_BUSY_POLL, SO_DEBUG, SO_DOMAIN,
  SO_DONTROUTE, SO_ERROR, SO_INCOMING_CPU, SO_KEEPALIVE, SO_LINGER, SO_MARK, SO_OOBINLINE, SO_PASSCRED, SO_PRIORITY,
  SO_PROTOCOL, SO_RCVBUF, SO_RCVLOWAT, SO_RCVTIMEO, SO_REUSEADDR, SO_REUSEPORT, SO_SNDBUF, SO_SNDLOWAT, SO_SNDTIMEO,
  SO_TYPE, SO_ZEROCOPY, TCP_CORK, TCP_DEFER_ACCEPT, TCP_KEEPCNT, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_MAXSEG,
  TCP_NODELAY, TCP_NOTSENT_LOWAT, TCP_QUICKACK, TCP_SYNCNT, TCP_USER_TIMEOUT, UDP_SEGMENT,
} from "./constants";
import { OptionKind, OptionName } from "./option-name";

/** A row for each option: level, name, the WIT's name, kind. Another option is another row. */
const ROWS: StaticArray<i32> = [
  SOL_SOCKET, SO_DEBUG, OptionName.SoDebug, OptionKind.Integer,
  SOL_SOCKET, SO_REUSEADDR, OptionName.SoReuseaddr, OptionKind.Integer,
  SOL_SOCKET, SO_TYPE, OptionName.SoType, OptionKind.Integer,
  SOL_SOCKET, SO_ERROR, OptionName.SoError, OptionKind.Error,
  SOL_SOCKET, SO_DONTROUTE, OptionName.SoDontroute, OptionKind.Integer,
  SOL_SOCKET, SO_BROADCAST, OptionName.SoBroadcast, OptionKind.Integer,
  SOL_SOCKET, SO_SNDBUF, OptionName.SoSndbuf, OptionKind.Integer,
  SOL_SOCKET, SO_RCVBUF, OptionName.SoRcvbuf, OptionKind.Integer,
  SOL_SOCKET, SO_KEEPALIVE, OptionName.SoKeepalive, OptionKind.Integer,
  SOL_SOCKET, SO_OOBINLINE, OptionName.SoOobinline, OptionKind.Integer,
  SOL_SOCKET, SO_LINGER, OptionName.SoLinger, OptionKind.Linger,
  SOL_SOCKET, SO_REUSEPORT, OptionName.SoReuseport, OptionKind.Integer,
  SOL_SOCKET, SO_PASSCRED, OptionName.SoPasscred, OptionKind.Integer,
  SOL_SOCKET, SO_RCVLOWAT, OptionName.SoRcvlowat, OptionKind.Integer,
  SOL_SOCKET, SO_SNDLOWAT, OptionName.SoSndlowat, OptionKind.Integer,
  SOL_SOCKET, SO_RCVTIMEO, OptionName.SoRcvtimeo, OptionKind.Timeval,
  SOL_SOCKET, SO_SNDTIMEO, OptionName.SoSndtimeo, OptionKind.Timeval,
  SOL_SOCKET, SO_ACCEPTCONN, OptionName.SoAcceptconn, OptionKind.Integer,
  SOL_SOCKET, SO_PROTOCOL, OptionName.SoProtocol, OptionKind.Integer,
  SOL_SOCKET, SO_DOMAIN, OptionName.SoDomain, OptionKind.Integer,
  SOL_SOCKET, SO_MARK, OptionName.SoMark, OptionKind.Integer,
  SOL_SOCKET, SO_INCOMING_CPU, OptionName.SoIncomingCpu, OptionKind.Integer,
  SOL_SOCKET, SO_BPF_EXTENSIONS, OptionName.SoBpfExtensions, OptionKind.Integer,
  SOL_SOCKET, SO_ZEROCOPY, OptionName.SoZerocopy, OptionKind.Integer,
  SOL_SOCKET, SO_BUSY_POLL, OptionName.SoBusyPoll, OptionKind.Integer,
  SOL_SOCKET, SO_PRIORITY, OptionName.SoPriority, OptionKind.Integer,
  SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, OptionName.SoAttachReuseportCbpf, OptionKind.Integer,
  SOL_TCP, TCP_NODELAY, OptionName.TcpNodelay, OptionKind.Integer,
  SOL_TCP, TCP_MAXSEG, OptionName.TcpMaxseg, OptionKind.Integer,
  SOL_TCP, TCP_CORK, OptionName.TcpCork, OptionKind.Integer,
  SOL_TCP, TCP_KEEPIDLE, OptionName.TcpKeepidle, OptionKind.Integer,
  SOL_TCP, TCP_KEEPINTVL, OptionName.TcpKeepintvl, OptionKind.Integer,
  SOL_TCP, TCP_KEEPCNT, OptionName.TcpKeepcnt, OptionKind.Integer,
  SOL_TCP, TCP_SYNCNT, OptionName.TcpSyncnt, OptionKind.Integer,
  SOL_TCP, TCP_DEFER_ACCEPT, OptionName.TcpDeferAccept, OptionKind.Integer,
  SOL_TCP, TCP_QUICKACK, OptionName.TcpQuickack, OptionKind.Integer,
  SOL_TCP, TCP_USER_TIMEOUT, OptionName.TcpUserTimeout, OptionKind.Integer,
  SOL_TCP, TCP_NOTSENT_LOWAT, OptionName.TcpNotsentLowat, OptionKind.Integer,
  SOL_UDP, UDP_SEGMENT, OptionName.UdpSegment, OptionKind.Integer,
  IPPROTO_IP, IP_TOS, OptionName.IpTos, OptionKind.Integer,
  IPPROTO_IP, IP_TTL, OptionName.IpTtl, OptionKind.Integer,
  IPPROTO_IP, IP_HDRINCL, OptionName.IpHdrincl, OptionKind.Integer,
  IPPROTO_IP, IP_PKTINFO, OptionName.IpPktinfo, OptionKind.Integer,
  IPPROTO_IP, IP_RECVTTL, OptionName.IpRecvttl, OptionKind.Integer,
  IPPROTO_IP, IP_RECVTOS, OptionName.IpRecvtos, OptionKind.Integer,
  IPPROTO_IP, IP_RECVERR, OptionName.IpRecverr, OptionKind.Integer,
  IPPROTO_IP, IP_MTU_DISCOVER, OptionName.IpMtuDiscover, OptionKind.Integer,
  IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, OptionName.IpBindAddressNoPort, OptionKind.Integer,
  IPPROTO_IP, IP_TRANSPARENT, OptionName.IpTransparent, OptionKind.Integer,
  IPPROTO_IP, IP_MULTICAST_IF, OptionName.IpMulticastIf, OptionKind.Integer,
  IPPROTO_IP, IP_MULTICAST_TTL, OptionName.IpMulticastTtl, OptionKind.Integer,
  IPPROTO_IP, IP_MULTICAST_LOOP, OptionName.IpMulticastLoop, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_V6ONLY, OptionName.Ipv6V6only, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_UNICAST_HOPS, OptionName.Ipv6UnicastHops, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_MULTICAST_IF, OptionName.Ipv6MulticastIf, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_MULTICAST_HOPS, OptionName.Ipv6MulticastHops, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_MULTICAST_LOOP, OptionName.Ipv6MulticastLoop, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_TCLASS, OptionName.Ipv6Tclass, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_RECVPKTINFO, OptionName.Ipv6Recvpktinfo, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_RECVHOPLIMIT, OptionName.Ipv6Recvhoplimit, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_RECVTCLASS, OptionName.Ipv6Recvtclass, OptionKind.Integer,
  IPPROTO_IPV6, IPV6_RECVERR, OptionName.Ipv6Recverr, OptionKind.Integer,
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

/** The kind of the option in a row. */
export function kindInRow(row: i32): OptionKind {
  return ROWS[row + 3];
}
