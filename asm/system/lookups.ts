// Names of hosts, services, protocols and interfaces: the part of the system layer over the WIT's lookups.
import * as host from "../generated/host";
import {
  AF_INET, AF_INET6, AF_PACKET, AF_UNIX, AI_ADDRCONFIG, AI_ALL, AI_CANONIDN, AI_CANONNAME, AI_IDN, AI_NUMERICHOST,
  AI_NUMERICSERV, AI_PASSIVE, AI_V4MAPPED, SOCKET_EAFNOSUPPORT,
} from "../constants";
import { AddressInfo } from "../data/address-info";
import { LOOKUP_FAILED, LookupError, Protocol, Service } from "../data/lookup";
import { errnoOfCase } from "../errno";
import { liftAddress } from "./addresses";
import { liftString, release } from "./memory";

/** Room for the largest result of this file: option<service>, 24 bytes. */
const RESULT: usize = memory.data(24, 4);

/** The size of an address-info in a list, in bytes. */
const ADDRESS_INFO_SIZE: usize = 52;

/** AF_* in the order of address-family. */
const FAMILIES: StaticArray<i32> = [AF_UNIX, AF_INET, AF_INET6, AF_PACKET];

/** AI_* in the order of lookup-flags. */
const FLAGS: StaticArray<i32> = [
  AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV, AI_V4MAPPED, AI_ALL, AI_ADDRCONFIG, AI_IDN, AI_CANONIDN,
];

/** The bits of lookup-flags; -1 if there is a flag that has none. */
function lowerFlags(flags: i32): i32 {
  let bits = 0;
  for (let i = 0, n = FLAGS.length; i < n; i++) {
    const flag = unchecked(FLAGS[i]);
    if ((flags & flag) == 0) continue;
    bits |= 1 << i;
    flags ^= flag;
  }
  return flags == 0 ? bits : -1;
}

function liftFlags(bits: i32): i32 {
  let flags = 0;
  for (let i = 0, n = FLAGS.length; i < n; i++) if (bits & (1 << i)) flags |= unchecked(FLAGS[i]);
  return flags;
}

/**
 * Looks up a host, a service, or both; `family` and `type` 0 take any. Appends to `results` and gives their number;
 * a failure is `LOOKUP_FAILED - LookupError`, or minus the errno.
 */
export function lookupAddress(
  name: string | null, service: string | null, flags: i32, family: i32, type: i32, protocol: i32,
  results: AddressInfo[],
): i32 {
  const domain = family == 0 ? 0 : FAMILIES.indexOf(family);
  if (domain < 0) return -SOCKET_EAFNOSUPPORT;
  // The types are 1 to 5 in the order of the WIT's socket-type.
  if (<u32>type > 5) return LOOKUP_FAILED - LookupError.BadSocketType;
  const bits = lowerFlags(flags);
  if (bits < 0) return LOOKUP_FAILED - LookupError.BadFlags;
  host.lookupAddress(
    i32(name !== null), changetype<usize>(name), name !== null ? name.length : 0, i32(service !== null),
    changetype<usize>(service), service !== null ? service.length : 0, bits, i32(family != 0), domain,
    i32(type != 0), type == 0 ? 0 : type - 1, protocol, RESULT,
  );
  if (load<u8>(RESULT) != 0) {
    const failure = <i32>load<u8>(RESULT, 4);
    return failure == LookupError.System ? -errnoOfCase(load<u8>(RESULT, 5)) : LOOKUP_FAILED - failure;
  }
  const list = load<usize>(RESULT, 4);
  const length = load<i32>(RESULT, 8);
  for (let i = 0; i < length; i++) results.push(liftAddressInfo(list + <usize>i * ADDRESS_INFO_SIZE));
  release(list, <usize>length * ADDRESS_INFO_SIZE);
  return length;
}

function liftAddressInfo(from: usize): AddressInfo {
  const info = new AddressInfo();
  info.flags = liftFlags(load<u16>(from));
  info.family = FAMILIES[load<u8>(from, 2)];
  info.socketType = <i32>load<u8>(from, 3) + 1;
  info.protocol = load<i32>(from, 4);
  liftAddress(from + 8, info.address);
  if (load<u8>(from, 40)) info.canonicalName = liftString(load<usize>(from, 44), load<i32>(from, 48));
  return info;
}

function liftService(): Service | null {
  if (load<u8>(RESULT) == 0) return null;
  const name = liftString(load<usize>(RESULT, 4), load<i32>(RESULT, 8));
  return new Service(name, load<u16>(RESULT, 12), liftString(load<usize>(RESULT, 16), load<i32>(RESULT, 20)));
}

function liftProtocol(): Protocol | null {
  if (load<u8>(RESULT) == 0) return null;
  return new Protocol(liftString(load<usize>(RESULT, 4), load<i32>(RESULT, 8)), load<u8>(RESULT, 12));
}

/** The service of a name; an empty protocol takes any. */
export function lookupService(name: string, protocol: string): Service | null {
  host.lookupService(changetype<usize>(name), name.length, changetype<usize>(protocol), protocol.length, RESULT);
  return liftService();
}

/** The service on a port, 0 to 65535. */
export function lookupPort(port: i32, protocol: string): Service | null {
  host.lookupPort(port, changetype<usize>(protocol), protocol.length, RESULT);
  return liftService();
}

/** The protocol of a name. */
export function lookupProtocol(name: string): Protocol | null {
  host.lookupProtocol(changetype<usize>(name), name.length, RESULT);
  return liftProtocol();
}

/** The protocol of a number, 0 to 255. */
export function lookupProtocolNumber(number: i32): Protocol | null {
  host.lookupProtocolNumber(number, RESULT);
  return liftProtocol();
}

/** The index of a network interface, from 1; or minus the errno. */
export function interfaceIndex(name: string): i32 {
  host.interfaceIndex(changetype<usize>(name), name.length, RESULT);
  return load<u8>(RESULT) == 0 ? load<i32>(RESULT, 4) : -errnoOfCase(load<u8>(RESULT, 4));
}

/** The name of a network interface; null: none of that index. */
export function interfaceName(index: i32): string | null {
  host.interfaceName(index, RESULT);
  return load<u8>(RESULT) == 0 ? liftString(load<usize>(RESULT, 4), load<i32>(RESULT, 8)) : null;
}
