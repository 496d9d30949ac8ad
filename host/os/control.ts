/** Ancillary data as the system has it: a row of `struct cmsghdr`, each with its data. See cmsg(3), unix(7), ip(7). */
import type {
  Credentials,
  ErrorReport,
  Inet6PacketInfo,
  InetPacketInfo,
  Ipv4Address,
  Ipv6Address,
  OtherControl,
} from '../wit-types.ts';
import { errnoName, errnoNumber } from './errno.ts';
import { readMember, writeMember } from './member.ts';
import { type ControlName, type ControlRow, platform } from './platform.ts';
import { readSockaddr } from './sockaddr.ts';
import { unknownCase } from '../unknown-case.ts';

/** The WIT's `outgoing-control`, with descriptors for sockets. */
export type OutgoingControlData =
  | { readonly tag: 'rights'; readonly val: readonly number[] }
  | { readonly tag: 'credentials'; readonly val: Credentials }
  | { readonly tag: 'inet-packet-info'; readonly val: InetPacketInfo }
  | { readonly tag: 'inet6-packet-info'; readonly val: Inet6PacketInfo }
  | { readonly tag: 'ttl' | 'tos' | 'hop-limit' | 'traffic-class' | 'udp-segment'; readonly val: number };

/** The WIT's `incoming-control`, with descriptors for sockets; they are open, and the reader's to close. */
export type IncomingControlData =
  | { readonly tag: 'rights'; readonly val: number[] }
  | { readonly tag: 'credentials'; readonly val: Credentials }
  | { readonly tag: 'inet-packet-info'; readonly val: InetPacketInfo }
  | { readonly tag: 'inet6-packet-info'; readonly val: Inet6PacketInfo }
  | { readonly tag: 'ttl' | 'tos' | 'hop-limit' | 'traffic-class'; readonly val: number }
  | { readonly tag: 'error-report'; readonly val: ErrorReport }
  | { readonly tag: 'other'; readonly val: OtherControl };

const ENOBUFS = errnoNumber('enobufs');
const ENOPROTOOPT = errnoNumber('enoprotoopt');

const header = platform.cmsghdr;

/** `sizeof` the structs, in bytes. */
const CREDENTIALS_SIZE = 12;
const INET_PACKET_INFO_SIZE = 12;
const INET6_PACKET_INFO_SIZE = 20;
const EXTENDED_ERROR_SIZE = 16;

const ROWS: Readonly<Record<OutgoingControlData['tag'], ControlName>> = {
  rights: 'rights',
  credentials: 'credentials',
  'inet-packet-info': 'inetPacketInfo',
  'inet6-packet-info': 'inet6PacketInfo',
  ttl: 'ttl',
  tos: 'tos',
  'hop-limit': 'hopLimit',
  'traffic-class': 'trafficClass',
  'udp-segment': 'udpSegment',
};

/** The bytes that a control message with `length` bytes of data takes: `CMSG_SPACE`. */
export function controlSpace(length: number): number {
  return align(header.bytes) + align(length);
}

function align(length: number): number {
  return Math.ceil(length / platform.controlAlignment) * platform.controlAlignment;
}

/** The bytes that writeControl needs for these messages. */
export function controlSize(messages: readonly OutgoingControlData[]): number {
  return messages.reduce((sum, message) => sum + controlSpace(dataSize(message)), 0);
}

/**
 * Writes control messages at the start of `view`. Whether a socket can carry them, and their values, the system judges.
 *
 * @returns their length in bytes, `msg_controllen`; or minus the OS errno: ENOBUFS if `view` is shorter than
 *   `controlSize` says, ENOPROTOOPT for a kind that the system lacks
 */
export function writeControl(view: DataView, messages: readonly OutgoingControlData[]): number {
  const size = controlSize(messages);
  if (size > view.byteLength) return -ENOBUFS;
  new Uint8Array(view.buffer, view.byteOffset, size).fill(0);
  let at = 0;
  for (const message of messages) {
    const row = platform.control[ROWS[message.tag]];
    if (row === null) return -ENOPROTOOPT;
    const length = dataSize(message);
    writeMember(view, at, header.length, align(header.bytes) + length);
    view.setInt32(at + header.level.offset, row.level, true);
    view.setInt32(at + header.type.offset, row.type, true);
    writeData(new DataView(view.buffer, view.byteOffset + at + align(header.bytes), length), message);
    at += controlSpace(length);
  }
  return size;
}

/**
 * Reads the control messages in the first `length` bytes of `view`. Nothing outside is read, whatever the headers
 * say; a message that is too short for its kind, as one that was cut, is `other`.
 */
export function readControl(view: DataView, length: number): IncomingControlData[] {
  const messages: IncomingControlData[] = [];
  const end = Math.min(length, view.byteLength);
  const dataAt = align(header.bytes);
  let at = 0;
  while (at + header.bytes <= end) {
    const told = readMember(view, at, header.length);
    if (told < header.bytes) break;
    const size = Math.min(told, end - at);
    const level = view.getInt32(at + header.level.offset, true);
    const type = view.getInt32(at + header.type.offset, true);
    const data = new DataView(view.buffer, view.byteOffset + Math.min(at + dataAt, end), Math.max(0, size - dataAt));
    messages.push(readData(level, type, data));
    at += align(size);
  }
  return messages;
}

function dataSize(message: OutgoingControlData): number {
  switch (message.tag) {
    case 'rights':
      return 4 * message.val.length;
    case 'credentials':
      return CREDENTIALS_SIZE;
    case 'inet-packet-info':
      return INET_PACKET_INFO_SIZE;
    case 'inet6-packet-info':
      return INET6_PACKET_INFO_SIZE;
    case 'udp-segment':
      return 2;
    case 'ttl':
    case 'tos':
    case 'hop-limit':
    case 'traffic-class':
      return 4;
    default:
      throw unknownCase(message);
  }
}

function writeData(data: DataView, message: OutgoingControlData): void {
  switch (message.tag) {
    case 'rights':
      message.val.forEach((fd, i) => data.setInt32(4 * i, fd, true));
      break;
    case 'credentials':
      data.setInt32(0, message.val.pid, true);
      data.setUint32(4, message.val.uid, true);
      data.setUint32(8, message.val.gid, true);
      break;
    case 'inet-packet-info':
      data.setUint32(0, message.val.interfaceIndex, true);
      message.val.local.forEach((octet, i) => data.setUint8(4 + i, octet));
      message.val.destination.forEach((octet, i) => data.setUint8(8 + i, octet));
      break;
    case 'inet6-packet-info':
      message.val.address.forEach((group, i) => data.setUint16(2 * i, group));
      data.setUint32(16, message.val.interfaceIndex, true);
      break;
    case 'udp-segment':
      data.setUint16(0, message.val, true);
      break;
    case 'ttl':
    case 'tos':
    case 'hop-limit':
    case 'traffic-class':
      data.setInt32(0, message.val, true);
      break;
    default:
      throw unknownCase(message);
  }
}

/** What reads a kind's data, and the bytes it needs. */
interface Reader {
  readonly row: ControlRow | null;
  readonly size: number;
  read(data: DataView): IncomingControlData;
}

const { control } = platform;

const READERS: readonly Reader[] = [
  { row: control.rights, size: 0, read: readRights },
  { row: control.credentials, size: CREDENTIALS_SIZE, read: readCredentials },
  { row: control.inetPacketInfo, size: INET_PACKET_INFO_SIZE, read: readInetPacketInfo },
  { row: control.inet6PacketInfo, size: INET6_PACKET_INFO_SIZE, read: readInet6PacketInfo },
  // Linux gives IP_TOS as one byte, the others as an int: ip(7).
  { row: control.ttl, size: 1, read: (data) => ({ tag: 'ttl', val: readNumber(data) }) },
  { row: control.tos, size: 1, read: (data) => ({ tag: 'tos', val: readNumber(data) }) },
  { row: control.hopLimit, size: 1, read: (data) => ({ tag: 'hop-limit', val: readNumber(data) }) },
  { row: control.trafficClass, size: 1, read: (data) => ({ tag: 'traffic-class', val: readNumber(data) }) },
  { row: control.inetError, size: EXTENDED_ERROR_SIZE, read: readErrorReport },
  { row: control.inet6Error, size: EXTENDED_ERROR_SIZE, read: readErrorReport },
];

function readData(level: number, type: number, data: DataView): IncomingControlData {
  for (const { row, size, read } of READERS) {
    if (row?.level === level && row.type === type && data.byteLength >= size) return read(data);
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return { tag: 'other', val: { level, kind: type, data: bytes } };
}

function readRights(data: DataView): IncomingControlData {
  const count = Math.floor(data.byteLength / 4);
  return { tag: 'rights', val: Array.from({ length: count }, (_, i) => data.getInt32(4 * i, true)) };
}

function readCredentials(data: DataView): IncomingControlData {
  const credentials = { pid: data.getInt32(0, true), uid: data.getUint32(4, true), gid: data.getUint32(8, true) };
  return { tag: 'credentials', val: credentials };
}

function readInetPacketInfo(data: DataView): IncomingControlData {
  const address = (at: number): Ipv4Address => [
    data.getUint8(at),
    data.getUint8(at + 1),
    data.getUint8(at + 2),
    data.getUint8(at + 3),
  ];
  const info = { interfaceIndex: data.getUint32(0, true), local: address(4), destination: address(8) };
  return { tag: 'inet-packet-info', val: info };
}

function readInet6PacketInfo(data: DataView): IncomingControlData {
  const group = (i: number): number => data.getUint16(2 * i);
  const address: Ipv6Address = [group(0), group(1), group(2), group(3), group(4), group(5), group(6), group(7)];
  return { tag: 'inet6-packet-info', val: { address, interfaceIndex: data.getUint32(16, true) } };
}

/** `struct sock_extended_err`, then the offender's address: ip(7), `IP_RECVERR`. */
function readErrorReport(data: DataView): IncomingControlData {
  const report: ErrorReport = {
    error: errnoName(data.getUint32(0, true)),
    origin: data.getUint8(4),
    kind: data.getUint8(5),
    code: data.getUint8(6),
    info: data.getUint32(8, true),
    data: data.getUint32(12, true),
  };
  const rest = new DataView(data.buffer, data.byteOffset + EXTENDED_ERROR_SIZE, data.byteLength - EXTENDED_ERROR_SIZE);
  const offender = readSockaddr(rest, rest.byteLength);
  return { tag: 'error-report', val: offender === undefined ? report : { ...report, offender } };
}

function readNumber(data: DataView): number {
  return data.byteLength < 4 ? data.getUint8(0) : data.getInt32(0, true);
}
