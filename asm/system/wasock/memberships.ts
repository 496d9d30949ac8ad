// Multicast memberships: the part of the system layer over the WIT's update-membership.
import { AF_INET } from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { errnoOfCase } from "../../errno";
import { IpAddressCase } from "../../generated/cases";
import * as host from "../../generated/host";
import {
  IP_ADDRESS_PAYLOAD, UPDATE_MEMBERSHIP_PARAMS_ACTION, UPDATE_MEMBERSHIP_PARAMS_ALIGNMENT,
  UPDATE_MEMBERSHIP_PARAMS_GROUP, UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX, UPDATE_MEMBERSHIP_PARAMS_SELF,
  UPDATE_MEMBERSHIP_PARAMS_SIZE, UPDATE_MEMBERSHIP_PARAMS_SOURCE, UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME,
  UPDATE_MEMBERSHIP_RESULT_ALIGNMENT, UPDATE_MEMBERSHIP_RESULT_PAYLOAD, UPDATE_MEMBERSHIP_RESULT_SIZE,
} from "../../generated/layouts";

/** The arguments, which are too many to pass flat. */
const ARGUMENTS: usize = memory.data(<i32>UPDATE_MEMBERSHIP_PARAMS_SIZE, <i32>UPDATE_MEMBERSHIP_PARAMS_ALIGNMENT);

/** result<_, errno>. */
const RESULT: usize = memory.data(<i32>UPDATE_MEMBERSHIP_RESULT_SIZE, <i32>UPDATE_MEMBERSHIP_RESULT_ALIGNMENT);

/** Lowers an ip-address: its case, then four bytes or eight groups. */
function lowerIpAddress(address: SocketAddress, into: usize): void {
  const bytes = changetype<usize>(address.bytes);
  if (address.family == AF_INET) {
    store<u8>(into, IpAddressCase.Inet);
    store<u32>(into, load<u32>(bytes), IP_ADDRESS_PAYLOAD);
    return;
  }
  store<u8>(into, IpAddressCase.Inet6);
  into += IP_ADDRESS_PAYLOAD;
  for (let i: usize = 0; i < 16; i += 2) store<u16>(into + i, bswap<u16>(load<u16>(bytes + i)));
}

/**
 * Joins, leaves or filters a group; `action` is a case of membership-action, `interfaceIndex` 0 the routing table's
 * choice. Addresses are AF_INET or AF_INET6.
 */
export function updateMembership(
  handle: i32, action: i32, group: SocketAddress, interfaceIndex: u32, source: SocketAddress | null,
): i32 {
  store<i32>(ARGUMENTS, handle, UPDATE_MEMBERSHIP_PARAMS_SELF);
  store<u8>(ARGUMENTS, action, UPDATE_MEMBERSHIP_PARAMS_ACTION);
  lowerIpAddress(group, ARGUMENTS + UPDATE_MEMBERSHIP_PARAMS_GROUP);
  store<u32>(ARGUMENTS, interfaceIndex, UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX);
  store<u8>(ARGUMENTS, u8(source !== null), UPDATE_MEMBERSHIP_PARAMS_SOURCE);
  if (source !== null) lowerIpAddress(source, ARGUMENTS + UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME);
  host.socketUpdateMembership(ARGUMENTS, RESULT);
  return load<u8>(RESULT) == 0 ? 0 : -errnoOfCase(load<u8>(RESULT, UPDATE_MEMBERSHIP_RESULT_PAYLOAD));
}
