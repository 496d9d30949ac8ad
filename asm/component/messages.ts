// The exports on messages: see wit/php.wit.
import { AF_INET, AF_INET6 } from "../constants";
import { socket_atmark } from "../mark";
import { ControlData, ControlMessage, ControlShape, ErrorReport, PacketInfo } from "../messages/control-data";
import { Message, socket_cmsg_space, socket_recvmsg, socket_sendmsg } from "../messages/message";
import { MessageName } from "../messages/name";
import { Area, Arguments, none, optionalNumber, result, some } from "./memory";
import { takeMessage, takeName } from "./message-arguments";
import { giveSocket, socketAt } from "./resources";

/** Bytes of the arguments of socket-sendmsg and of socket-recvmsg. */
const SEND_ARGUMENTS: i32 = 92;
const RECEIVE_ARGUMENTS: i32 = 88;

/** Bytes of an element of iov, and of an incoming-control. */
const PART_SIZE: i32 = 8;
const CONTROL_SIZE: i32 = 92;

/** The cases of incoming-data, by ControlShape. */
const CASES: StaticArray<u8> = [0, 1, 2, 3, 4, 5];

export function socketSendmsg(from: Arguments): Area {
  const socket = socketAt(from.int(0));
  const message = takeMessage(from.element(1, 4));
  const flags = from.optionalInt(84, 0);
  from.free(SEND_ARGUMENTS);
  return optionalNumber(socket_sendmsg(socket, message, flags));
}

export function socketRecvmsg(from: Arguments): Area {
  const socket = socketAt(from.int(0));
  const message = new Message();
  message.name = takeName(from.element(1, 4));
  message.buffer_size = from.optionalInt(64, message.buffer_size);
  message.controllen = from.optionalInt(72, message.controllen);
  const flags = from.optionalInt(80, 0);
  from.free(RECEIVE_ARGUMENTS);
  const length = socket_recvmsg(socket, message, flags);
  if (length < 0) return none();
  const area = some();
  area.int(4, length);
  giveSender(area.element(1, 8), message.name);
  const parts = area.list(64, message.iov.length, PART_SIZE);
  for (let i = 0; i < message.iov.length; i++) parts.element(i, PART_SIZE).bytes(0, message.iov[i]);
  const control = area.list(72, message.control.length, CONTROL_SIZE);
  for (let i = 0; i < message.control.length; i++) {
    giveControl(control.element(i, CONTROL_SIZE), message.control[i]);
  }
  area.int(80, message.flags);
  return result();
}

/** Writes an option<message-sender>. */
function giveSender(area: Area, name: MessageName | null): void {
  area.byte(0, i32(name !== null));
  if (name === null) return;
  const internet = name.family == AF_INET || name.family == AF_INET6;
  area.int(4, name.family);
  area.optionalText(8, name.addr);
  area.optionalInt(20, internet, name.port);
  area.optionalInt(28, name.family == AF_INET6, <i32>name.flowinfo);
  area.optionalInt(36, name.family == AF_INET6, <i32>name.scope_id);
  area.optionalText(44, name.path);
}

/** Writes an incoming-control. */
function giveControl(area: Area, message: ControlMessage): void {
  area.int(0, message.level);
  area.int(4, message.type);
  area.byte(8, CASES[message.data.shape]);
  giveData(area.element(1, 12), message.data);
}

function giveData(area: Area, data: ControlData): void {
  switch (data.shape) {
    case ControlShape.Integer:
      area.int(0, data.int);
      break;
    case ControlShape.Sockets: {
      const sockets = data.sockets;
      const list = area.list(0, sockets.length, 4);
      for (let i = 0; i < sockets.length; i++) list.element(i, 4).int(0, giveSocket(sockets[i]));
      break;
    }
    case ControlShape.Credentials:
      area.int(0, data.credentials.pid);
      area.int(4, <i32>data.credentials.uid);
      area.int(8, <i32>data.credentials.gid);
      break;
    case ControlShape.PacketInfo:
      givePacketInfo(area, data.pktinfo);
      break;
    case ControlShape.ErrorReport:
      giveReport(area, data.error);
      break;
    default:
      area.bytes(0, data.bytes);
  }
}

function givePacketInfo(area: Area, info: PacketInfo): void {
  area.optionalText(0, info.addr);
  area.int(12, <i32>info.ifindex);
  area.optionalText(16, info.spec_dst);
}

function giveReport(area: Area, report: ErrorReport): void {
  area.int(0, report.errno);
  area.int(4, report.origin);
  area.int(8, report.type);
  area.int(12, report.code);
  area.int(16, report.info);
  area.int(20, report.data);
  giveSender(area.element(1, 24), report.offender);
}

export function socketCmsgSpace(level: i32, type: i32, hasNum: i32, num: i32): Area {
  return optionalNumber(hasNum ? socket_cmsg_space(level, type, num) : socket_cmsg_space(level, type));
}

export function socketAtmark(socket: i32): i32 {
  return i32(socket_atmark(socketAt(socket)));
}
