// The ways to reach a host: socket_addrinfo_lookup(), and the functions that use its answers.
import { AF_INET, AF_INET6 } from "../constants";
import { AddressInfo } from "../data/address-info";
import { fail } from "../failure";
import { dispose, register, Socket } from "../socket";
import { bind, connect, create, lookupAddress } from "../system";
import { formatAddress } from "./address";

/** What to look for; 0 means any. */
@final
export class AddressInfoHints {
  /** `AI_*`. */
  ai_flags: i32 = 0;
  /** `AF_INET` or `AF_INET6`. */
  ai_family: i32 = 0;
  /** `SOCK_*`. */
  ai_socktype: i32 = 0;
  /** IANA protocol number. */
  ai_protocol: i32 = 0;
}

/** The array `ai_addr`, with the keys of the family. */
@final
export class AddressInfoAddress {
  /** AF_INET: 0 to 65535; else -1. */
  sin_port: i32 = -1;
  /** AF_INET: the address; else null. */
  sin_addr: string | null = null;
  /** AF_INET6: 0 to 65535; else -1. */
  sin6_port: i32 = -1;
  /** AF_INET6: the address, without its scope; else null. */
  sin6_addr: string | null = null;
}

/** The array that socket_addrinfo_explain() gives. */
@final
export class AddressInfoExplained {
  /** The `AI_*` of the lookup. */
  ai_flags: i32 = 0;
  /** `AF_INET` or `AF_INET6`. */
  ai_family: i32 = 0;
  /** `SOCK_*`. */
  ai_socktype: i32 = 0;
  /** IANA protocol number. */
  ai_protocol: i32 = 0;
  /** The name's canonical form, in the first answer to AI_CANONNAME; else null. */
  ai_canonname: string | null = null;
  /** The address. */
  readonly ai_addr: AddressInfoAddress = new AddressInfoAddress();
}

/** The text as C sees it: it ends at a NUL. */
function untilNul(text: string): string {
  const end = text.indexOf("\0");
  return end < 0 ? text : text.substring(0, end);
}

/**
 * Looks up the ways to reach a host.
 *
 * @param host a name or an address
 * @param service a name such as "http" or a port such as "80"; null for none
 * @param hints what to look for; fields that are missing mean any
 * @returns the answers, in the order in which to try them; null if there are none, without a warning
 * @see https://www.php.net/manual/en/function.socket-addrinfo-lookup.php
 */
export function socket_addrinfo_lookup(
  host: string, service: string | null = null, hints: AddressInfoHints | null = null,
): AddressInfo[] | null {
  const name = untilNul(host);
  if (name.length == 0) return null;
  const results = new Array<AddressInfo>();
  const asked = hints !== null ? hints : new AddressInfoHints();
  const count = lookupAddress(
    name, service === null ? null : untilNul(service), asked.ai_flags, asked.ai_family, asked.ai_socktype,
    asked.ai_protocol, results,
  );
  return count < 0 ? null : results;
}

/** A new socket for an address; on failure null, with the error set and the warning raised. */
function createFor(address: AddressInfo, name: string): Socket | null {
  const handle = create(address.family, address.socketType, address.protocol);
  if (handle >= 0) return register(handle, address.family);
  fail(name, "Unable to create socket", -handle);
  return null;
}

/**
 * Makes a socket that is bound to an address of a lookup.
 *
 * @param address an answer of socket_addrinfo_lookup()
 * @returns the socket; null and a warning on failure: EADDRINUSE, EADDRNOTAVAIL, EACCES
 * @see https://www.php.net/manual/en/function.socket-addrinfo-bind.php
 */
export function socket_addrinfo_bind(address: AddressInfo): Socket | null {
  const socket = createFor(address, "socket_addrinfo_bind");
  if (socket === null) return null;
  const error = -bind(socket.handle, address.address);
  if (error == 0) return socket;
  dispose(socket);
  fail("socket_addrinfo_bind", "Unable to bind address", error);
  return null;
}

/**
 * Makes a socket that is connected to an address of a lookup. It waits until the connection is there.
 *
 * @param address an answer of socket_addrinfo_lookup()
 * @returns the socket; null and a warning on failure: ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EACCES
 * @see https://www.php.net/manual/en/function.socket-addrinfo-connect.php
 */
export function socket_addrinfo_connect(address: AddressInfo): Socket | null {
  const socket = createFor(address, "socket_addrinfo_connect");
  if (socket === null) return null;
  const error = -connect(socket.handle, address.address);
  if (error == 0) return socket;
  dispose(socket);
  fail("socket_addrinfo_connect", "Unable to connect address", error);
  return null;
}

/**
 * Tells what an address of a lookup consists of.
 *
 * @param address an answer of socket_addrinfo_lookup()
 * @returns its family, type, protocol and address
 * @see https://www.php.net/manual/en/function.socket-addrinfo-explain.php
 */
export function socket_addrinfo_explain(address: AddressInfo): AddressInfoExplained {
  const explained = new AddressInfoExplained();
  explained.ai_flags = address.flags;
  explained.ai_family = address.family;
  explained.ai_socktype = address.socketType;
  explained.ai_protocol = address.protocol;
  explained.ai_canonname = address.canonicalName;
  const where = explained.ai_addr;
  if (address.family == AF_INET) {
    where.sin_port = address.address.port;
    where.sin_addr = formatAddress(address.address);
  } else if (address.family == AF_INET6) {
    where.sin6_port = address.address.port;
    where.sin6_addr = formatAddress(address.address);
  }
  return explained;
}
