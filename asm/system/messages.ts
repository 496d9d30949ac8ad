// Messages with control data: the part of the system layer over send-message and receive-message. The layouts are the
// canonical ABI's, for wit/host.wit.
import * as host from "../generated/host";
import { AF_INET, AF_INET6, SOCKET_EAFNOSUPPORT } from "../constants";
import { ControlItem, IncomingKind, IncomingMessage, OutgoingKind, OutgoingMessage } from "../data/message";
import { errnoOfCase } from "../errno";
import { liftOptionalAddress, storeAddress } from "./addresses";
import { messageFlags, receiveFlags, sendFlags } from "./flags";
import { disarm, landInBuffer, liftBytes, release } from "./memory";

/** result<incoming-message, errno>, 64 bytes. */
const RESULT: usize = memory.data(64, 4);

/** The arguments of send-message, 60 bytes: handle 0, parts 4, an optional address 12, control 48, flags 56. */
const ARGUMENTS: usize = memory.data(60, 4);

/** Bytes of one of a list: a part (address, length), outgoing-control and incoming-control (the case, data from 4). */
const PART_SIZE: usize = 8;
const OUTGOING_SIZE: usize = 24;
const INCOMING_SIZE: usize = 52;
const DATA: usize = 4;

/** Room for a list that goes out; 0 for none. */
function allocate(count: i32, size: usize): usize {
  return count == 0 ? 0 : heap.alloc(<usize>count * size);
}

function free(list: usize): void {
  if (list != 0) heap.free(list);
}

/** Sends a message gathered from parts, with control data; how many bytes were taken. */
export function sendMessage(handle: i32, message: OutgoingMessage, flags: i32): i32 {
  const hasAddress = message.to.family != 0;
  if (hasAddress && !storeAddress(message.to, ARGUMENTS + 16)) return -SOCKET_EAFNOSUPPORT;
  const parts = message.parts;
  const control = message.control;
  const partList = allocate(parts.length, PART_SIZE);
  const controlList = allocate(control.length, OUTGOING_SIZE);
  for (let i = 0, n = parts.length; i < n; i++) {
    store<usize>(partList + <usize>i * PART_SIZE, changetype<usize>(parts[i]));
    store<i32>(partList + <usize>i * PART_SIZE, parts[i].byteLength, 4);
  }
  for (let i = 0, n = control.length; i < n; i++) lowerControl(control[i], controlList + <usize>i * OUTGOING_SIZE);
  store<i32>(ARGUMENTS, handle);
  store<usize>(ARGUMENTS, partList, 4);
  store<i32>(ARGUMENTS, parts.length, 8);
  store<u8>(ARGUMENTS, u8(hasAddress), 12);
  store<usize>(ARGUMENTS, controlList, 48);
  store<i32>(ARGUMENTS, control.length, 52);
  store<u16>(ARGUMENTS, <u16>sendFlags(flags), 56);
  host.socketSendMessage(ARGUMENTS, RESULT);
  free(partList);
  free(controlList);
  return load<u8>(RESULT) == 0 ? load<i32>(RESULT, 4) : -errnoOfCase(load<u8>(RESULT, 4));
}

function lowerControl(item: ControlItem, at: usize): void {
  const numbers = changetype<usize>(item.numbers);
  store<u8>(at, <u8>item.kind);
  at += DATA;
  switch (item.kind) {
    case OutgoingKind.Rights:
      store<usize>(at, changetype<usize>(item.handles));
      store<i32>(at, item.handles.length, 4);
      break;
    case OutgoingKind.Credentials:
      memory.copy(at, numbers, 12);
      break;
    case OutgoingKind.InetPacketInfo:
      store<i32>(at, load<i32>(numbers));
      memory.copy(at + 4, changetype<usize>(item.local), 4);
      memory.copy(at + 8, changetype<usize>(item.address.bytes), 4);
      break;
    case OutgoingKind.Inet6PacketInfo:
      copyGroups(at, changetype<usize>(item.address.bytes));
      store<i32>(at, load<i32>(numbers), 16);
      break;
    case OutgoingKind.UdpSegment:
      store<u16>(at, <u16>load<i32>(numbers));
      break;
    default:
      store<i32>(at, load<i32>(numbers));
  }
}

/** An IPv6 address from bytes in network order to groups, or back. */
function copyGroups(to: usize, from: usize): void {
  for (let i: usize = 0; i < 16; i += 2) store<u16>(to + i, bswap<u16>(load<u16>(from + i)));
}

/**
 * Receives a message of at most `length` bytes with at most `controlLength` bytes of control data; its length, which
 * may be more than has landed if it was cut. `takeLanded` of `into.landed` gives the bytes.
 */
export function receiveMessage(handle: i32, length: i32, controlLength: i32, flags: i32, into: IncomingMessage): i32 {
  landInBuffer(length);
  host.socketReceiveMessage(handle, length, controlLength, receiveFlags(flags), RESULT);
  if (load<u8>(RESULT) != 0) {
    disarm();
    return -errnoOfCase(load<u8>(RESULT, 4));
  }
  // Result: data 4, its whole length 12, whether a sender 16 and it 20, control 52, flags 60.
  into.landed = load<i32>(RESULT, 8);
  liftOptionalAddress(RESULT + 16, into.sender);
  into.control = liftControls(load<usize>(RESULT, 52), load<i32>(RESULT, 56));
  into.flags = messageFlags(load<u8>(RESULT, 60), flags);
  // Only now: where no data came, a path or a list may have landed.
  disarm();
  return load<i32>(RESULT, 12);
}

function liftControls(list: usize, length: i32): ControlItem[] {
  const items = new Array<ControlItem>(length);
  for (let i = 0; i < length; i++) items[i] = liftControl(list + <usize>i * INCOMING_SIZE);
  release(list, <usize>length * INCOMING_SIZE);
  return items;
}

function liftControl(from: usize): ControlItem {
  const item = new ControlItem();
  const numbers = changetype<usize>(item.numbers);
  item.kind = load<u8>(from);
  from += DATA;
  switch (item.kind) {
    case IncomingKind.Rights:
      item.handles = liftHandles(load<usize>(from), load<i32>(from, 4));
      break;
    case IncomingKind.Credentials:
      memory.copy(numbers, from, 12);
      break;
    case IncomingKind.InetPacketInfo:
      store<i32>(numbers, load<i32>(from));
      memory.copy(changetype<usize>(item.local), from + 4, 4);
      memory.copy(changetype<usize>(item.address.bytes), from + 8, 4);
      item.address.family = AF_INET;
      break;
    case IncomingKind.Inet6PacketInfo:
      copyGroups(changetype<usize>(item.address.bytes), from);
      store<i32>(numbers, load<i32>(from, 16));
      item.address.family = AF_INET6;
      break;
    case IncomingKind.ErrorReport:
      store<i32>(numbers, errnoOfCase(load<u8>(from)));
      for (let i: usize = 1; i < 4; i++) store<i32>(numbers + i * 4, load<u8>(from + i));
      memory.copy(numbers + 16, from + 4, 8);
      liftOptionalAddress(from + 12, item.address);
      break;
    case IncomingKind.Other:
      memory.copy(numbers, from, 8);
      item.bytes = liftBytes(load<usize>(from, 8), load<i32>(from, 12));
      break;
    default:
      store<i32>(numbers, load<i32>(from));
  }
  return item;
}

function liftHandles(list: usize, length: i32): StaticArray<i32> {
  const handles = new StaticArray<i32>(length);
  memory.copy(changetype<usize>(handles), list, <usize>length << 2);
  release(list, <usize>length << 2);
  return handles;
}

/** How much of `controlLength` a control message with `length` bytes of data takes. */
export function controlSpace(length: i32): i32 {
  return host.controlSpace(length);
}
