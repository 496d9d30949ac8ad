// Names of hosts, services, protocols and interfaces: the part of the system layer over the WIT's lookups.
import {
  AF_INET, AF_INET6, AF_PACKET, AF_UNIX, AI_ADDRCONFIG, AI_ALL, AI_CANONIDN, AI_CANONNAME, AI_IDN, AI_NUMERICHOST,
  AI_NUMERICSERV, AI_PASSIVE, AI_V4MAPPED, SOCKET_EAFNOSUPPORT,
} from "../../constants";
import { AddressInfo } from "../../data/address-info";
import { LOOKUP_FAILED, LookupError, Protocol, Service } from "../../data/lookup";
import { errnoOfCase } from "../../errno";
import * as host from "../../generated/host";
import {
  ADDRESS_INFO_ADDRESS, ADDRESS_INFO_CANONICAL_NAME, ADDRESS_INFO_CANONICAL_NAME_SOME, ADDRESS_INFO_FAMILY,
  ADDRESS_INFO_FLAGS, ADDRESS_INFO_PROTOCOL, ADDRESS_INFO_SIZE, ADDRESS_INFO_SOCKET_TYPE,
  INTERFACE_INDEX_RESULT_PAYLOAD, INTERFACE_NAME_RESULT_PAYLOAD, LOOKUP_ADDRESS_RESULT_PAYLOAD, LOOKUP_ERROR_PAYLOAD,
  LOOKUP_PROTOCOL_RESULT_PAYLOAD, LOOKUP_SERVICE_RESULT_ALIGNMENT, LOOKUP_SERVICE_RESULT_PAYLOAD,
  LOOKUP_SERVICE_RESULT_SIZE, PROTOCOL_NAME, PROTOCOL_NUMBER, SERVICE_NAME, SERVICE_PORT, SERVICE_PROTOCOL,
} from "../../generated/layouts";
import { liftString, release } from "../../memory/landing";
import { liftAddress } from "./addresses";

/** Room for the largest result of this file: option<service>. */
const RESULT: usize = memory.data(<i32>LOOKUP_SERVICE_RESULT_SIZE, <i32>LOOKUP_SERVICE_RESULT_ALIGNMENT);

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
    const failure = <i32>load<u8>(RESULT, LOOKUP_ADDRESS_RESULT_PAYLOAD);
    if (failure != LookupError.System) return LOOKUP_FAILED - failure;
    return -errnoOfCase(load<u8>(RESULT, LOOKUP_ADDRESS_RESULT_PAYLOAD + LOOKUP_ERROR_PAYLOAD));
  }
  const list = load<usize>(RESULT, LOOKUP_ADDRESS_RESULT_PAYLOAD);
  const length = load<i32>(RESULT, LOOKUP_ADDRESS_RESULT_PAYLOAD + 4);
  for (let i = 0; i < length; i++) results.push(liftAddressInfo(list + <usize>i * ADDRESS_INFO_SIZE));
  release(list, <usize>length * ADDRESS_INFO_SIZE);
  return length;
}

function liftAddressInfo(from: usize): AddressInfo {
  const info = new AddressInfo();
  info.flags = liftFlags(load<u16>(from, ADDRESS_INFO_FLAGS));
  info.family = FAMILIES[load<u8>(from, ADDRESS_INFO_FAMILY)];
  info.socketType = <i32>load<u8>(from, ADDRESS_INFO_SOCKET_TYPE) + 1;
  info.protocol = load<i32>(from, ADDRESS_INFO_PROTOCOL);
  liftAddress(from + ADDRESS_INFO_ADDRESS, info.address);
  if (load<u8>(from, ADDRESS_INFO_CANONICAL_NAME)) {
    const name = from + ADDRESS_INFO_CANONICAL_NAME_SOME;
    info.canonicalName = liftString(load<usize>(name), load<i32>(name, 4));
  }
  return info;
}

function liftService(): Service | null {
  if (load<u8>(RESULT) == 0) return null;
  const from = RESULT + LOOKUP_SERVICE_RESULT_PAYLOAD;
  const name = liftString(load<usize>(from, SERVICE_NAME), load<i32>(from, SERVICE_NAME + 4));
  const protocol = liftString(load<usize>(from, SERVICE_PROTOCOL), load<i32>(from, SERVICE_PROTOCOL + 4));
  return new Service(name, load<u16>(from, SERVICE_PORT), protocol);
}

function liftProtocol(): Protocol | null {
  if (load<u8>(RESULT) == 0) return null;
  const from = RESULT + LOOKUP_PROTOCOL_RESULT_PAYLOAD;
  const name = liftString(load<usize>(from, PROTOCOL_NAME), load<i32>(from, PROTOCOL_NAME + 4));
  return new Protocol(name, load<u8>(from, PROTOCOL_NUMBER));
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
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, INTERFACE_INDEX_RESULT_PAYLOAD)
    : -errnoOfCase(load<u8>(RESULT, INTERFACE_INDEX_RESULT_PAYLOAD));
}

/** The name of a network interface; null: none of that index. */
export function interfaceName(index: i32): string | null {
  host.interfaceName(index, RESULT);
  if (load<u8>(RESULT) != 0) return null;
  const name = RESULT + INTERFACE_NAME_RESULT_PAYLOAD;
  return liftString(load<usize>(name), load<i32>(name, 4));
}
