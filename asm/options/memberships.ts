// Multicast groups: the MCAST_* options of IPPROTO_IP and IPPROTO_IPV6.
import { parseAddress } from "../addresses/address";
import {
  AF_INET, AF_INET6, IPPROTO_IP, IPPROTO_IPV6, MCAST_BLOCK_SOURCE, MCAST_JOIN_GROUP, MCAST_JOIN_SOURCE_GROUP,
  MCAST_LEAVE_GROUP, MCAST_LEAVE_SOURCE_GROUP, MCAST_UNBLOCK_SOURCE, SOCKET_EINVAL, SOCKET_ENOPROTOOPT,
} from "../constants";
import { SocketAddress } from "../data/socket-address";
import { failOn, raise, warn } from "../failure";
import { MembershipAction } from "../generated/cases";
import { Socket } from "../socket";
import { updateMembership } from "../system";
import { interfaceOf } from "./network-interface";

/** The common part of the arrays of MCAST_*. */
export abstract class MembershipRequest {
  constructor(
    /** A multicast address, or a name that has one. */
    public group: string,
  ) {}

  /** The key `source`, or null. For the library's use, like the next method. */
  abstract sourceText(): string | null;

  /** The index of the interface, 0 for the routing table's choice; -1 and a warning if there is none. */
  abstract interfaceIndex(name: string): i64;
}

/**
 * The array of MCAST_JOIN_GROUP and MCAST_LEAVE_GROUP. `interface` is an index, with 0 the routing table's choice
 * (`new GroupRequest("239.1.2.3", 0)`), or a name (`new GroupRequest("ff02::1234", "eth0")`).
 */
@final
export class GroupRequest<I> extends MembershipRequest {
  interface: I;

  constructor(group: string, networkInterface: I) {
    super(group);
    this.interface = networkInterface;
  }

  sourceText(): string | null {
    return null;
  }

  interfaceIndex(name: string): i64 {
    return interfaceOf<I>(name, this.interface);
  }
}

/** The array of the MCAST_* options with a source: as GroupRequest, with the address of a sender to the group. */
@final
export class SourceRequest<I> extends MembershipRequest {
  interface: I;

  constructor(
    group: string,
    networkInterface: I,
    public source: string,
  ) {
    super(group);
    this.interface = networkInterface;
  }

  sourceText(): string | null {
    return this.source;
  }

  interfaceIndex(name: string): i64 {
    return interfaceOf<I>(name, this.interface);
  }
}

/** Of each option the action. */
const ACTIONS: StaticArray<i32> = [
  MCAST_JOIN_GROUP, MembershipAction.Join,
  MCAST_LEAVE_GROUP, MembershipAction.Leave,
  MCAST_JOIN_SOURCE_GROUP, MembershipAction.JoinSource,
  MCAST_LEAVE_SOURCE_GROUP, MembershipAction.LeaveSource,
  MCAST_BLOCK_SOURCE, MembershipAction.BlockSource,
  MCAST_UNBLOCK_SOURCE, MembershipAction.UnblockSource,
];

/** The action that an option means, a case of the WIT's membership-action; -1: none. */
export function membershipAction(level: i32, optname: i32): i32 {
  if (level != IPPROTO_IP && level != IPPROTO_IPV6) return -1;
  for (let row = 0; row < ACTIONS.length; row += 2) if (ACTIONS[row] == optname) return ACTIONS[row + 1];
  return -1;
}

/** Reused by every call. */
const group = new SocketAddress();
const source = new SocketAddress();

/** Fills in an address of the socket's family; false and a warning if there is none. */
function parse(socket: Socket, name: string, text: string, into: SocketAddress): bool {
  if (socket.family == AF_INET || socket.family == AF_INET6) return parseAddress(socket, name, 4, text, 0, into);
  warn(name, "IP address used in the context of an unexpected type of socket");
  return false;
}

/** Joins, leaves or filters as `request` says; false with the error set and the warning raised if that fails. */
export function setMembership(
  socket: Socket, name: string, level: i32, action: i32, request: MembershipRequest | null,
): bool {
  if (request === null) {
    raise("No key \"group\" passed in optval");
    return false;
  }
  if (!parse(socket, name, request.group, group)) return false;
  const takesSource = action != MembershipAction.Join && action != MembershipAction.Leave;
  if (takesSource) {
    const text = request.sourceText();
    if (text === null) {
      raise("No key \"source\" passed in optval");
      return false;
    }
    if (!parse(socket, name, text, source)) return false;
  }
  const index = request.interfaceIndex(name);
  if (index < 0) return false;
  const error = levelError(socket, level);
  const result = error != 0
    ? -error
    : updateMembership(socket.handle, action, group, <u32>index, takesSource ? source : null);
  if (result == 0) return true;
  failOn(socket, name, "Unable to set socket option", -result);
  return false;
}

/**
 * Linux's error for the other family's level: an IPv4 socket has no such options, and an IPv6 socket has other groups.
 */
function levelError(socket: Socket, level: i32): i32 {
  if (level == (socket.family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6)) return 0;
  return socket.family == AF_INET ? SOCKET_ENOPROTOOPT : SOCKET_EINVAL;
}
