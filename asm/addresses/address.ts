// Addresses as PHP's functions take and give them, `$address` and `$port`, to and from SocketAddress.
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX, AI_ADDRCONFIG, AI_V4MAPPED } from "../constants";
import { AddressInfo } from "../data/address-info";
import { SocketAddress } from "../data/socket-address";
import { failOn, warnArgument } from "../failure";
import { bytesOf, textOf } from "../foreign-text";
import { formatInet, formatInet6, parseInet, parseInet6 } from "../inet";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { interfaceIndex, interfaceName } from "../system";
import { lookupFailure, resolve } from "./resolve";

/** The size of `sun_path` in bytes; see unix(7). */
export const UNIX_PATH_ROOM: i32 = 108;

const NO_BYTES = new ArrayBuffer(0);

/** Stands for a missing port: PHP's NULL. */
export const NO_PORT: i32 = i32.MIN_VALUE;

/** The highest port. */
const MAX_PORT: i32 = 0xffff;

/** Whether a number is a port, if the family has ports. Warns if not, as PHP 8.5 does; `position` is `$port`'s. */
export function isPort(family: i32, name: string, position: i32, port: i32): bool {
  if ((port >= 0 && port <= MAX_PORT) || (family != AF_INET && family != AF_INET6)) return true;
  warnArgument(name, position, "port", "must be between 0 and " + MAX_PORT.toString());
  return false;
}

/** Whether a port is given, if the family has ports. Warns if not; `position` is that of `$port`. */
export function hasPort(socket: Socket, name: string, position: i32, port: i32): bool {
  if (port != NO_PORT || socket.family == AF_UNIX) return isPort(socket.family, name, position, port);
  const family = socket.family == AF_INET ? "AF_INET" : socket.family == AF_INET6 ? "AF_INET6" : "AF_PACKET";
  warnArgument(name, position, "port", "cannot be null when the socket type is " + family);
  return false;
}

/**
 * Fills in the address that PHP's `$address` and `$port` mean for this socket. A name is looked up. False if there is
 * none: the error is then set and the warning raised. `position` is that of `$address` among the arguments.
 */
export function parseAddress(
  socket: Socket, name: string, position: i32, address: string, port: i32, into: SocketAddress,
): bool {
  into.family = socket.family;
  into.port = port == NO_PORT ? 0 : port;
  switch (socket.family) {
    case AF_UNIX:
      into.name = bytesOf(address);
      if (into.name.byteLength < UNIX_PATH_ROOM) return true;
      warnArgument(name, position, "address", "must be less than " + UNIX_PATH_ROOM.toString());
      return false;
    case AF_INET:
    case AF_INET6:
      return parseHost(socket, name, socket.family, address, into);
    default:
      warnArgument(name, 1, "socket", "must be one of AF_UNIX, AF_INET, or AF_INET6");
      return false;
  }
}

/**
 * Fills in the internet address of `family` that a text means. A name is looked up. False if there is none: the error
 * is then set and the warning raised.
 */
export function parseHost(socket: Socket, name: string, family: i32, host: string, into: SocketAddress): bool {
  if (family == AF_INET) return parseInet(host, into.bytes) || lookUp(socket, name, family, host, 0, into);
  into.flowInfo = 0;
  into.scopeId = 0;
  return parseScoped(host, into) || lookUp(socket, name, family, host, AI_V4MAPPED | AI_ADDRCONFIG, into);
}

/** Reads an IPv6 address with or without `%scope`: an interface's number or, for link-local addresses, its name. */
export function parseScoped(address: string, into: SocketAddress): bool {
  const percent = address.indexOf("%");
  if (percent < 0) return parseInet6(address, address.length, into.bytes);
  if (percent == address.length - 1 || !parseInet6(address, percent, into.bytes)) return false;
  const scope = address.substring(percent + 1);
  if (isLinkLocal(into.bytes)) {
    const index = interfaceIndex(scope);
    if (index > 0) {
      into.scopeId = index;
      return true;
    }
  }
  let number: u64 = 0;
  for (let i = 0; i < scope.length; i++) {
    const digit = scope.charCodeAt(i) - 0x30;
    if (<u32>digit > 9) return false;
    number = number * 10 + digit;
    if (number > u32.MAX_VALUE) return false;
  }
  into.scopeId = <u32>number;
  return true;
}

/** fe80::/10, and ff02::/16 and its like. */
function isLinkLocal(bytes: StaticArray<u8>): bool {
  return (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80) || (bytes[0] == 0xff && (bytes[1] & 0x0f) == 2);
}

function lookUp(
  socket: Socket, name: string, family: i32, host: string, flags: i32, into: SocketAddress,
): bool {
  const results = new Array<AddressInfo>();
  const failure = resolve(host, family, flags, results);
  if (failure == 0) {
    const found = results[0].address;
    for (let i = 0; i < 16; i++) into.bytes[i] = found.bytes[i];
    into.flowInfo = found.flowInfo;
    into.scopeId = found.scopeId;
    return true;
  }
  failOn(socket, name, "Host lookup failed", lookupFailure(failure));
  return false;
}

/** Fills in the address of a packet socket, from an interface's index; 0 means every interface. See packet(7). */
export function packetAddress(index: u32, into: SocketAddress): void {
  into.family = AF_PACKET;
  into.scopeId = index;
  // 0 means the protocol that the socket was made with.
  into.protocol = 0;
  into.hardwareType = 0;
  into.packetType = 0;
  into.name = NO_BYTES;
}

/** The text of an address as PHP gives it: for a packet socket, the name of the interface. */
export function formatAddress(address: SocketAddress): string {
  switch (address.family) {
    case AF_INET:
      return formatInet(address.bytes);
    case AF_INET6:
      return formatInet6(address.bytes);
    case AF_UNIX:
      return textOf(address.name);
    case AF_PACKET: {
      const name = interfaceName(address.scopeId);
      return name === null ? "" : name;
    }
    default:
      return "";
  }
}

/** Returns an address through PHP's references. The port is set if there is one, or an interface's index. */
export function giveAddress(address: SocketAddress, text: Ref<string>, port: Ref<i32> | null): void {
  text.value = formatAddress(address);
  if (port !== null && (address.family == AF_INET || address.family == AF_INET6)) port.value = address.port;
  if (port !== null && address.family == AF_PACKET) port.value = address.scopeId;
}
