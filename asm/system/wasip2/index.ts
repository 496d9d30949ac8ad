// The system layer over WASI 0.2, with the functions of ../wasock/: TCP, UDP and name lookup over wasi:sockets, in
// any WASI 0.2 runtime, and local sockets (AF_UNIX) between the guest and itself, in its own memory: local/.
//
// What WASI lacks, or is not there yet, fails as on a system without it: domains but AF_INET, AF_INET6 and AF_UNIX
// (EAFNOSUPPORT), other types (ESOCKTNOSUPPORT), pairs but local ones (EOPNOTSUPP), interfaces and handing sockets to
// other guests (ENOSYS), services and protocols but those of lookup/services.ts, MSG_OOB, MSG_DONTROUTE, MSG_TRUNC on
// TCP and control data but over local sockets (EOPNOTSUPP), a datagram from a connected socket to another address
// (EISCONN), options but those of options.ts and of each kind's (ENOPROTOOPT). What WASI's error codes lose:
// error-code.ts. That a peer refuses a datagram (ECONNREFUSED) wakes no wait in wasmtime and jco.
import {
  AF_INET, AF_INET6, AF_UNIX, MSG_CMSG_CLOEXEC, MSG_TRUNC, SOCK_DGRAM, SOCK_RAW, SOCK_STREAM, SOCKET_EAFNOSUPPORT,
  SOCKET_EINVAL, SOCKET_EMSGSIZE, SOCKET_ENOPROTOOPT, SOCKET_ENOSYS, SOCKET_EOPNOTSUPP, SOCKET_EPROTONOSUPPORT,
  SOCKET_ESOCKTNOSUPPORT, SOL_TCP, SOL_UDP,
} from "../../constants";
import { AddressInfo } from "../../data/address-info";
import { HandleList } from "../../data/handle-list";
import { Protocol, Service } from "../../data/lookup";
import { IncomingMessage, OutgoingMessage } from "../../data/message";
import { OptionData, OptionName } from "../../data/option";
import { SocketAddress } from "../../data/socket-address";
import { gathered } from "../../memory/buffers";
import { cabi_realloc, landInBuffer } from "../../memory/landing";
import { Ref } from "../../ref";
import { remove, socketOf } from "./handles";
import { createLocal, pairLocal } from "./local/create";
import { OWN } from "./local/credentials";
import { lookUp } from "./lookup/name-lookup";
import { protocolByName, protocolByNumber, serviceByName, serviceByPort } from "./lookup/services";
import { getOptionOf, setOptionOf } from "./options";
import { release } from "./references";
import { selectAny } from "./select";
import { createTcp } from "./tcp/socket";
import { createUdp } from "./udp/socket";

export { takeLanded } from "../../memory/landing";
export * from "./processes";
export { report } from "./report";

/** Linux's last number of a protocol: IPPROTO_MPTCP. */
const MOST_PROTOCOL: u32 = 262;

/** The most parts of one message: IOV_MAX. */
const MAX_PARTS: i32 = 1024;

/** The sender that nobody asked for. */
const nobody = new SocketAddress();

/** `wholeLength` of the socket that received last. */
let lastWhole: i32 = 0;

/** Makes a socket of TCP, of UDP or a local one; the handle. */
export function create(family: i32, type: i32, protocol: i32): i32 {
  if (family == AF_UNIX) return createLocal(type, protocol);
  if (family != AF_INET && family != AF_INET6) return -SOCKET_EAFNOSUPPORT;
  if (<u32>protocol > MOST_PROTOCOL) return -SOCKET_EINVAL;
  if (type == SOCK_STREAM) return protocol == 0 || protocol == SOL_TCP ? createTcp(family) : -SOCKET_EPROTONOSUPPORT;
  if (type == SOCK_DGRAM) return protocol == 0 || protocol == SOL_UDP ? createUdp(family) : -SOCKET_EPROTONOSUPPORT;
  if (type == SOCK_RAW && protocol == 0) return -SOCKET_EPROTONOSUPPORT;
  return type < 0 ? -SOCKET_EINVAL : -SOCKET_ESOCKTNOSUPPORT;
}

/** Makes two connected sockets, which only AF_UNIX has; 0 and their handles. */
export function pair(family: i32, type: i32, protocol: i32, handles: StaticArray<i32>): i32 {
  if (family == AF_UNIX) return pairLocal(type, protocol, handles);
  return family == AF_INET || family == AF_INET6 ? -SOCKET_EOPNOTSUPP : -SOCKET_EAFNOSUPPORT;
}

/** Closes a handle. Waits where the runtime has not handed on yet what a non-blocking socket sent. */
export function drop(handle: i32): void {
  release(remove(handle));
}

/** Gives a socket its address. */
export function bind(handle: i32, local: SocketAddress): i32 {
  return socketOf(handle).bind(local);
}

/** Starts listening. */
export function listen(handle: i32, backlog: i32): i32 {
  return socketOf(handle).listen(backlog);
}

/** Takes a waiting connection; its handle. */
export function accept(handle: i32): i32 {
  return socketOf(handle).accept();
}

/** Connects. */
export function connect(handle: i32, remote: SocketAddress): i32 {
  return socketOf(handle).connect(remote);
}

/** Ends a direction: 0 receiving, 1 sending, 2 both. */
export function shutdown(handle: i32, how: i32): i32 {
  return socketOf(handle).shutdown(how);
}

/** Sends `length` bytes at `data`; how many were taken. */
export function send(handle: i32, data: usize, length: i32, flags: i32): i32 {
  return socketOf(handle).send(data, length, flags, null);
}

/** As `send`, to `remote`. */
export function sendTo(handle: i32, data: usize, length: i32, flags: i32, remote: SocketAddress): i32 {
  return socketOf(handle).send(data, length, flags, remote);
}

/** Receives at most `length` bytes; how many. `takeLanded` of that number gives them. */
export function receive(handle: i32, length: i32, flags: i32): i32 {
  return receiveFrom(handle, length, flags, nobody);
}

/** Receives at most `length` bytes to `into`, which has room for them; how many. */
export function receiveInto(handle: i32, into: usize, length: i32, flags: i32): i32 {
  return socketOf(handle).receive(into, length, flags, nobody);
}

/** The whole length of the datagram that a receive took from last. */
export function datagramLength(): i32 {
  return lastWhole;
}

/** As `receive`; `sender` gets who sent it: family 0 where nobody is named, as on streams. */
export function receiveFrom(handle: i32, length: i32, flags: i32, sender: SocketAddress): i32 {
  const socket = socketOf(handle);
  landInBuffer(length);
  const count = socket.receive(cabi_realloc(0, 0, 1, length), length, flags, sender);
  lastWhole = max(socket.wholeLength, count);
  return count;
}

/** As `send`, of one part after the other, with control data. */
export function sendMessage(handle: i32, message: OutgoingMessage, flags: i32): i32 {
  if (message.parts.length > MAX_PARTS) return -SOCKET_EMSGSIZE;
  const data = gathered(message.parts);
  const remote: SocketAddress | null = message.to.family == 0 ? null : message.to;
  return socketOf(handle).sendMessage(changetype<usize>(data), data.byteLength, flags, remote, message.control);
}

/** As `receiveFrom`, with at most `controlLength` bytes of control data. */
export function receiveMessage(handle: i32, length: i32, controlLength: i32, flags: i32, into: IncomingMessage): i32 {
  const socket = socketOf(handle);
  landInBuffer(length);
  const count = socket.receiveMessage(cabi_realloc(0, 0, 1, length), length, controlLength, flags, into);
  if (count < 0) return count;
  lastWhole = max(socket.wholeLength, count);
  into.landed = count;
  // Linux gives it back to who asked with it.
  into.flags |= flags & MSG_CMSG_CLOEXEC;
  return flags & MSG_TRUNC ? lastWhole : count;
}

/** What Linux counts, so that programs may reckon with it: 16 bytes, then the data, each up to a multiple of 8. */
export function controlSpace(length: i32): i32 {
  return 16 + ((length + 7) & ~7);
}

/** Fills in where a socket is bound. */
export function localAddress(handle: i32, into: SocketAddress): i32 {
  return socketOf(handle).localAddress(into);
}

/** Fills in where a socket is connected to. */
export function remoteAddress(handle: i32, into: SocketAddress): i32 {
  return socketOf(handle).remoteAddress(into);
}

/** Whether operations block. */
export function isBlocking(handle: i32): bool {
  return socketOf(handle).blocking;
}

/** Sets whether operations block. */
export function setBlocking(handle: i32, blocking: bool): i32 {
  socketOf(handle).blocking = blocking;
  return 0;
}

/** Fills in the value of an option. */
export function getOption(handle: i32, name: OptionName, into: OptionData): i32 {
  return getOptionOf(socketOf(handle), name, into);
}

/** Sets an option. */
export function setOption(handle: i32, name: OptionName, value: OptionData): i32 {
  return setOptionOf(socketOf(handle), name, value);
}

/** WASI has no multicast. */
export function updateMembership(
  handle: i32, action: i32, group: SocketAddress, interfaceIndex: u32, source: SocketAddress | null,
): i32 {
  return -SOCKET_ENOPROTOOPT;
}

/** There is no out-of-band data, so there is no mark. */
export function atMark(handle: i32): i32 {
  return 0;
}

/** Waits until some of the sockets are ready and puts the positions of those into the lists; microseconds, or -1. */
export function select(read: HandleList, write: HandleList, except: HandleList, timeout: i64): i32 {
  selectAny(read, write, except, timeout);
  return 0;
}

/** A WASI guest has no others beside it. */
export function offer(handle: i32, guest: i32, id: Ref<string>): i32 {
  return -SOCKET_ENOSYS;
}

/** Nobody offers anything. */
export function take(id: string): i32 {
  return -SOCKET_ENOSYS;
}

/** Nothing was offered. */
export function revoke(id: string): i32 {
  return -SOCKET_ENOSYS;
}

/** Nobody gives anything. */
export function importNamed(name: string): i32 {
  return -SOCKET_ENOSYS;
}

/** Nobody takes anything. */
export function exportNamed(handle: i32, name: string): i32 {
  return -SOCKET_ENOSYS;
}

/** The first guest's, of one. */
export function guestId(): i32 {
  return OWN[0];
}

/**
 * Looks up a host; appends to `results` and gives their number. A failure is `LOOKUP_FAILED - LookupError`, or minus
 * the errno.
 */
export function lookupAddress(
  name: string | null, service: string | null, flags: i32, family: i32, type: i32, protocol: i32,
  results: AddressInfo[],
): i32 {
  return lookUp(name, service, flags, family, type, protocol, results);
}

/** The service of that name; an empty `protocol` takes any. */
export function lookupService(name: string, protocol: string): Service | null {
  return serviceByName(name, protocol);
}

/** The service on that port; an empty `protocol` takes any. */
export function lookupPort(port: i32, protocol: string): Service | null {
  return serviceByPort(port, protocol);
}

/** The protocol of that name. */
export function lookupProtocol(name: string): Protocol | null {
  return protocolByName(name);
}

/** The protocol of that number. */
export function lookupProtocolNumber(number: i32): Protocol | null {
  return protocolByNumber(number);
}

/** WASI knows no interfaces. */
export function interfaceIndex(name: string): i32 {
  return -SOCKET_ENOSYS;
}

/** WASI knows no interfaces. */
export function interfaceName(index: i32): string | null {
  return null;
}
