// What the options of TCP and of UDP sockets have in common, which are those of IP.
import { AF_INET6, SOCKET_ENOPROTOOPT } from "../../constants";
import { GuestSocket } from "./guest-socket";

/** What -1 sets a hop limit to: Linux's own, unless the machine has another (net.ipv4.ip_default_ttl). */
export const DEFAULT_HOP_LIMIT: i32 = 64;

/** Sockets of IPv6 have nothing to do with IPv4 in WASI, as if `IPV6_V6ONLY` were always set. */
export function setV6only(socket: GuestSocket, value: i32): i32 {
  return socket.family == AF_INET6 && value != 0 ? 0 : -SOCKET_ENOPROTOOPT;
}
