/** The values of socket options in the memory form of getsockopt(2) and setsockopt(2). */
import type { IpAddress, Ipv4Address, MembershipAction, OptionValue, SocketAddress } from '../generated/wit-types.ts';
import { errnoName, errnoNumber } from './errno.ts';
import { interfaceInetAddress, interfaceOfInetAddress } from './interfaces.ts';
import { Scratch } from './libc.ts';
import type { OptionRow } from './option-row.ts';
import { type OptionKind, platform } from './platform.ts';
import { SOCKADDR_SIZE, writeSockaddr } from './sockaddr.ts';

const EADDRNOTAVAIL = errnoNumber('eaddrnotavail');
const EINVAL = errnoNumber('einval');
const ENOPROTOOPT = errnoNumber('enoprotoopt');

/** Room for any option's value, in bytes: a group_source_req has 264, the longest list less. */
export const MAX_OPTION_SIZE = 512;

/** The longest name, in bytes: `IFNAMSIZ` and `TCP_CA_NAME_MAX` without the NUL. The system would cut longer ones. */
const NAME_MAX = 15;

/** Writes and reads one kind of option. */
interface Codec {
  /** @returns the length in bytes, or minus the OS errno */
  write(view: DataView, value: OptionValue): number;
  /** @param length how much of the view the system filled, in bytes */
  read(view: DataView, length: number): OptionValue;
}

/** `SO_ERROR`, `SO_PEERCRED`, `SO_MEMINFO`: no system lets a program set them. */
const readOnly = (): number => -ENOPROTOOPT;

const CODECS: Readonly<Record<OptionKind, Codec>> = {
  integer: {
    write(view, value) {
      if (value.tag !== 'integer') return -EINVAL;
      view.setInt32(0, value.val, true);
      return 4;
    },
    read: (view, length) => ({ tag: 'integer', val: readInteger(view, length) }),
  },
  'unsigned-char': {
    write(view, value) {
      if (value.tag !== 'integer' || value.val < 0 || value.val > 255) return -EINVAL;
      view.setUint8(0, value.val);
      return 1;
    },
    read: (view, length) => ({ tag: 'integer', val: readInteger(view, length) }),
  },
  linger: {
    write(view, value) {
      if (value.tag !== 'linger') return -EINVAL;
      view.setInt32(0, value.val.enabled ? 1 : 0, true);
      view.setInt32(4, value.val.seconds, true);
      return 8;
    },
    read: (view) => ({
      tag: 'linger',
      val: { enabled: view.getInt32(0, true) !== 0, seconds: view.getInt32(4, true) },
    }),
  },
  timeval: {
    write(view, value) {
      if (value.tag !== 'timeval') return -EINVAL;
      // Both are written with 64 bits. If microseconds have 32 (Darwin), the low half of the number is in the right place.
      view.setBigInt64(0, BigInt(value.val.seconds), true);
      view.setBigInt64(8, BigInt(value.val.microseconds), true);
      return 16;
    },
    read: (view) => ({
      tag: 'timeval',
      val: { seconds: clampInt32(view.getBigInt64(0, true)), microseconds: view.getInt32(8, true) },
    }),
  },
  credentials: {
    write: readOnly,
    read: (view) => ({
      tag: 'credentials',
      val: { pid: view.getInt32(0, true), uid: view.getUint32(4, true), gid: view.getUint32(8, true) },
    }),
  },
  error: {
    write: readOnly,
    read(view) {
      const error = view.getInt32(0, true);
      return { tag: 'error', val: error === 0 ? undefined : errnoName(error) };
    },
  },
  bytes: {
    write(view, value) {
      if (value.tag !== 'bytes' || value.val.length > NAME_MAX || value.val.includes(0)) return -EINVAL;
      bytesOf(view).set(value.val);
      return value.val.length;
    },
    read(view, length) {
      const bytes = bytesOf(view).subarray(0, length);
      const end = bytes.indexOf(0);
      return { tag: 'bytes', val: bytes.slice(0, end < 0 ? undefined : end) };
    },
  },
  integers: {
    write: readOnly,
    read: (view, length) => ({
      tag: 'integers',
      val: Uint32Array.from({ length: Math.floor(length / 4) }, (_, i) => view.getUint32(4 * i, true)),
    }),
  },
  'inet-interface': { write: writeInetInterface, read: readInetInterface },
  'reuseport-filter': {
    write: writeReuseportFilter,
    // Linux refuses to read it (ENOPROTOOPT), so there is never a value.
    read: (view, length) => ({ tag: 'integer', val: readInteger(view, length) }),
  },
};

/**
 * Writes an option's value at the start of `view` (at least 16 bytes).
 *
 * @returns its length in bytes, or minus the OS errno: EINVAL if the option takes another case or the value has no form,
 *   ENOPROTOOPT if the option cannot be set
 */
export function writeOption(view: DataView, row: OptionRow, value: OptionValue): number {
  return CODECS[row.kind].write(view, value);
}

/** Reads an option's value from the start of `view`, where the system wrote `length` bytes. */
export function readOption(view: DataView, row: OptionRow, length: number): OptionValue {
  return CODECS[row.kind].read(view, Math.min(length, view.byteLength));
}

/**
 * Writes the `struct group_req` or `struct group_source_req` of an `MCAST_*` request at the start of `view` (at least
 * `platform.groupSourceReq.bytes`). See RFC 3678.
 *
 * @param interfaceIndex with 0 the routing table chooses
 * @param source for the actions whose names contain it, of the group's family
 * @returns its length in bytes, or minus EINVAL if a source is given to an action without one, or is missing, or has another
 *   family
 */
export function writeGroupRequest(
  view: DataView,
  action: MembershipAction,
  group: IpAddress,
  interfaceIndex: number,
  source: IpAddress | undefined,
): number {
  const takesSource = action !== 'join' && action !== 'leave';
  if (takesSource !== (source !== undefined)) return -EINVAL;
  if (source !== undefined && source.tag !== group.tag) return -EINVAL;
  const layout = platform.groupSourceReq;
  bytesOf(view).fill(0, 0, layout.bytes);
  view.setUint32(layout.interface.offset, interfaceIndex, true);
  writeAt(view, layout.group.offset, group);
  if (source === undefined) return layout.source.offset;
  writeAt(view, layout.source.offset, source);
  return layout.bytes;
}

function writeAt(view: DataView, offset: number, address: IpAddress): void {
  const slot = new DataView(view.buffer, view.byteOffset + offset, SOCKADDR_SIZE);
  const withPort: SocketAddress =
    address.tag === 'inet'
      ? { tag: 'inet', val: { port: 0, address: address.val } }
      : { tag: 'inet6', val: { port: 0, flowInfo: 0, address: address.val, scopeId: 0 } };
  writeSockaddr(slot, withPort);
}

/**
 * `struct ip_mreqn`: group (unused), address, index. The system gives back only the address, so it is set with the index:
 * ip(7), `IP_MULTICAST_IF`; net/ipv4/ip_sockglue.c of Linux 6.1. An interface without an address would look like none when
 * read back, so it is refused with EADDRNOTAVAIL.
 */
function writeInetInterface(view: DataView, value: OptionValue): number {
  if (value.tag !== 'integer' || value.val < 0) return -EINVAL;
  const address: Ipv4Address | undefined = value.val === 0 ? [0, 0, 0, 0] : interfaceInetAddress(value.val);
  if (address === undefined) return -EADDRNOTAVAIL;
  view.setUint32(0, 0);
  for (const [i, octet] of address.entries()) view.setUint8(4 + i, octet);
  view.setInt32(8, value.val, true);
  return 12;
}

/** The index of the interface that has the address; 0 if none is set, or the interface has lost its address. */
function readInetInterface(view: DataView): OptionValue {
  const address: Ipv4Address = [view.getUint8(0), view.getUint8(1), view.getUint8(2), view.getUint8(3)];
  const isSet = address.some((octet) => octet !== 0);
  return { tag: 'integer', val: isSet ? interfaceOfInetAddress(address) : 0 };
}

/** Two `struct sock_filter` of eight bytes. They must outlive the call that points to them. */
const filter = new Scratch(16);

/** Linux's `SKF_AD_CPU` and `SKF_AD_QUEUE`, the selectors that PHP also takes; `SKF_AD_OFF` as an unsigned number. */
const SELECTORS: ReadonlySet<number> = new Set([36, 24]);
const SKF_AD_OFF = 0xffff_f000;
const LOAD_WORD = 0x20;
const RETURN_ACCUMULATOR = 0x16;

/** A `struct sock_fprog` of a program that returns the processor's or the queue's number. See socket(7). */
function writeReuseportFilter(view: DataView, value: OptionValue): number {
  if (value.tag !== 'integer' || !SELECTORS.has(value.val)) return -EINVAL;
  filter.view.setUint16(0, LOAD_WORD, true);
  filter.view.setUint32(4, SKF_AD_OFF + value.val, true);
  filter.view.setUint16(8, RETURN_ACCUMULATOR, true);
  view.setBigUint64(0, 2n, true);
  view.setBigUint64(8, BigInt(filter.address), true);
  return 16;
}

/** An `int`, or a single byte, which BSD gives for some options. */
function readInteger(view: DataView, length: number): number {
  return length === 1 ? view.getUint8(0) : view.getInt32(0, true);
}

/** Longer times become the longest that the WIT can express. Linux keeps far fewer seconds than 64 bits. */
function clampInt32(value: bigint): number {
  return Number(value > 0x7fff_ffffn ? 0x7fff_ffffn : value);
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
