// Converts control messages between the program's form and the system layer's.
import { formatInet, formatInet6 } from "../inet";
import { adopt } from "../adopt";
import { AF_INET, AF_INET6, IPPROTO_IP, IPPROTO_IPV6, IP_RECVERR, IPV6_RECVERR } from "../constants";
import { Credentials } from "../credentials";
import { ControlItem, IncomingKind, OutgoingKind } from "../data/message";
import { unsigned } from "../data/unsigned";
import { isOpen, Socket } from "../socket";
import { controlSpace, interfaceIndex } from "../system";
import { ControlData, ControlMessage, ControlShape, ErrorReport, PacketInfo } from "./control-data";
import {
  findControl, findIncoming, levelInRow, outgoingInRow, shapeInRow, sizeInRow, typeInRow,
} from "./control-table";
import { rejectNative, rejectNumber, rejectUser } from "./conversion-error";
import { isUnsigned, nameOf, parseAddr } from "./name";

/** The system layer's form of the control data to send; null, with a warning, if it is not valid. */
export function lowerControl(
  socket: Socket, name: string, path: string, control: ControlMessage[],
): ControlItem[] | null {
  const items = new Array<ControlItem>();
  for (let i = 0; i < control.length; i++) {
    const item = new ControlItem();
    if (!lowerMessage(socket, name, path + " > element #" + i.toString(), control[i], item)) return null;
    items.push(item);
  }
  return items;
}

function lowerMessage(socket: Socket, name: string, path: string, message: ControlMessage, item: ControlItem): bool {
  const row = findControl(message.level, message.type);
  if (row < 0 || outgoingInRow(row) < 0) {
    const pair = "level " + message.level.toString() + " and type " + message.type.toString();
    return rejectUser(name, path, "cmsghdr with " + pair + " not supported");
  }
  const data = message.data;
  item.kind = outgoingInRow(row);
  if (shapeInRow(row) == ControlShape.Sockets) return lowerRights(name, path, data, item);
  path += " > data";
  if (shapeInRow(row) == ControlShape.Integer) return lowerInteger(name, path, data, sizeInRow(row), item);
  if (data.shape != shapeInRow(row)) return rejectUser(name, path, "expected an array here");
  if (shapeInRow(row) == ControlShape.Credentials) return lowerCredentials(name, path, data.credentials, item);
  return lowerPacketInfo(socket, name, path, data.pktinfo, item);
}

function lowerRights(name: string, path: string, data: ControlData, item: ControlItem): bool {
  if (data.shape != ControlShape.Sockets) return rejectUser(name, path, "expected an array here");
  const sockets = data.sockets;
  if (sockets.length == 0) return rejectUser(name, path, "expected at least one element in this array");
  item.handles = new StaticArray<i32>(sockets.length);
  for (let i = 0; i < sockets.length; i++) {
    if (!isOpen(sockets[i])) {
      return rejectUser(name, path + " > data > element #" + (i + 1).toString(), "socket is already closed");
    }
    item.handles[i] = sockets[i].handle;
  }
  return true;
}

/** A number that has `size` bytes in the system: 2 without a sign, or 4. */
function lowerInteger(name: string, path: string, data: ControlData, size: i32, item: ControlItem): bool {
  if (data.shape != ControlShape.Integer) {
    return rejectUser(name, path, "expected an integer, either of a PHP integer type or of a convertible type");
  }
  const value = data.long;
  if (size == 2) {
    if (<u64>value > 0xffff) return rejectNumber(name, path, "an unsigned 16-bit integer");
  } else if (value != <i64>(<i32>value)) {
    return rejectNumber(name, path, "a native int");
  }
  item.numbers[0] = <i32>value;
  return true;
}

function lowerCredentials(name: string, path: string, given: Credentials, item: ControlItem): bool {
  if (given.pid < 0) return rejectNumber(name, path + " > pid", "a pid_t value");
  if (!isUnsigned(given.uid)) return rejectNumber(name, path + " > uid", "a uid_t value");
  if (!isUnsigned(given.gid)) return rejectNumber(name, path + " > gid", "a uid_t value");
  item.numbers[0] = given.pid;
  item.numbers[1] = <i32>given.uid;
  item.numbers[2] = <i32>given.gid;
  return true;
}

function lowerPacketInfo(socket: Socket, name: string, path: string, given: PacketInfo, item: ControlItem): bool {
  const ipv6 = item.kind == OutgoingKind.Inet6PacketInfo;
  if (!ipv6) {
    if (!parseAddr(socket, name, path + " > spec_dst", AF_INET, given.spec_dst, item.address)) return false;
    for (let i = 0; i < 4; i++) item.local[i] = item.address.bytes[i];
  } else if (given.addr === null) {
    return rejectUser(name, path, "The key 'addr' is required");
  }
  if (!parseAddr(socket, name, path + " > addr", ipv6 ? AF_INET6 : AF_INET, given.addr, item.address)) return false;
  return lowerInterface(name, path + " > ifindex", given, item);
}

function lowerInterface(name: string, path: string, given: PacketInfo, item: ControlItem): bool {
  const byName = given.ifname;
  if (byName !== null) {
    item.numbers[0] = interfaceIndex(byName);
    if (item.numbers[0] > 0) return true;
    return rejectUser(name, path, "no interface with name \"" + byName + "\" could be found");
  }
  if (!isUnsigned(given.ifindex)) {
    const range = "the interface index cannot be negative or larger than " + u32.MAX_VALUE.toString();
    return rejectUser(name, path, range + "; given " + given.ifindex.toString());
  }
  item.numbers[0] = <i32>given.ifindex;
  return true;
}

/** The program's form of control data that was received on a socket. It registers the sockets in it. */
export function liftControl(socket: Socket, name: string, path: string, items: ControlItem[]): ControlMessage[] {
  const control = new Array<ControlMessage>();
  for (let i = 0; i < items.length; i++) {
    control.push(liftItem(socket, name, path + " > element #" + (i + 1).toString() + " > data", items[i]));
  }
  return control;
}

function liftItem(socket: Socket, name: string, path: string, item: ControlItem): ControlMessage {
  if (item.kind == IncomingKind.Other) return liftOther(name, path, item);
  if (item.kind == IncomingKind.ErrorReport) return liftReport(socket, item);
  const row = findIncoming(item.kind);
  const data = item.kind == IncomingKind.Rights
    ? ControlData.of<Socket[]>(liftRights(item.handles))
    : item.kind == IncomingKind.Credentials
    ? ControlData.of<Credentials>(
        new Credentials(item.numbers[0], unsigned(item.numbers[1]), unsigned(item.numbers[2])),
      )
    : shapeInRow(row) == ControlShape.PacketInfo
    ? ControlData.of<PacketInfo>(liftPacketInfo(item))
    : ControlData.of<i32>(item.numbers[0]);
  return new ControlMessage(levelInRow(row), typeInRow(row), data);
}

function liftRights(handles: StaticArray<i32>): Socket[] {
  const sockets = new Array<Socket>();
  for (let i = 0; i < handles.length; i++) sockets.push(adopt(handles[i]));
  return sockets;
}

function liftPacketInfo(item: ControlItem): PacketInfo {
  const index = unsigned(item.numbers[0]);
  return item.address.family == AF_INET
    ? new PacketInfo(formatInet(item.address.bytes), index, formatInet(item.local))
    : new PacketInfo(formatInet6(item.address.bytes), index);
}

function liftReport(socket: Socket, item: ControlItem): ControlMessage {
  const n = item.numbers;
  const report = new ErrorReport(n[0], n[1], n[2], n[3], n[4], n[5], nameOf(item.address));
  // An IPv6 socket also gets errors of IPv4. Each names a node of its own family.
  const ipv6 = (item.address.family != 0 ? item.address.family : socket.family) == AF_INET6;
  const data = ControlData.of<ErrorReport>(report);
  return ipv6
    ? new ControlMessage(IPPROTO_IPV6, IPV6_RECVERR, data)
    : new ControlMessage(IPPROTO_IP, IP_RECVERR, data);
}

/** Data of an unknown type, or cut data of a known type. For cut data PHP warns, and gives nothing of the message. */
function liftOther(name: string, path: string, item: ControlItem): ControlMessage {
  const level = item.numbers[0];
  const type = item.numbers[1];
  const row = findControl(level, type);
  if (row >= 0 && item.bytes.byteLength < sizeInRow(row)) {
    const header = controlSpace(0);
    const lengths = (header + sizeInRow(row)).toString() + ", but got " + (header + item.bytes.byteLength).toString();
    rejectNative(name, path, "the cmsghdr structure is unexpectedly small; expected a length of at least " + lengths);
  }
  return ControlMessage.of<ArrayBuffer>(level, type, item.bytes);
}
