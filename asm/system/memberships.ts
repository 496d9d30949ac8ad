// Multicast memberships: the part of the system layer over the WIT's update-membership.
import * as host from "../generated/host";
import { AF_INET } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { errnoOfCase } from "../errno";

/** The arguments, which are too many to pass flat: a handle, an action, two addresses with an index between them. */
const ARGUMENTS: usize = memory.data(48, 4);

/** result<_, errno>. */
const RESULT: usize = memory.data(2, 1);

/** Lowers an ip-address, 18 bytes: its case, then four bytes or eight groups. */
function lowerIpAddress(address: SocketAddress, into: usize): void {
  const bytes = changetype<usize>(address.bytes);
  if (address.family == AF_INET) {
    store<u8>(into, 0);
    store<u32>(into, load<u32>(bytes), 2);
    return;
  }
  store<u8>(into, 1);
  for (let i: usize = 0; i < 16; i += 2) store<u16>(into + i, bswap<u16>(load<u16>(bytes + i)), 2);
}

/**
 * Joins, leaves or filters a group; `action` is a case of membership-action, `interfaceIndex` 0 the routing table's
 * choice. Addresses are AF_INET or AF_INET6.
 */
export function updateMembership(
  handle: i32, action: i32, group: SocketAddress, interfaceIndex: u32, source: SocketAddress | null,
): i32 {
  store<i32>(ARGUMENTS, handle);
  store<u8>(ARGUMENTS, action, 4);
  lowerIpAddress(group, ARGUMENTS + 6);
  store<u32>(ARGUMENTS, interfaceIndex, 24);
  store<u8>(ARGUMENTS, u8(source !== null), 28);
  if (source !== null) lowerIpAddress(source, ARGUMENTS + 30);
  host.socketUpdateMembership(ARGUMENTS, RESULT);
  return load<u8>(RESULT) == 0 ? 0 : -errnoOfCase(load<u8>(RESULT, 1));
}
