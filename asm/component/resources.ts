// The resources of wit/php.wit: handles go out, the numbers behind them come in.
import { AddressInfo } from "../data/address-info";
import { dispose, isOpen, Socket } from "../socket";
import { isKept } from "../streams/client";
import { Stream, streamOf } from "../streams/stream";
import { Handles } from "./handles";
import { Area, freeList, intAt, none, result, some } from "./memory";

// @ts-ignore: decorator
@external("[export]wasock:sockets/php@0.1.0", "[resource-new]socket")
declare function newSocket(number: i32): i32;

// @ts-ignore: decorator
@external("[export]wasock:sockets/php@0.1.0", "[resource-new]address-info")
declare function newAddressInfo(number: i32): i32;

// @ts-ignore: decorator
@external("[export]wasock:sockets/php@0.1.0", "[resource-new]stream")
declare function newStream(number: i32): i32;

/** Bytes of a handle. */
export const HANDLE: i32 = 4;

const sockets = new Handles<Socket>();
const addressInfos = new Handles<AddressInfo>();
const streams = new Handles<Stream>();

/** A handle of a new socket, for the caller. */
export function giveSocket(socket: Socket): i32 {
  return newSocket(sockets.add(socket));
}

/** A handle of a socket that the caller may have already. */
export function giveSocketAgain(socket: Socket): i32 {
  return newSocket(sockets.addAgain(socket));
}

/** The socket of an argument. */
// @ts-ignore: decorator
@inline
export function socketAt(number: i32): Socket {
  return sockets.get(number);
}

/** The sockets of an argument, a list, which is freed. */
export function takeSockets(list: usize, count: i32): Socket[] {
  return takeObjects(sockets, list, count);
}

function takeObjects<T>(handles: Handles<T>, list: usize, count: i32): T[] {
  const found = new Array<T>();
  for (let i = 0; i < count; i++) found.push(handles.get(intAt(list, i)));
  freeList(list, count, HANDLE);
  return found;
}

/** The caller dropped a handle. Without any the socket is closed, unless it serves a stream. */
export function dropSocket(number: i32): void {
  const socket = sockets.drop(number);
  if (socket === null || !isOpen(socket)) return;
  const stream = streamOf(socket);
  if (stream === null || !streams.has(stream)) dispose(socket);
}

/** An option<socket>. */
export function optionalSocket(socket: Socket | null): Area {
  if (socket === null) return none();
  some().int(0, giveSocket(socket));
  return result();
}

/** A handle of a new address info, for the caller. */
export function giveAddressInfo(info: AddressInfo): i32 {
  return newAddressInfo(addressInfos.add(info));
}

/** The address info of an argument. */
export function addressInfoAt(number: i32): AddressInfo {
  return addressInfos.get(number);
}

/** The caller dropped a handle. */
export function dropAddressInfo(number: i32): void {
  addressInfos.drop(number);
}

/** A handle of a stream that the caller may have already. */
export function giveStream(stream: Stream): i32 {
  return newStream(streams.addAgain(stream));
}

/** The stream of an argument. */
export function streamAt(number: i32): Stream {
  return streams.get(number);
}

/** The streams of an argument, a list, which is freed. */
export function takeStreams(list: usize, count: i32): Stream[] {
  return takeObjects(streams, list, count);
}

/** The caller dropped a handle. Without any the stream is closed, unless its socket is held, or it is persistent. */
export function dropStream(number: i32): void {
  const stream = streams.drop(number);
  if (stream === null || !stream.isOpen || isKept(stream)) return;
  const socket = stream.socket;
  if (socket === null || !sockets.has(socket)) stream.close();
}
