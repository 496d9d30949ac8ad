// The address of a message, PHP's key "name".
import { formatAddress, parseHost, UNIX_PATH_ROOM } from "../addresses/address";
import { AF_INET, AF_INET6, AF_UNIX } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { bytesOf } from "../foreign-text";
import { Socket } from "../socket";
import { rejectNumber, rejectUser } from "./conversion-error";

/** The longest path, in bytes. A NUL must also fit. */
const MAX_PATH: i32 = UNIX_PATH_ROOM - 1;

/** Where a message goes or comes from. The family decides which of the other fields count. */
@final
export class MessageName {
  /** `AF_*`; -1, PHP's missing key: the socket's. */
  family: i32 = -1;
  /** AF_INET, AF_INET6: an address or a host name; null: the address of zeros. */
  addr: string | null = null;
  /** AF_INET, AF_INET6: 0 to 65535. */
  port: i32 = 0;
  /** AF_INET6: `sin6_flowinfo` as it lies in memory. */
  flowinfo: i64 = 0;
  /** AF_INET6: the index of an interface, for link-local addresses. */
  scope_id: i64 = 0;
  /** AF_UNIX: a path, or a NUL and an abstract name. */
  path: string | null = null;

  /** An internet address. */
  static inet(addr: string, port: i32): MessageName {
    const name = new MessageName();
    name.addr = addr;
    name.port = port;
    return name;
  }

  /** A local one. */
  static unix(path: string): MessageName {
    const name = new MessageName();
    name.path = path;
    return name;
  }
}

/** Whether a name's family fits the socket; warns if it does not. */
export function isFamilyOf(socket: Socket, name: string, path: string, given: MessageName): bool {
  const family = familyOf(socket, given);
  switch (family) {
    case AF_INET:
      if (socket.family == AF_INET || socket.family == AF_INET6) return true;
      return rejectUser(name, path, "the specified family (number 2) is not supported on this socket");
    case AF_INET6:
      if (socket.family == AF_INET6) return true;
      return rejectUser(name, path, "the specified family (AF_INET6) is not supported on this socket");
    case AF_UNIX:
      if (socket.family == AF_UNIX) return true;
      return rejectUser(name, path, "the specified family (AF_UNIX) is not supported on this socket");
    default:
      return rejectUser(name, path, "the only families currently supported are AF_INET, AF_INET6 and AF_UNIX");
  }
}

function familyOf(socket: Socket, given: MessageName): i32 {
  return given.family == -1 ? socket.family : given.family;
}

/** The address that a name means on this socket; false, with a warning, if it means none. */
export function parseName(
  socket: Socket, name: string, path: string, given: MessageName, into: SocketAddress,
): bool {
  if (!isFamilyOf(socket, name, path, given)) return false;
  into.family = familyOf(socket, given);
  if (into.family == AF_UNIX) return parsePath(name, path, given, into);
  if (!parseAddr(socket, name, path + " > addr", into.family, given.addr, into)) return false;
  if (<u32>given.port > 0xffff) return rejectNumber(name, path + " > port", "an unsigned 16-bit integer");
  into.port = given.port;
  if (into.family == AF_INET) return true;
  if (!isUnsigned(given.flowinfo)) return rejectNumber(name, path + " > flowinfo", "an unsigned 32-bit integer");
  if (!isUnsigned(given.scope_id)) return rejectNumber(name, path + " > scope_id", "an unsigned 32-bit integer");
  into.flowInfo = bswap<u32>(<u32>given.flowinfo);
  into.scopeId = <u32>given.scope_id;
  return true;
}

/** Whether a number has 32 bits and no sign. */
export function isUnsigned(value: i64): bool {
  return value >= 0 && value <= <i64>u32.MAX_VALUE;
}

/** The address that a text means in a family; false, with two warnings, if it means none. Null: zeros. */
export function parseAddr(
  socket: Socket, name: string, path: string, family: i32, addr: string | null, into: SocketAddress,
): bool {
  if (addr === null) {
    into.bytes.fill(0);
    return true;
  }
  if (parseHost(socket, name, family, addr, into)) return true;
  const kind = family == AF_INET ? "AF_INET" : "AF_INET6";
  return rejectUser(name, path, "could not resolve address '" + addr + "' to get an " + kind + " address");
}

function parsePath(name: string, path: string, given: MessageName, into: SocketAddress): bool {
  const text = given.path;
  // Without the key PHP has the name that is one NUL.
  const bytes = bytesOf(text !== null ? text : "\0");
  if (bytes.byteLength == 0) return rejectUser(name, path + " > path", "the path is cannot be empty");
  if (bytes.byteLength > MAX_PATH) {
    const limit = MAX_PATH.toString();
    return rejectUser(name, path + " > path", "the path is too long, the maximum permitted length is " + limit);
  }
  into.name = bytes;
  return true;
}

/** The name of an address; null if there is none. */
export function nameOf(address: SocketAddress): MessageName | null {
  if (address.family == 0) return null;
  const name = new MessageName();
  name.family = address.family;
  if (address.family == AF_UNIX) {
    name.path = formatAddress(address);
  } else if (address.family == AF_INET || address.family == AF_INET6) {
    name.addr = formatAddress(address);
    name.port = address.port;
  }
  if (address.family == AF_INET6) {
    name.flowinfo = bswap<u32>(address.flowInfo);
    name.scope_id = address.scopeId;
  }
  return name;
}
