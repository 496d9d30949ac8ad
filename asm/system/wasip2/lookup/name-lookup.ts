// getaddrinfo(3), as glibc answers it, with hosts of wasi:sockets/ip-name-lookup. That gives addresses only, so a
// name's canonical form is the name itself, as POSIX has it where no other is known.
import {
  AF_INET, AF_INET6, AI_ADDRCONFIG, AI_ALL, AI_CANONIDN, AI_CANONNAME, AI_IDN, AI_NUMERICHOST, AI_NUMERICSERV,
  AI_PASSIVE, AI_V4MAPPED, SOCKET_EAFNOSUPPORT,
} from "../../../constants";
import { AddressInfo } from "../../../data/address-info";
import { LOOKUP_FAILED, LookupError } from "../../../data/lookup";
import { SocketAddress } from "../../../data/socket-address";
import { copyAddress, isMapped, toMapped, toUnmapped } from "../ip-address";
import { addressIn, ownAddresses, resolve } from "./host-addresses";
import { SocketType, typesOf } from "./socket-types";

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
  const types = new Array<SocketType>();
  let error = typesOf(service, flags, type, protocol, types);
  if (error != 0) return error;
  const found = new Array<SocketAddress>();
  error = find(name, flags, found);
  if (error != 0) return error;
  const addresses = ofFamily(found, family, flags);
  for (let i = 0; i < addresses.length; i++) {
    for (let j = 0; j < types.length; j++) results.push(answer(addresses[i], flags, types[j]));
  }
  const count = addresses.length * types.length;
  if (count == 0) return LOOKUP_FAILED - LookupError.NoData;
  if ((flags & AI_CANONNAME) != 0) results[results.length - count].canonicalName = name;
  return count;
}

/** Appends what a name, an address in text, or nothing stands for; 0, or the failure. */
function find(name: string | null, flags: i32, addresses: SocketAddress[]): i32 {
  if (name === null) {
    ownAddresses((flags & AI_PASSIVE) != 0, addresses);
    return 0;
  }
  const address = addressIn(name);
  if (address === null) {
    return (flags & AI_NUMERICHOST) != 0 ? LOOKUP_FAILED - LookupError.NameUnknown : resolve(name, addresses);
  }
  addresses.push(address);
  return 0;
}

/**
 * Those of a family, 0 being any. AI_V4MAPPED makes those of IPv4 ones of IPv6, where there are no others or AI_ALL is
 * set, too.
 */
function ofFamily(addresses: SocketAddress[], family: i32, flags: i32): SocketAddress[] {
  if (family == 0) return addresses;
  const chosen = new Array<SocketAddress>();
  for (let i = 0; i < addresses.length; i++) {
    const address = addresses[i];
    if (family == AF_INET && isMapped(address)) toUnmapped(address);
    if (address.family == family) chosen.push(address);
  }
  if (family != AF_INET6 || (flags & AI_V4MAPPED) == 0) return chosen;
  if (chosen.length > 0 && (flags & AI_ALL) == 0) return chosen;
  for (let i = 0; i < addresses.length; i++) {
    if (addresses[i].family != AF_INET) continue;
    toMapped(addresses[i]);
    chosen.push(addresses[i]);
  }
  return chosen;
}

function answer(from: SocketAddress, flags: i32, type: SocketType): AddressInfo {
  const info = new AddressInfo();
  info.flags = flags;
  info.family = from.family;
  info.socketType = type.type;
  info.protocol = type.protocol;
  copyAddress(from, info.address);
  info.address.port = type.port;
  return info;
}
