/** Ancillary data as the system has it: a row of `struct cmsghdr`, each with its data. See cmsg(3), unix(7), ip(7). */
import { type ControlName, CONTROLS, INCOMING_NUMBERS, OUTGOING_NUMBERS } from '../generated/controls.ts';
import type {
  Credentials,
  ErrorReport,
  Inet6PacketInfo,
  InetPacketInfo,
  Ipv4Address,
  Ipv6Address,
  OtherControl,
} from '../generated/wit-types.ts';
import { errnoName, errnoNumber } from './errno.ts';
import { readMember, writeMember } from './member.ts';
import { platform } from './platform.ts';
import { readSockaddr } from './sockaddr.ts';
import { unknownCase } from '../unknown-case.ts';

/** The WIT's `outgoing-control`, with descriptors for sockets. */
export type OutgoingControlData =
  | { readonly tag: 'rights'; readonly val: readonly number[] }
  | { readonly tag: 'credentials'; readonly val: Credentials }
  | { readonly tag: 'inet-packet-info'; readonly val: InetPacketInfo }
  | { readonly tag: 'inet6-packet-info'; readonly val: Inet6PacketInfo }
  | OutgoingNumber;

type OutgoingNumber = { readonly tag: keyof typeof OUTGOING_NUMBERS; readonly val: number };

/** The WIT's `incoming-control`, with descriptors for sockets. They are open; the caller must close them. */
export type IncomingControlData =
  | { readonly tag: 'rights'; readonly val: number[] }
  | { readonly tag: 'credentials'; readonly val: Credentials }
  | { readonly tag: 'inet-packet-info'; readonly val: InetPacketInfo }
  | { readonly tag: 'inet6-packet-info'; readonly val: Inet6PacketInfo }
  | { readonly tag: (typeof INCOMING_NUMBERS)[number]; readonly val: number }
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

/** A kind of control message on this system, as cmsg(3) names it, and the WIT's cases of it. */
interface ControlRow {
  readonly level: number;
  readonly type: number;
  readonly outgoing: OutgoingControlData['tag'] | null;
  readonly incoming: IncomingControlData['tag'] | null;
}

/** The kinds that this system has. */
const ROWS: readonly ControlRow[] = Object.entries(CONTROLS).flatMap(([name, { level, outgoing, incoming }]) => {
  const type = platform.control[name as ControlName];
  return type === null ? [] : [{ level: platform[level], type, outgoing, incoming }];
});

const OUTGOING_ROWS = new Map(ROWS.map((row) => [row.outgoing, row]));

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
 * Writes control messages at the start of `view`. The system checks whether a socket can carry them, and their values.
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
    const row = OUTGOING_ROWS.get(message.tag);
    if (row === undefined) return -ENOPROTOOPT;
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
 * Reads the control messages in the first `length` bytes of `view`. Nothing outside is read, whatever the headers say. A
 * message that is too short for its kind, because it was cut, is `other`.
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

function isNumber(message: OutgoingControlData): message is OutgoingNumber {
  return Object.hasOwn(OUTGOING_NUMBERS, message.tag);
}

function dataSize(message: OutgoingControlData): number {
  if (isNumber(message)) return OUTGOING_NUMBERS[message.tag];
  switch (message.tag) {
    case 'rights':
      return 4 * message.val.length;
    case 'credentials':
      return CREDENTIALS_SIZE;
    case 'inet-packet-info':
      return INET_PACKET_INFO_SIZE;
    case 'inet6-packet-info':
      return INET6_PACKET_INFO_SIZE;
    default:
      throw unknownCase(message);
  }
}

function writeData(data: DataView, message: OutgoingControlData): void {
  if (isNumber(message)) {
    if (data.byteLength === 2) data.setUint16(0, message.val, true);
    else data.setInt32(0, message.val, true);
    return;
  }
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
    default:
      throw unknownCase(message);
  }
}

/** What reads the data of a case, and the bytes it needs. */
interface Reader {
  readonly size: number;
  read(data: DataView): IncomingControlData;
}

/** Linux gives IP_TOS as one byte, the others as an int: ip(7). */
const NUMBER_READERS = INCOMING_NUMBERS.map((tag): [string, Reader] => [
  tag,
  { size: 1, read: (data) => ({ tag, val: readNumber(data) }) },
]);

const READERS: ReadonlyMap<string | null, Reader> = new Map<string | null, Reader>([
  ['rights', { size: 0, read: readRights }],
  ['credentials', { size: CREDENTIALS_SIZE, read: readCredentials }],
  ['inet-packet-info', { size: INET_PACKET_INFO_SIZE, read: readInetPacketInfo }],
  ['inet6-packet-info', { size: INET6_PACKET_INFO_SIZE, read: readInet6PacketInfo }],
  ['error-report', { size: EXTENDED_ERROR_SIZE, read: readErrorReport }],
  ...NUMBER_READERS,
]);

function readData(level: number, type: number, data: DataView): IncomingControlData {
  const row = ROWS.find((each) => each.level === level && each.type === type);
  const reader = READERS.get(row?.incoming ?? null);
  if (reader !== undefined && data.byteLength >= reader.size) return reader.read(data);
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
