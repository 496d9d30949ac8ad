// Which control messages there are: level and type, the WIT's cases, and what their data is.
import {
  IP_PKTINFO, IP_RECVERR, IP_TOS, IP_TTL, IPPROTO_IP, IPPROTO_IPV6, IPV6_HOPLIMIT, IPV6_PKTINFO, IPV6_RECVERR,
  IPV6_TCLASS, SCM_CREDENTIALS, SCM_RIGHTS, SOL_SOCKET, SOL_UDP, UDP_SEGMENT,
} from "../constants";
import { IncomingKind, OutgoingKind } from "../data/message";
import { ControlShape } from "./control-data";

/** There is no such case. */
const NONE: i32 = -1;

/** Level, type, OutgoingKind, IncomingKind, ControlShape, bytes of data, bytes of each element of data. */
const ROWS: StaticArray<i32> = [
  SOL_SOCKET, SCM_RIGHTS, OutgoingKind.Rights, IncomingKind.Rights, ControlShape.Sockets, 0, 4,
  SOL_SOCKET, SCM_CREDENTIALS, OutgoingKind.Credentials, IncomingKind.Credentials, ControlShape.Credentials, 12, 0,
  IPPROTO_IPV6, IPV6_PKTINFO, OutgoingKind.Inet6PacketInfo, IncomingKind.Inet6PacketInfo, ControlShape.PacketInfo,
  20, 0,
  IPPROTO_IPV6, IPV6_HOPLIMIT, OutgoingKind.HopLimit, IncomingKind.HopLimit, ControlShape.Integer, 4, 0,
  IPPROTO_IPV6, IPV6_TCLASS, OutgoingKind.TrafficClass, IncomingKind.TrafficClass, ControlShape.Integer, 4, 0,
  IPPROTO_IP, IP_PKTINFO, OutgoingKind.InetPacketInfo, IncomingKind.InetPacketInfo, ControlShape.PacketInfo, 12, 0,
  IPPROTO_IP, IP_TTL, OutgoingKind.Ttl, IncomingKind.Ttl, ControlShape.Integer, 4, 0,
  IPPROTO_IP, IP_TOS, OutgoingKind.Tos, IncomingKind.Tos, ControlShape.Integer, 4, 0,
  SOL_UDP, UDP_SEGMENT, OutgoingKind.UdpSegment, NONE, ControlShape.Integer, 2, 0,
  IPPROTO_IP, IP_RECVERR, NONE, IncomingKind.ErrorReport, ControlShape.ErrorReport, 32, 0,
  IPPROTO_IPV6, IPV6_RECVERR, NONE, IncomingKind.ErrorReport, ControlShape.ErrorReport, 44, 0,
];

/** The fields of a row. */
const COLUMNS: i32 = 7;
const LEVEL: i32 = 0;
const TYPE: i32 = 1;
const OUTGOING: i32 = 2;
const INCOMING: i32 = 3;
const SHAPE: i32 = 4;
const SIZE: i32 = 5;
const ELEMENT_SIZE: i32 = 6;

/** The row of a pair; -1: there is none. */
export function findControl(level: i32, type: i32): i32 {
  for (let row = 0; row < ROWS.length; row += COLUMNS) {
    if (ROWS[row + LEVEL] == level && ROWS[row + TYPE] == type) return row;
  }
  return NONE;
}

/** The row of what has been received; -1: there is none. */
export function findIncoming(kind: i32): i32 {
  for (let row = 0; row < ROWS.length; row += COLUMNS) if (ROWS[row + INCOMING] == kind) return row;
  return NONE;
}

/** `SOL_*`. */
export function levelInRow(row: i32): i32 {
  return ROWS[row + LEVEL];
}

/** `SCM_*`, `IP_*`, `IPV6_*`. */
export function typeInRow(row: i32): i32 {
  return ROWS[row + TYPE];
}

/** The OutgoingKind; -1: it cannot be sent. */
export function outgoingInRow(row: i32): i32 {
  return ROWS[row + OUTGOING];
}

/** What its data is. */
export function shapeInRow(row: i32): ControlShape {
  return <ControlShape>ROWS[row + SHAPE];
}

/** Bytes of its data, without those of its elements. */
export function sizeInRow(row: i32): i32 {
  return ROWS[row + SIZE];
}

/** Bytes of each element of its data; 0: it has none. */
export function elementSizeInRow(row: i32): i32 {
  return ROWS[row + ELEMENT_SIZE];
}
