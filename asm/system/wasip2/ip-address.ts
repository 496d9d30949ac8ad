// Socket addresses to and from ip-socket-address, flattened into twelve values or laid out in the result area.
import { instanceNetwork, tcpStartBind, tcpStartConnect } from "../../bindings/wasi-sockets";
import { udpStartBind, udpStream } from "../../bindings/wasi-udp";
import { AF_INET, AF_INET6 } from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { RESULT } from "./result-area";

/** What -1 sets a hop limit to: Linux's own, unless the machine has another (net.ipv4.ip_default_ttl). */
export const DEFAULT_HOP_LIMIT: i32 = 64;

const IPV4 = 0;
const IPV6 = 1;

let networkHandle = -1;

/** The network that the runtime gave this program; it may allow nothing. */
export function network(): i32 {
  if (networkHandle == -1) networkHandle = instanceNetwork();
  return networkHandle;
}

/** A 16-bit group of an IPv6 address, from network order. */
// @ts-ignore: decorator
@inline
function group(address: SocketAddress, index: i32): i32 {
  return (<i32>unchecked(address.bytes[2 * index]) << 8) | unchecked(address.bytes[2 * index + 1]);
}

/** The flattened address; what the family has no place for is 0. */
const flat = new StaticArray<i32>(12);

/** Flattens an address: its case, then the fields of the case. */
function flatten(address: SocketAddress): void {
  flat.fill(0);
  flat[1] = address.port;
  if (address.family == AF_INET) {
    for (let i = 0; i < 4; i++) flat[2 + i] = address.bytes[i];
    return;
  }
  flat[0] = IPV6;
  flat[2] = address.flowInfo;
  for (let i = 0; i < 8; i++) flat[3 + i] = group(address, i);
  flat[11] = address.scopeId;
}

/** Begins to bind a TCP socket; the result area has the answer. */
export function startBind(socket: i32, address: SocketAddress): void {
  flatten(address);
  tcpStartBind(
    socket, network(), flat[0], flat[1], flat[2], flat[3], flat[4], flat[5], flat[6], flat[7], flat[8], flat[9],
    flat[10], flat[11], RESULT,
  );
}

/** Begins to connect a TCP socket; the result area has the answer. */
export function startConnect(socket: i32, address: SocketAddress): void {
  flatten(address);
  tcpStartConnect(
    socket, network(), flat[0], flat[1], flat[2], flat[3], flat[4], flat[5], flat[6], flat[7], flat[8], flat[9],
    flat[10], flat[11], RESULT,
  );
}

/** Begins to bind a UDP socket; the result area has the answer. */
export function startUdpBind(socket: i32, address: SocketAddress): void {
  flatten(address);
  udpStartBind(
    socket, network(), flat[0], flat[1], flat[2], flat[3], flat[4], flat[5], flat[6], flat[7], flat[8], flat[9],
    flat[10], flat[11], RESULT,
  );
}

/** Opens the two streams of a bound UDP socket, to a peer or to all; the result area has the answer. */
export function openUdpStreams(socket: i32, peer: SocketAddress | null): void {
  if (peer === null) flat.fill(0);
  else flatten(peer);
  udpStream(
    socket, i32(peer !== null), flat[0], flat[1], flat[2], flat[3], flat[4], flat[5], flat[6], flat[7], flat[8],
    flat[9], flat[10], flat[11], RESULT,
  );
}

/** Lays an ip-socket-address out at `at`, 32 bytes. */
export function storeAddress(at: usize, address: SocketAddress): void {
  const payload = at + 4;
  store<u16>(payload, <u16>address.port);
  if (address.family == AF_INET) {
    store<u8>(at, IPV4);
    for (let i = 0; i < 4; i++) store<u8>(payload + 2 + i, unchecked(address.bytes[i]));
    return;
  }
  store<u8>(at, IPV6);
  store<u32>(payload, address.flowInfo, 4);
  for (let i = 0; i < 8; i++) store<u16>(payload + 8 + 2 * i, <u16>group(address, i));
  store<u32>(payload, address.scopeId, 24);
}

/** Whether every byte is 0: the address that means any of the machine's. */
export function isUnspecified(address: SocketAddress): bool {
  for (let i = 0, n = address.family == AF_INET ? 4 : 16; i < n; i++) {
    if (unchecked(address.bytes[i]) != 0) return false;
  }
  return true;
}

/** Reads an ip-socket-address at `at`. */
export function liftAddress(at: usize, address: SocketAddress): void {
  const payload = at + 4;
  address.port = load<u16>(payload);
  if (load<u8>(at) == IPV4) {
    address.family = AF_INET;
    for (let i = 0; i < 4; i++) unchecked((address.bytes[i] = load<u8>(payload + 2 + i)));
    return;
  }
  address.family = AF_INET6;
  address.flowInfo = load<u32>(payload, 4);
  liftGroups(payload + 8, address);
  address.scopeId = load<u32>(payload, 24);
}

/** The address that a socket without one has: all zero. */
export function unspecified(family: i32, address: SocketAddress): void {
  address.family = family;
  address.port = 0;
  address.flowInfo = 0;
  address.scopeId = 0;
  address.bytes.fill(0);
}

/** Reads an ip-address at `at`; port, flow and scope become 0. */
export function liftBareAddress(at: usize, address: SocketAddress): void {
  unspecified(load<u8>(at) == IPV4 ? AF_INET : AF_INET6, address);
  if (address.family == AF_INET6) liftGroups(at + 2, address);
  else for (let i = 0; i < 4; i++) unchecked((address.bytes[i] = load<u8>(at + 2 + i)));
}

/** Reads the eight 16-bit groups of an IPv6 address. */
function liftGroups(at: usize, address: SocketAddress): void {
  for (let i = 0; i < 8; i++) {
    const value = load<u16>(at + 2 * i);
    unchecked((address.bytes[2 * i] = <u8>(value >> 8)));
    unchecked((address.bytes[2 * i + 1] = <u8>value));
  }
}

/** Turns the address of "any" into that of this machine, which is what Linux sends to then. */
export function toLoopback(address: SocketAddress): void {
  if (address.family == AF_INET) unchecked((address.bytes[0] = 127));
  unchecked((address.bytes[address.family == AF_INET ? 3 : 15] = 1));
}

/** Copies an internet address. */
export function copyAddress(from: SocketAddress, to: SocketAddress): void {
  to.family = from.family;
  to.port = from.port;
  to.flowInfo = from.flowInfo;
  to.scopeId = from.scopeId;
  memory.copy(changetype<usize>(to.bytes), changetype<usize>(from.bytes), 16);
}

/** Whether an address of IPv6 stands for one of IPv4: `::ffff:a.b.c.d`. */
export function isMapped(address: SocketAddress): bool {
  if (address.family != AF_INET6) return false;
  for (let i = 0; i < 10; i++) {
    if (unchecked(address.bytes[i]) != 0) return false;
  }
  return address.bytes[10] == 0xff && address.bytes[11] == 0xff;
}

/** Makes an address of IPv4 the one of IPv6 that stands for it. */
export function toMapped(address: SocketAddress): void {
  address.family = AF_INET6;
  address.flowInfo = 0;
  address.scopeId = 0;
  for (let i = 0; i < 4; i++) unchecked((address.bytes[12 + i] = address.bytes[i]));
  for (let i = 0; i < 12; i++) unchecked((address.bytes[i] = i < 10 ? 0 : 0xff));
}

/** Makes an address of IPv6 that stands for one of IPv4 that one. */
export function toUnmapped(address: SocketAddress): void {
  address.family = AF_INET;
  for (let i = 0; i < 4; i++) unchecked((address.bytes[i] = address.bytes[12 + i]));
}
