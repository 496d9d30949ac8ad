/**
 * Converts socket addresses to the system's `struct sockaddr_*` and back. See ip(7),
 * ipv6(7), unix(7), packet(7).
 */
import type { AddressFamily, Inet6Address, InetAddress, PacketAddress, SocketAddress } from '../generated/wit-types.ts';
import { errnoNumber } from './errno.ts';
import { platform } from './platform.ts';
import { unknownCase } from '../unknown-case.ts';

/** Enough bytes for any address: `sizeof(struct sockaddr_storage)`. */
export const SOCKADDR_SIZE = 128;

/** `sizeof(struct sockaddr_in)`, in bytes. */
const INET_SIZE = 16;
/** `sizeof(struct sockaddr_in6)`, in bytes. */
const INET6_SIZE = 28;
/** `sizeof(struct sockaddr_ll)`, in bytes, with room for a hardware address of eight. */
const PACKET_SIZE = 20;
const HARDWARE_ADDRESS_SIZE = 8;
/** `offsetof(struct sockaddr_un, sun_path)`, in bytes. */
const UNIX_HEADER = 2;

/**
 * Writes an address at the start of `bytes` (at least SOCKADDR_SIZE of them).
 *
 * @returns its length in bytes, or minus the OS errno of an address that the system has no form for:
 *   EINVAL for a path or abstract name that is too long or has a NUL inside (a cut name would be another file's),
 *   EAFNOSUPPORT for a family that the system lacks.
 */
export function writeSockaddr(bytes: DataView, address: SocketAddress): number {
  switch (address.tag) {
    case 'inet':
      return writeInet(bytes, address.val);
    case 'inet6':
      return writeInet6(bytes, address.val);
    case 'unix':
      return writeUnix(bytes, address.val);
    case 'packet':
      return writePacket(bytes, address.val);
    default:
      throw unknownCase(address);
  }
}

/** Writes an address of no family (`AF_UNSPEC`, 0 everywhere), which ends a connection. @returns its length in bytes */
export function writeNoSockaddr(bytes: DataView): number {
  bytes.setBigUint64(0, 0n);
  bytes.setBigUint64(8, 0n);
  return writeFamily(bytes, 0, INET_SIZE);
}

/**
 * Reads the address at the start of `bytes`, with the `length` that the system gave. Nothing beyond the view is read,
 * however long the system says the address is: for a path without its closing NUL it says one more.
 *
 * @returns `undefined` if there is no address (length 0: a message from an unnamed socket, or on a stream), or if the
 * WIT does
 *   not have its family. An unnamed local socket that the system describes is `unix` without bytes.
 */
export function readSockaddr(bytes: DataView, length: number): SocketAddress | undefined {
  const size = Math.min(length, bytes.byteLength);
  if (size < UNIX_HEADER) return undefined;
  const { inet, inet6, unix, packet } = platform.families;
  switch (readFamily(bytes)) {
    case inet:
      return size < 8 ? undefined : { tag: 'inet', val: readInet(bytes) };
    case inet6:
      return size < 24 ? undefined : { tag: 'inet6', val: readInet6(bytes, size) };
    case unix:
      return { tag: 'unix', val: readUnix(bytes, size) };
    case packet:
      return size < 12 ? undefined : { tag: 'packet', val: readPacket(bytes, size) };
    default:
      return undefined;
  }
}

/**
 * A protocol as socket(2) takes it: a packet socket's is an EtherType, in network order as in its address. See
 * packet(7).
 */
export function protocolNumber(family: AddressFamily, protocol: number): number {
  return family === 'packet' ? ((protocol & 0xff) << 8) | ((protocol >> 8) & 0xff) : protocol;
}

function writeFamily(bytes: DataView, family: number | null, length: number): number {
  if (family === null) return -errnoNumber('eafnosupport');
  if (platform.sockaddrHasLength) {
    bytes.setUint8(0, length);
    bytes.setUint8(1, family);
  } else {
    bytes.setUint16(0, family, true);
  }
  return length;
}

function readFamily(bytes: DataView): number {
  return platform.sockaddrHasLength ? bytes.getUint8(1) : bytes.getUint16(0, true);
}

function writeInet(bytes: DataView, { port, address }: InetAddress): number {
  bytes.setUint16(2, port);
  for (let i = 0; i < 4; i++) bytes.setUint8(4 + i, address[i] ?? 0);
  bytes.setBigUint64(8, 0n);
  return writeFamily(bytes, platform.families.inet, INET_SIZE);
}

function readInet(bytes: DataView): InetAddress {
  return {
    port: bytes.getUint16(2),
    address: [bytes.getUint8(4), bytes.getUint8(5), bytes.getUint8(6), bytes.getUint8(7)],
  };
}

function writeInet6(bytes: DataView, { port, flowInfo, address, scopeId }: Inet6Address): number {
  bytes.setUint16(2, port);
  bytes.setUint32(4, flowInfo);
  for (let i = 0; i < 8; i++) bytes.setUint16(8 + 2 * i, address[i] ?? 0);
  bytes.setUint32(24, scopeId, true);
  return writeFamily(bytes, platform.families.inet6, INET6_SIZE);
}

function readInet6(bytes: DataView, size: number): Inet6Address {
  const group = (i: number): number => bytes.getUint16(8 + 2 * i);
  return {
    port: bytes.getUint16(2),
    flowInfo: bytes.getUint32(4),
    address: [group(0), group(1), group(2), group(3), group(4), group(5), group(6), group(7)],
    // RFC 2133 had no scope, and a system may still give 24 bytes.
    scopeId: size < INET6_SIZE ? 0 : bytes.getUint32(24, true),
  };
}

function writeUnix(bytes: DataView, name: Uint8Array): number {
  const abstract = name[0] === 0;
  const isPath = name.length > 0 && !abstract;
  const closing = isPath ? 1 : 0;
  if (name.length + closing > platform.unixPathSize) return -errnoNumber('einval');
  if (isPath && name.includes(0)) return -errnoNumber('einval');
  for (let i = 0; i < name.length; i++) bytes.setUint8(UNIX_HEADER + i, name[i] ?? 0);
  if (isPath) bytes.setUint8(UNIX_HEADER + name.length, 0);
  return writeFamily(bytes, platform.families.unix, UNIX_HEADER + name.length + closing);
}

function readUnix(bytes: DataView, size: number): Uint8Array {
  const name = new Uint8Array(bytes.buffer, bytes.byteOffset + UNIX_HEADER, size - UNIX_HEADER);
  if (name[0] === 0) {
    // An abstract name has the full length, including NULs. Systems with a length byte first (BSD) have no abstract names;
    // there, zeros are an unnamed socket.
    return platform.sockaddrHasLength ? new Uint8Array(0) : name.slice();
  }
  const end = name.indexOf(0);
  return name.slice(0, end < 0 ? undefined : end);
}

function writePacket(bytes: DataView, packet: PacketAddress): number {
  const { protocol, interfaceIndex, hardwareType, packetType, address } = packet;
  if (address.length > HARDWARE_ADDRESS_SIZE) return -errnoNumber('einval');
  bytes.setUint16(2, protocol);
  bytes.setInt32(4, interfaceIndex, true);
  bytes.setUint16(8, hardwareType, true);
  bytes.setUint8(10, packetType);
  bytes.setUint8(11, address.length);
  for (let i = 0; i < HARDWARE_ADDRESS_SIZE; i++) bytes.setUint8(12 + i, address[i] ?? 0);
  return writeFamily(bytes, platform.families.packet, PACKET_SIZE);
}

function readPacket(bytes: DataView, size: number): PacketAddress {
  const addressLength = Math.min(bytes.getUint8(11), size - 12);
  return {
    protocol: bytes.getUint16(2),
    interfaceIndex: bytes.getUint32(4, true),
    hardwareType: bytes.getUint16(8, true),
    packetType: bytes.getUint8(10),
    address: new Uint8Array(bytes.buffer, bytes.byteOffset + 12, addressLength).slice(),
  };
}
