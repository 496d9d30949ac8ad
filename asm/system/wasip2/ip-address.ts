// Socket addresses to and from ip-socket-address, flattened into eleven values or laid out in the result area.
import { instanceNetwork, tcpStartBind, tcpStartConnect } from "../../bindings/wasi-sockets";
import { AF_INET, AF_INET6 } from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { RESULT } from "./result-area";

const IPV4 = 0;
const IPV6 = 1;

let networkHandle = -1;

/** The network that the runtime gave this program; it may allow nothing. */
function network(): i32 {
  if (networkHandle == -1) networkHandle = instanceNetwork();
  return networkHandle;
}

/** A 16-bit group of an IPv6 address, from network order. */
// @ts-ignore: decorator
@inline
function group(address: SocketAddress, index: i32): i32 {
  return (<i32>unchecked(address.bytes[2 * index]) << 8) | unchecked(address.bytes[2 * index + 1]);
}

/** Begins to bind; the result area has the answer. */
export function startBind(socket: i32, address: SocketAddress): void {
  if (address.family == AF_INET) {
    const b = address.bytes;
    tcpStartBind(socket, network(), IPV4, address.port, b[0], b[1], b[2], b[3], 0, 0, 0, 0, 0, 0, RESULT);
  } else {
    tcpStartBind(
      socket, network(), IPV6, address.port, address.flowInfo, group(address, 0), group(address, 1), group(address, 2),
      group(address, 3), group(address, 4), group(address, 5), group(address, 6), group(address, 7), address.scopeId,
      RESULT,
    );
  }
}

/** Begins to connect; the result area has the answer. */
export function startConnect(socket: i32, address: SocketAddress): void {
  if (address.family == AF_INET) {
    const b = address.bytes;
    tcpStartConnect(socket, network(), IPV4, address.port, b[0], b[1], b[2], b[3], 0, 0, 0, 0, 0, 0, RESULT);
  } else {
    tcpStartConnect(
      socket, network(), IPV6, address.port, address.flowInfo, group(address, 0), group(address, 1), group(address, 2),
      group(address, 3), group(address, 4), group(address, 5), group(address, 6), group(address, 7), address.scopeId,
      RESULT,
    );
  }
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
  for (let i = 0; i < 8; i++) {
    const value = load<u16>(payload + 8 + 2 * i);
    unchecked((address.bytes[2 * i] = <u8>(value >> 8)));
    unchecked((address.bytes[2 * i + 1] = <u8>value));
  }
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
