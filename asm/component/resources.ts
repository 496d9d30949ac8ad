// The resources of wit/php.wit: handles go out, the numbers behind them come in.
import { AddressInfo } from "../address-info";
import { dispose } from "../lifecycle";
import { isOpen, Socket } from "../socket";
import { freeList, intAt } from "./memory";
import { Handles } from "./handles";

// @ts-ignore: decorator
@external("[export]wasock:sockets/php@0.1.0", "[resource-new]socket")
declare function newSocket(number: i32): i32;

// @ts-ignore: decorator
@external("[export]wasock:sockets/php@0.1.0", "[resource-new]address-info")
declare function newAddressInfo(number: i32): i32;

const sockets = new Handles<Socket>();
const addressInfos = new Handles<AddressInfo>();

/** A handle of a new socket, for the caller. */
export function giveSocket(socket: Socket): i32 {
  return newSocket(sockets.add(socket));
}

/** The socket of an argument. */
// @ts-ignore: decorator
@inline
export function socketAt(number: i32): Socket {
  return sockets.get(number);
}

/** The sockets of an argument, a list, which is left as it is. */
export function socketsAt(list: usize, count: i32): Socket[] {
  const found = new Array<Socket>(count);
  for (let i = 0; i < count; i++) unchecked((found[i] = sockets.get(intAt(list, i))));
  return found;
}

/** Frees an argument that is a list of resources. */
export function freeResources(list: usize, count: i32): void {
  freeList(list, count, 4);
}

/** The caller dropped its handle. */
export function dropSocket(number: i32): void {
  const socket = sockets.remove(number);
  if (isOpen(socket)) dispose(socket);
}

/** A handle of a new address info, for the caller. */
export function giveAddressInfo(info: AddressInfo): i32 {
  return newAddressInfo(addressInfos.add(info));
}

/** The address info of an argument. */
export function addressInfoAt(number: i32): AddressInfo {
  return addressInfos.get(number);
}

/** The caller dropped its handle. */
export function dropAddressInfo(number: i32): void {
  addressInfos.remove(number);
}
