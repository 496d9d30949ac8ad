// The system layer over wit/host.wit: the one place that knows how arguments and results lie in memory. Everything
// above it deals in numbers of Linux and in plain data; every function gives 0 or more, or minus the errno.
import {
  AF_INET, AF_INET6, AF_PACKET, AF_UNIX, SOCKET_EAFNOSUPPORT, SOCKET_EINVAL, SOCKET_ESOCKTNOSUPPORT,
} from "../../constants";
import { HandleList } from "../../data/handle-list";
import { OptionData, OptionName } from "../../data/option";
import { SocketAddress } from "../../data/socket-address";
import { errnoOfCase } from "../../errno";
import { AddressFamily } from "../../generated/cases";
import { report as reportMessage } from "../../generated/diagnostics";
import * as host from "../../generated/host";
import {
  AT_MARK_RESULT_PAYLOAD, BIND_RESULT_PAYLOAD, GET_OPTION_RESULT_PAYLOAD, LOCAL_ADDRESS_RESULT_PAYLOAD,
  PAIR_RESULT_ITEM_0, PAIR_RESULT_ITEM_1, READY_EXCEPT, READY_READ, READY_WRITE, RECEIVED_DATA, RECEIVED_FROM,
  RECEIVED_FROM_SOME, RECEIVED_LENGTH, RECEIVE_FROM_RESULT_ALIGNMENT, RECEIVE_FROM_RESULT_PAYLOAD,
  RECEIVE_FROM_RESULT_SIZE, RECEIVE_RESULT_PAYLOAD, SELECT_RESULT_PAYLOAD, SEND_RESULT_PAYLOAD,
} from "../../generated/layouts";
import { disarm, land, landInBuffer, release } from "../../memory/landing";
import { FLAT, liftAddress, liftOptionalAddress, lowerAddress } from "./addresses";
import { receiveFlags, sendFlags } from "./flags";
import { OPTION_DATA, lowerOption, liftOption } from "./option-values";

export { takeLanded } from "../../memory/landing";
export * from "./handover";
export * from "./lookups";
export * from "./memberships";
export * from "./messages";
export * from "./processes";

/** Room for the largest result of this file: result<received, errno>. */
const RESULT: usize = memory.data(<i32>RECEIVE_FROM_RESULT_SIZE, <i32>RECEIVE_FROM_RESULT_ALIGNMENT);

/** What a result<_, errno> with the error `at` bytes into RESULT says: 0 or minus the errno. */
// @ts-ignore: decorator
@inline
function outcome(at: usize): i32 {
  return load<u8>(RESULT) == 0 ? 0 : -errnoOfCase(load<u8>(RESULT + at));
}

/** As `outcome`, for results that carry a 32-bit number: a handle, a count. */
// @ts-ignore: decorator
@inline
function number(): i32 {
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, SEND_RESULT_PAYLOAD)
    : -errnoOfCase(load<u8>(RESULT, SEND_RESULT_PAYLOAD));
}

/** Where the sender is in result<received, errno>: whether there is one, then the address. */
const SENDER: usize = RESULT + RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_FROM;
const SENDER_ADDRESS: usize = RESULT + RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_FROM_SOME;

/** The case of address-family; -1: none. */
function familyCase(family: i32): i32 {
  switch (family) {
    case AF_UNIX:
      return AddressFamily.Unix;
    case AF_INET:
      return AddressFamily.Inet;
    case AF_INET6:
      return AddressFamily.Inet6;
    case AF_PACKET:
      return AddressFamily.Packet;
    default:
      return -1;
  }
}

/** Whether SOCK_* `type`, from 1 in the order of the WIT's socket-type, has a case; else minus the errno of Linux. */
function checkType(type: i32): i32 {
  if (type < 0) return -SOCKET_EINVAL;
  return type >= 1 && type <= 5 ? 0 : -SOCKET_ESOCKTNOSUPPORT;
}

/** Makes a socket; the handle. */
export function create(family: i32, type: i32, protocol: i32): i32 {
  const domain = familyCase(family);
  if (domain < 0) return -SOCKET_EAFNOSUPPORT;
  const wrong = checkType(type);
  if (wrong < 0) return wrong;
  host.socketCreate(domain, type - 1, protocol, RESULT);
  return number();
}

/** Makes two connected sockets: `handles[0]` and `handles[1]`. */
export function pair(family: i32, type: i32, protocol: i32, handles: StaticArray<i32>): i32 {
  const domain = familyCase(family);
  if (domain < 0) return -SOCKET_EAFNOSUPPORT;
  const wrong = checkType(type);
  if (wrong < 0) return wrong;
  host.socketPair(domain, type - 1, protocol, RESULT);
  const failed = outcome(SEND_RESULT_PAYLOAD);
  if (failed < 0) return failed;
  handles[0] = load<i32>(RESULT, PAIR_RESULT_ITEM_0);
  handles[1] = load<i32>(RESULT, PAIR_RESULT_ITEM_1);
  return 0;
}

/** Closes a handle. */
export function drop(handle: i32): void {
  host.socketDrop(handle);
}

/** Gives a socket its address. */
export function bind(handle: i32, local: SocketAddress): i32 {
  if (!lowerAddress(local)) return -SOCKET_EAFNOSUPPORT;
  host.socketBind(
    handle, load<i32>(FLAT), load<i32>(FLAT, 4), load<i32>(FLAT, 8), load<i32>(FLAT, 12), load<i32>(FLAT, 16),
    load<i32>(FLAT, 20), load<i32>(FLAT, 24), load<i32>(FLAT, 28), load<i32>(FLAT, 32), load<i32>(FLAT, 36),
    load<i32>(FLAT, 40), load<i32>(FLAT, 44), RESULT,
  );
  return outcome(BIND_RESULT_PAYLOAD);
}

/** Starts listening. */
export function listen(handle: i32, backlog: i32): i32 {
  host.socketListen(handle, backlog, RESULT);
  return outcome(BIND_RESULT_PAYLOAD);
}

/** Takes a waiting connection; its handle. */
export function accept(handle: i32): i32 {
  host.socketAccept(handle, RESULT);
  return number();
}

/** Connects. */
export function connect(handle: i32, remote: SocketAddress): i32 {
  if (!lowerAddress(remote)) return -SOCKET_EAFNOSUPPORT;
  host.socketConnect(
    handle, load<i32>(FLAT), load<i32>(FLAT, 4), load<i32>(FLAT, 8), load<i32>(FLAT, 12), load<i32>(FLAT, 16),
    load<i32>(FLAT, 20), load<i32>(FLAT, 24), load<i32>(FLAT, 28), load<i32>(FLAT, 32), load<i32>(FLAT, 36),
    load<i32>(FLAT, 40), load<i32>(FLAT, 44), RESULT,
  );
  return outcome(BIND_RESULT_PAYLOAD);
}

/** Ends a direction: `how` is 0 (receiving), 1 (sending) or 2 (both), the cases of shutdown-how. */
export function shutdown(handle: i32, how: i32): i32 {
  host.socketShutdown(handle, how, RESULT);
  return outcome(BIND_RESULT_PAYLOAD);
}

/** Sends `length` bytes at `data`; how many were taken. */
export function send(handle: i32, data: usize, length: i32, flags: i32): i32 {
  host.socketSend(handle, data, length, sendFlags(flags), RESULT);
  return number();
}

/** Sends `length` bytes at `data` to an address; how many were taken. */
export function sendTo(handle: i32, data: usize, length: i32, flags: i32, remote: SocketAddress): i32 {
  if (!lowerAddress(remote)) return -SOCKET_EAFNOSUPPORT;
  host.socketSendTo(
    handle, data, length, sendFlags(flags), load<i32>(FLAT), load<i32>(FLAT, 4), load<i32>(FLAT, 8),
    load<i32>(FLAT, 12), load<i32>(FLAT, 16), load<i32>(FLAT, 20), load<i32>(FLAT, 24), load<i32>(FLAT, 28),
    load<i32>(FLAT, 32), load<i32>(FLAT, 36), load<i32>(FLAT, 40), load<i32>(FLAT, 44), RESULT,
  );
  return number();
}

/** Receives at most `length` bytes; how many. `takeLanded` of that number gives them. */
export function receive(handle: i32, length: i32, flags: i32): i32 {
  landInBuffer(length);
  host.socketReceive(handle, length, receiveFlags(flags), RESULT);
  disarm();
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, RECEIVE_RESULT_PAYLOAD + 4)
    : -errnoOfCase(load<u8>(RESULT, RECEIVE_RESULT_PAYLOAD));
}

/** Receives at most `length` bytes to `into`, which has room for them; how many. */
export function receiveInto(handle: i32, into: usize, length: i32, flags: i32): i32 {
  land(into, length);
  host.socketReceive(handle, length, receiveFlags(flags), RESULT);
  disarm();
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, RECEIVE_RESULT_PAYLOAD + 4)
    : -errnoOfCase(load<u8>(RESULT, RECEIVE_RESULT_PAYLOAD));
}

/** How long the datagram of the last `receiveFrom` was, whole, if its flags had MSG_TRUNC; in bytes. */
export function datagramLength(): i32 {
  return load<i32>(RESULT, RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_LENGTH);
}

/** As `receive`, and fills in the sender; family 0 where there is none. */
export function receiveFrom(handle: i32, length: i32, flags: i32, sender: SocketAddress): i32 {
  landInBuffer(length);
  host.socketReceiveFrom(handle, length, receiveFlags(flags), RESULT);
  const failed = load<u8>(RESULT) != 0;
  if (!failed) liftOptionalAddress(SENDER, SENDER_ADDRESS, sender);
  // Only now: where no data came, a sender's path may have landed.
  disarm();
  if (failed) return -errnoOfCase(load<u8>(RESULT, RECEIVE_FROM_RESULT_PAYLOAD));
  return load<i32>(RESULT, RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_DATA + 4);
}

/** Fills in where a socket is bound. */
export function localAddress(handle: i32, into: SocketAddress): i32 {
  host.socketLocalAddress(handle, RESULT);
  const failed = outcome(SEND_RESULT_PAYLOAD);
  if (failed < 0) return failed;
  liftAddress(RESULT + LOCAL_ADDRESS_RESULT_PAYLOAD, into);
  return 0;
}

/** Fills in where a socket is connected to. */
export function remoteAddress(handle: i32, into: SocketAddress): i32 {
  host.socketRemoteAddress(handle, RESULT);
  const failed = outcome(SEND_RESULT_PAYLOAD);
  if (failed < 0) return failed;
  liftAddress(RESULT + LOCAL_ADDRESS_RESULT_PAYLOAD, into);
  return 0;
}

/** Whether operations block. */
export function isBlocking(handle: i32): bool {
  return host.socketIsBlocking(handle) != 0;
}

/** Sets whether operations block. */
export function setBlocking(handle: i32, blocking: bool): i32 {
  host.socketSetBlocking(handle, blocking, RESULT);
  return outcome(BIND_RESULT_PAYLOAD);
}

/** Fills in the value of an option. */
export function getOption(handle: i32, name: OptionName, into: OptionData): i32 {
  host.socketGetOption(handle, name, RESULT);
  const failed = outcome(SEND_RESULT_PAYLOAD);
  if (failed < 0) return failed;
  liftOption(RESULT + GET_OPTION_RESULT_PAYLOAD, into);
  return 0;
}

/** Sets an option. */
export function setOption(handle: i32, name: OptionName, value: OptionData): i32 {
  lowerOption(value);
  host.socketSetOption(
    handle, name, value.kind, load<i32>(OPTION_DATA), load<i32>(OPTION_DATA, 4), load<i32>(OPTION_DATA, 8), RESULT,
  );
  return outcome(BIND_RESULT_PAYLOAD);
}

/** Whether the next byte follows out-of-band data: 0 or 1. */
export function atMark(handle: i32): i32 {
  host.socketAtMark(handle, RESULT);
  const value = <i32>load<u8>(RESULT, AT_MARK_RESULT_PAYLOAD);
  return load<u8>(RESULT) == 0 ? value : -errnoOfCase(value);
}

/** Puts the positions of a list of the result in place of the handles. */
function liftPositions(at: usize, list: HandleList): void {
  const address = load<usize>(at);
  const length = load<i32>(at, 4);
  list.length = length;
  if (length == 0 || address == changetype<usize>(list.items)) return;
  memory.copy(changetype<usize>(list.items), address, <usize>length << 2);
  release(address, <usize>length << 2);
}

/**
 * Waits until some of the sockets are ready and puts the positions of those into the lists. `timeout` is in
 * microseconds; -1: no limit.
 */
export function select(read: HandleList, write: HandleList, except: HandleList, timeout: i64): i32 {
  // The positions take the place of the handles, which the host has read by then.
  if (write.length + except.length == 0) land(changetype<usize>(read.items), read.length << 2);
  host.select(
    changetype<usize>(read.items), read.length, changetype<usize>(write.items), write.length,
    changetype<usize>(except.items), except.length, timeout < 0 ? 0 : 1, timeout, RESULT,
  );
  disarm();
  const failed = outcome(SEND_RESULT_PAYLOAD);
  if (failed < 0) return failed;
  liftPositions(RESULT + SELECT_RESULT_PAYLOAD + READY_READ, read);
  liftPositions(RESULT + SELECT_RESULT_PAYLOAD + READY_WRITE, write);
  liftPositions(RESULT + SELECT_RESULT_PAYLOAD + READY_EXCEPT, except);
  return 0;
}

/** Raises a warning (0), notice (1) or deprecation (2), in PHP's words. */
export function report(level: i32, message: string): void {
  reportMessage(level, changetype<usize>(message), message.length);
}
