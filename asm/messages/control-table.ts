// The table of control messages: level and type, the WIT's cases, and the form of their data.
import {
  IP_PKTINFO, IP_RECVERR, IPPROTO_IP, IPPROTO_IPV6, IPV6_PKTINFO, IPV6_RECVERR, SCM_CREDENTIALS, SCM_RIGHTS, SOL_SOCKET,
} from "../constants";
import { CONTROLS } from "../generated/controls";
import { ControlShape } from "./control-data";

/** There is no such row. */
const NONE: i32 = -1;

/** The fields of a row. */
const COLUMNS: i32 = 5;
const LEVEL: i32 = 0;
const TYPE: i32 = 1;
const OUTGOING: i32 = 2;
const INCOMING: i32 = 3;
const NUMBER_SIZE: i32 = 4;

/** Those that are no numbers: level, type, ControlShape, bytes of data, bytes of each element of data. */
const SHAPES: StaticArray<i32> = [
  SOL_SOCKET, SCM_RIGHTS, ControlShape.Sockets, 0, 4,
  SOL_SOCKET, SCM_CREDENTIALS, ControlShape.Credentials, 12, 0,
  IPPROTO_IP, IP_PKTINFO, ControlShape.PacketInfo, 12, 0,
  IPPROTO_IPV6, IPV6_PKTINFO, ControlShape.PacketInfo, 20, 0,
  IPPROTO_IP, IP_RECVERR, ControlShape.ErrorReport, 32, 0,
  IPPROTO_IPV6, IPV6_RECVERR, ControlShape.ErrorReport, 44, 0,
];

/** Where the shape of what has no number is in SHAPES; -1: it is a number. */
function shapeAt(row: i32): i32 {
  for (let i = 0; i < SHAPES.length; i += 5) {
    if (SHAPES[i] == CONTROLS[row + LEVEL] && SHAPES[i + 1] == CONTROLS[row + TYPE]) return i + 2;
  }
  return NONE;
}

/** The row of a level and a type; -1 if there is none. */
export function findControl(level: i32, type: i32): i32 {
  for (let row = 0; row < CONTROLS.length; row += COLUMNS) {
    if (CONTROLS[row + LEVEL] == level && CONTROLS[row + TYPE] == type) return row;
  }
  return NONE;
}

/** The row of a received control message; -1 if there is none. */
export function findIncoming(kind: i32): i32 {
  for (let row = 0; row < CONTROLS.length; row += COLUMNS) if (CONTROLS[row + INCOMING] == kind) return row;
  return NONE;
}

/** `SOL_*`. */
export function levelInRow(row: i32): i32 {
  return CONTROLS[row + LEVEL];
}

/** `SCM_*`, `IP_*`, `IPV6_*`. */
export function typeInRow(row: i32): i32 {
  return CONTROLS[row + TYPE];
}

/** The OutgoingKind; -1: it cannot be sent. */
export function outgoingInRow(row: i32): i32 {
  return CONTROLS[row + OUTGOING];
}

/** The form of its data. */
export function shapeInRow(row: i32): ControlShape {
  const at = shapeAt(row);
  return at < 0 ? ControlShape.Integer : <ControlShape>SHAPES[at];
}

/** Bytes of its data, without those of its elements. */
export function sizeInRow(row: i32): i32 {
  const at = shapeAt(row);
  return at < 0 ? CONTROLS[row + NUMBER_SIZE] : SHAPES[at + 1];
}

/** Bytes of each element of its data; 0 if it has none. */
export function elementSizeInRow(row: i32): i32 {
  const at = shapeAt(row);
  return at < 0 ? 0 : SHAPES[at + 2];
}
