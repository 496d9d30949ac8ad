// Generated from wit/ by `npm run wit`; not to be edited.
import { IncomingControlCase, OutgoingControlCase } from "./cases";
import {
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPPROTO_UDP,
  IPV6_HOPLIMIT,
  IPV6_PKTINFO,
  IPV6_RECVERR,
  IPV6_TCLASS,
  IP_PKTINFO,
  IP_RECVERR,
  IP_TOS,
  IP_TTL,
  SCM_CREDENTIALS,
  SCM_RIGHTS,
  SOL_SOCKET,
  UDP_SEGMENT,
} from "./constants";

/**
 * Five numbers for each kind of control message: its level, its type, the cases of `outgoing-control` and of
 * `incoming-control` (-1: there is none), and the bytes of its data where that is a number, else 0.
 */
export const CONTROLS: StaticArray<i32> = [
  SOL_SOCKET, SCM_RIGHTS, OutgoingControlCase.Rights, IncomingControlCase.Rights, 0,
  SOL_SOCKET, SCM_CREDENTIALS, OutgoingControlCase.Credentials, IncomingControlCase.Credentials, 0,
  IPPROTO_IP, IP_PKTINFO, OutgoingControlCase.InetPacketInfo, IncomingControlCase.InetPacketInfo, 0,
  IPPROTO_IPV6, IPV6_PKTINFO, OutgoingControlCase.Inet6PacketInfo, IncomingControlCase.Inet6PacketInfo, 0,
  IPPROTO_IP, IP_TTL, OutgoingControlCase.Ttl, IncomingControlCase.Ttl, 4,
  IPPROTO_IP, IP_TOS, OutgoingControlCase.Tos, IncomingControlCase.Tos, 4,
  IPPROTO_IPV6, IPV6_HOPLIMIT, OutgoingControlCase.HopLimit, IncomingControlCase.HopLimit, 4,
  IPPROTO_IPV6, IPV6_TCLASS, OutgoingControlCase.TrafficClass, IncomingControlCase.TrafficClass, 4,
  IPPROTO_UDP, UDP_SEGMENT, OutgoingControlCase.UdpSegment, -1, 2,
  IPPROTO_IP, IP_RECVERR, -1, IncomingControlCase.ErrorReport, 0,
  IPPROTO_IPV6, IPV6_RECVERR, -1, IncomingControlCase.ErrorReport, 0,
];
