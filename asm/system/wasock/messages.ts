// Messages with control data: the part of the system layer over send-message and receive-message.
import { AF_INET, AF_INET6, SOCKET_EAFNOSUPPORT } from "../../constants";
import { ControlItem, IncomingKind, IncomingMessage, OutgoingKind, OutgoingMessage } from "../../data/message";
import { errnoOfCase } from "../../errno";
import * as host from "../../generated/host";
import {
  CREDENTIALS_SIZE, ERROR_REPORT_CODE, ERROR_REPORT_DATA, ERROR_REPORT_ERROR, ERROR_REPORT_INFO, ERROR_REPORT_KIND,
  ERROR_REPORT_OFFENDER, ERROR_REPORT_OFFENDER_SOME, ERROR_REPORT_ORIGIN, INCOMING_CONTROL_PAYLOAD,
  INCOMING_CONTROL_SIZE, INCOMING_MESSAGE_CONTROL, INCOMING_MESSAGE_DATA, INCOMING_MESSAGE_FLAGS,
  INCOMING_MESSAGE_FROM, INCOMING_MESSAGE_FROM_SOME, INCOMING_MESSAGE_LENGTH, INET6_PACKET_INFO_ADDRESS,
  INET6_PACKET_INFO_INTERFACE_INDEX, INET_PACKET_INFO_DESTINATION, INET_PACKET_INFO_INTERFACE_INDEX,
  INET_PACKET_INFO_LOCAL, OTHER_CONTROL_DATA, OTHER_CONTROL_KIND, OTHER_CONTROL_LEVEL, OUTGOING_CONTROL_PAYLOAD,
  OUTGOING_CONTROL_SIZE, OUTGOING_MESSAGE_CONTROL, OUTGOING_MESSAGE_PARTS, OUTGOING_MESSAGE_TO,
  OUTGOING_MESSAGE_TO_SOME, RECEIVE_MESSAGE_RESULT_ALIGNMENT, RECEIVE_MESSAGE_RESULT_PAYLOAD,
  RECEIVE_MESSAGE_RESULT_SIZE, SEND_MESSAGE_PARAMS_ALIGNMENT, SEND_MESSAGE_PARAMS_FLAGS, SEND_MESSAGE_PARAMS_MESSAGE,
  SEND_MESSAGE_PARAMS_SELF, SEND_MESSAGE_PARAMS_SIZE, SEND_MESSAGE_RESULT_PAYLOAD,
} from "../../generated/layouts";
import { disarm, landInBuffer, liftBytes, release } from "../../memory/landing";
import { liftOptionalAddress, storeAddress } from "./addresses";
import { messageFlags, receiveFlags, sendFlags } from "./flags";

/** result<incoming-message, errno>. */
const RESULT: usize = memory.data(<i32>RECEIVE_MESSAGE_RESULT_SIZE, <i32>RECEIVE_MESSAGE_RESULT_ALIGNMENT);

/** The message that it has. */
const RECEIVED: usize = RESULT + RECEIVE_MESSAGE_RESULT_PAYLOAD;

/** The arguments of send-message. */
const ARGUMENTS: usize = memory.data(<i32>SEND_MESSAGE_PARAMS_SIZE, <i32>SEND_MESSAGE_PARAMS_ALIGNMENT);

/** The message among them. */
const MESSAGE: usize = ARGUMENTS + SEND_MESSAGE_PARAMS_MESSAGE;

/** Bytes of one of the parts: address, length. */
const PART_SIZE: usize = 8;

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
  if (hasAddress && !storeAddress(message.to, MESSAGE + OUTGOING_MESSAGE_TO_SOME)) return -SOCKET_EAFNOSUPPORT;
  const parts = message.parts;
  const control = message.control;
  const partList = allocate(parts.length, PART_SIZE);
  const controlList = allocate(control.length, OUTGOING_CONTROL_SIZE);
  for (let i = 0, n = parts.length; i < n; i++) {
    store<usize>(partList + <usize>i * PART_SIZE, changetype<usize>(parts[i]));
    store<i32>(partList + <usize>i * PART_SIZE, parts[i].byteLength, 4);
  }
  for (let i = 0, n = control.length; i < n; i++) {
    lowerControl(control[i], controlList + <usize>i * OUTGOING_CONTROL_SIZE);
  }
  store<i32>(ARGUMENTS, handle, SEND_MESSAGE_PARAMS_SELF);
  store<usize>(MESSAGE, partList, OUTGOING_MESSAGE_PARTS);
  store<i32>(MESSAGE, parts.length, OUTGOING_MESSAGE_PARTS + 4);
  store<u8>(MESSAGE, u8(hasAddress), OUTGOING_MESSAGE_TO);
  store<usize>(MESSAGE, controlList, OUTGOING_MESSAGE_CONTROL);
  store<i32>(MESSAGE, control.length, OUTGOING_MESSAGE_CONTROL + 4);
  store<u16>(ARGUMENTS, <u16>sendFlags(flags), SEND_MESSAGE_PARAMS_FLAGS);
  host.socketSendMessage(ARGUMENTS, RESULT);
  free(partList);
  free(controlList);
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, SEND_MESSAGE_RESULT_PAYLOAD)
    : -errnoOfCase(load<u8>(RESULT, SEND_MESSAGE_RESULT_PAYLOAD));
}

function lowerControl(item: ControlItem, at: usize): void {
  const numbers = changetype<usize>(item.numbers);
  store<u8>(at, <u8>item.kind);
  at += OUTGOING_CONTROL_PAYLOAD;
  switch (item.kind) {
    case OutgoingKind.Rights:
      store<usize>(at, changetype<usize>(item.handles));
      store<i32>(at, item.handles.length, 4);
      break;
    case OutgoingKind.Credentials:
      memory.copy(at, numbers, CREDENTIALS_SIZE);
      break;
    case OutgoingKind.InetPacketInfo:
      store<i32>(at, load<i32>(numbers), INET_PACKET_INFO_INTERFACE_INDEX);
      memory.copy(at + INET_PACKET_INFO_LOCAL, changetype<usize>(item.local), 4);
      memory.copy(at + INET_PACKET_INFO_DESTINATION, changetype<usize>(item.address.bytes), 4);
      break;
    case OutgoingKind.Inet6PacketInfo:
      copyGroups(at + INET6_PACKET_INFO_ADDRESS, changetype<usize>(item.address.bytes));
      store<i32>(at, load<i32>(numbers), INET6_PACKET_INFO_INTERFACE_INDEX);
      break;
    default:
      // A number. Of a shorter one the other half is 0, and in what is unused.
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
    return -errnoOfCase(load<u8>(RECEIVED));
  }
  into.landed = load<i32>(RECEIVED, INCOMING_MESSAGE_DATA + 4);
  liftOptionalAddress(RECEIVED + INCOMING_MESSAGE_FROM, RECEIVED + INCOMING_MESSAGE_FROM_SOME, into.sender);
  const control = RECEIVED + INCOMING_MESSAGE_CONTROL;
  into.control = liftControls(load<usize>(control), load<i32>(control, 4));
  into.flags = messageFlags(load<u8>(RECEIVED, INCOMING_MESSAGE_FLAGS), flags);
  // Only now: where no data came, a path or a list may have landed.
  disarm();
  return load<i32>(RECEIVED, INCOMING_MESSAGE_LENGTH);
}

function liftControls(list: usize, length: i32): ControlItem[] {
  const items = new Array<ControlItem>(length);
  for (let i = 0; i < length; i++) items[i] = liftControl(list + <usize>i * INCOMING_CONTROL_SIZE);
  release(list, <usize>length * INCOMING_CONTROL_SIZE);
  return items;
}

function liftControl(from: usize): ControlItem {
  const item = new ControlItem();
  const numbers = changetype<usize>(item.numbers);
  item.kind = load<u8>(from);
  from += INCOMING_CONTROL_PAYLOAD;
  switch (item.kind) {
    case IncomingKind.Rights:
      item.handles = liftHandles(load<usize>(from), load<i32>(from, 4));
      break;
    case IncomingKind.Credentials:
      memory.copy(numbers, from, CREDENTIALS_SIZE);
      break;
    case IncomingKind.InetPacketInfo:
      store<i32>(numbers, load<i32>(from, INET_PACKET_INFO_INTERFACE_INDEX));
      memory.copy(changetype<usize>(item.local), from + INET_PACKET_INFO_LOCAL, 4);
      memory.copy(changetype<usize>(item.address.bytes), from + INET_PACKET_INFO_DESTINATION, 4);
      item.address.family = AF_INET;
      break;
    case IncomingKind.Inet6PacketInfo:
      copyGroups(changetype<usize>(item.address.bytes), from + INET6_PACKET_INFO_ADDRESS);
      store<i32>(numbers, load<i32>(from, INET6_PACKET_INFO_INTERFACE_INDEX));
      item.address.family = AF_INET6;
      break;
    case IncomingKind.ErrorReport:
      store<i32>(numbers, errnoOfCase(load<u8>(from, ERROR_REPORT_ERROR)));
      store<i32>(numbers, load<u8>(from, ERROR_REPORT_ORIGIN), 4);
      store<i32>(numbers, load<u8>(from, ERROR_REPORT_KIND), 8);
      store<i32>(numbers, load<u8>(from, ERROR_REPORT_CODE), 12);
      store<i32>(numbers, load<i32>(from, ERROR_REPORT_INFO), 16);
      store<i32>(numbers, load<i32>(from, ERROR_REPORT_DATA), 20);
      liftOptionalAddress(from + ERROR_REPORT_OFFENDER, from + ERROR_REPORT_OFFENDER_SOME, item.address);
      break;
    case IncomingKind.Other:
      store<i32>(numbers, load<i32>(from, OTHER_CONTROL_LEVEL));
      store<i32>(numbers, load<i32>(from, OTHER_CONTROL_KIND), 4);
      item.bytes = liftBytes(load<usize>(from, OTHER_CONTROL_DATA), load<i32>(from, OTHER_CONTROL_DATA + 4));
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
