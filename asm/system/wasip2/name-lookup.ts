// getaddrinfo(3) over wasi:sockets/ip-name-lookup, which gives addresses only: services are numbers, canonical names
// stay unknown, and AI_V4MAPPED does nothing, since wasi:sockets refuses such addresses.
import { resolveAddresses, resolveDrop, resolveNextAddress, resolveSubscribe } from "../../bindings/wasi-sockets";
import {
  AF_INET, AF_INET6, AI_ADDRCONFIG, AI_ALL, AI_CANONIDN, AI_CANONNAME, AI_IDN, AI_NUMERICHOST, AI_NUMERICSERV,
  AI_PASSIVE, AI_V4MAPPED, SOCK_DGRAM, SOCK_STREAM, SOCKET_EAFNOSUPPORT, SOL_TCP, SOL_UDP,
} from "../../constants";
import { AddressInfo } from "../../data/address-info";
import { LOOKUP_FAILED, LookupError } from "../../data/lookup";
import { SocketAddress } from "../../data/socket-address";
import { errnoOf } from "./error-code";
import { liftBareAddress, network, toLoopback, unspecified } from "./ip-address";
import { RESULT } from "./result-area";
import { FOREVER, waitUntil } from "./wait";

/** Cases of error-code. */
const INVALID_ARGUMENT = 3;
const WOULD_BLOCK = 8;
const NAME_UNRESOLVABLE = 18;
const TEMPORARY_RESOLVER_FAILURE = 19;
const PERMANENT_RESOLVER_FAILURE = 20;

const KNOWN_FLAGS: i32 =
  AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_NUMERICSERV | AI_V4MAPPED | AI_ALL | AI_ADDRCONFIG | AI_IDN |
  AI_CANONIDN;

/**
 * Looks up a host, a service, or both; `family` and `type` 0 take any. Appends to `results` and gives their number; a
 * failure is `LOOKUP_FAILED - LookupError`, or minus the errno.
 */
export function lookUp(
  name: string | null, service: string | null, flags: i32, family: i32, type: i32, protocol: i32,
  results: AddressInfo[],
): i32 {
  if (family != 0 && family != AF_INET && family != AF_INET6) return -SOCKET_EAFNOSUPPORT;
  if ((flags & ~KNOWN_FLAGS) != 0) return LOOKUP_FAILED - LookupError.BadFlags;
  const hasStream = fits(type, protocol, SOCK_STREAM, SOL_TCP);
  const hasDatagram = fits(type, protocol, SOCK_DGRAM, SOL_UDP);
  if (!hasStream && !hasDatagram) return LOOKUP_FAILED - LookupError.BadSocketType;
  const port = service === null ? 0 : portOf(service);
  if (port < 0) return LOOKUP_FAILED - LookupError.BadService;
  const addresses = new Array<SocketAddress>();
  const error = name === null ? ownAddresses((flags & AI_PASSIVE) != 0, addresses) : resolve(name, flags, addresses);
  if (error != 0) return error;
  const before = results.length;
  for (let i = 0; i < addresses.length; i++) {
    const address = addresses[i];
    if (family != 0 && address.family != family) continue;
    address.port = port;
    if (hasStream) results.push(answer(address, flags, SOCK_STREAM, SOL_TCP));
    if (hasDatagram) results.push(answer(address, flags, SOCK_DGRAM, SOL_UDP));
  }
  const count = results.length - before;
  return count > 0 ? count : LOOKUP_FAILED - LookupError.NoData;
}

/** Whether sockets of `ownType` are among those that are asked for. */
function fits(type: i32, protocol: i32, ownType: i32, ownProtocol: i32): bool {
  return (type == 0 || type == ownType) && (protocol == 0 || protocol == ownProtocol);
}

/** The port that a service's number means, of which 16 bits count, as getaddrinfo(3) has it; -1: it is no number. */
function portOf(service: string): i32 {
  let port = 0;
  for (let i = 0; i < service.length; i++) {
    const digit = <u32>(service.charCodeAt(i) - 0x30);
    if (digit > 9) return -1;
    port = (port * 10 + <i32>digit) & 0xffff;
  }
  return port;
}

/** What no name means: all of this machine's addresses, or the one that only itself reaches. */
function ownAddresses(passive: bool, addresses: SocketAddress[]): i32 {
  const families: StaticArray<i32> = [AF_INET6, AF_INET];
  for (let i = 0; i < 2; i++) {
    const address = new SocketAddress();
    unspecified(families[i], address);
    if (!passive) toLoopback(address);
    addresses.push(address);
  }
  return 0;
}

/** Appends what a name, or an address in text, stands for; 0, or the failure. */
function resolve(name: string, flags: i32, addresses: SocketAddress[]): i32 {
  if ((flags & AI_NUMERICHOST) != 0 && !isNumeric(name)) return LOOKUP_FAILED - LookupError.NameUnknown;
  resolveAddresses(network(), changetype<usize>(name), name.length, RESULT);
  if (load<u8>(RESULT) != 0) return failureOf(load<u8>(RESULT, 4));
  const stream = load<i32>(RESULT, 4);
  let failure = 0;
  while (true) {
    // Result: error-code 2; or whether an address 2, and it 4.
    resolveNextAddress(stream, RESULT);
    if (load<u8>(RESULT) == 0) {
      if (load<u8>(RESULT, 2) == 0) break;
      const address = new SocketAddress();
      liftBareAddress(RESULT + 4, address);
      addresses.push(address);
      continue;
    }
    const code = load<u8>(RESULT, 2);
    if (code != WOULD_BLOCK) {
      failure = failureOf(code);
      break;
    }
    waitUntil(resolveSubscribe(stream), FOREVER);
  }
  resolveDrop(stream);
  return failure;
}

/** Whether a text can only be an address: names have letters, and no colon. */
function isNumeric(name: string): bool {
  if (name.includes(":")) return true;
  for (let i = 0; i < name.length; i++) {
    const character = name.charCodeAt(i);
    if (character != 0x2e && <u32>(character - 0x30) > 9) return false;
  }
  return true;
}

function failureOf(code: i32): i32 {
  if (code == NAME_UNRESOLVABLE || code == INVALID_ARGUMENT) return LOOKUP_FAILED - LookupError.NameUnknown;
  if (code == TEMPORARY_RESOLVER_FAILURE) return LOOKUP_FAILED - LookupError.TryAgain;
  if (code == PERMANENT_RESOLVER_FAILURE) return LOOKUP_FAILED - LookupError.Failed;
  return -errnoOf(code);
}

function answer(from: SocketAddress, flags: i32, type: i32, protocol: i32): AddressInfo {
  const info = new AddressInfo();
  info.flags = flags;
  info.family = from.family;
  info.socketType = type;
  info.protocol = protocol;
  info.address.family = from.family;
  info.address.port = from.port;
  memory.copy(changetype<usize>(info.address.bytes), changetype<usize>(from.bytes), 16);
  return info;
}
