// The exports on messages: see wit/php.wit.
import { AF_INET, AF_INET6 } from "../constants";
import {
  ERROR_REPORT_CODE, ERROR_REPORT_DATA, ERROR_REPORT_ERRNO, ERROR_REPORT_INFO, ERROR_REPORT_OFFENDER,
  ERROR_REPORT_ORIGIN, ERROR_REPORT_TYPE, INCOMING_CONTROL_DATA, INCOMING_CONTROL_LEVEL, INCOMING_CONTROL_SIZE,
  INCOMING_CONTROL_TYPE, INCOMING_DATA_PAYLOAD, INCOMING_MESSAGE_CONTROL, INCOMING_MESSAGE_FLAGS, INCOMING_MESSAGE_IOV,
  INCOMING_MESSAGE_LENGTH, INCOMING_MESSAGE_NAME, IncomingDataCase, MESSAGE_ROOM_BUFFER_SIZE, MESSAGE_ROOM_CONTROLLEN,
  MESSAGE_ROOM_NAME, MESSAGE_SENDER_ADDR, MESSAGE_SENDER_FAMILY, MESSAGE_SENDER_FLOWINFO, MESSAGE_SENDER_PATH,
  MESSAGE_SENDER_PORT, MESSAGE_SENDER_SCOPE_ID, PACKET_INFO_ADDR, PACKET_INFO_IFINDEX, PACKET_INFO_SPEC_DST,
  SOCKET_RECVMSG_PARAMS_FLAGS, SOCKET_RECVMSG_PARAMS_MESSAGE, SOCKET_RECVMSG_PARAMS_SIZE,
  SOCKET_RECVMSG_PARAMS_SOCKET, SOCKET_SENDMSG_PARAMS_FLAGS, SOCKET_SENDMSG_PARAMS_MESSAGE,
  SOCKET_SENDMSG_PARAMS_SIZE, SOCKET_SENDMSG_PARAMS_SOCKET, SOME,
} from "../generated/php";
import { socket_atmark } from "../sockets/mark";
import { ControlData, ControlMessage, ControlShape, ErrorReport, PacketInfo } from "../messages/control-data";
import { Message, socket_cmsg_space, socket_recvmsg, socket_sendmsg } from "../messages/message";
import { MessageName } from "../messages/name";
import { giveCredentials } from "./credentials";
import { Area, Arguments, none, optionalNumber, result, some } from "./memory";
import { PART_SIZE, takeMessage, takeName } from "./message-arguments";
import { giveSocket, HANDLE, socketAt } from "./resources";

/** Bytes of an incoming-control. */
const CONTROL_SIZE: i32 = <i32>INCOMING_CONTROL_SIZE;

/** Of each ControlShape, the case of incoming-data. */
const CASES: StaticArray<i32> = [
  IncomingDataCase.Int, IncomingDataCase.Sockets, IncomingDataCase.Credentials, IncomingDataCase.Pktinfo,
  IncomingDataCase.Error, IncomingDataCase.Bytes,
];

export function socketSendmsg(from: Arguments): Area {
  const socket = socketAt(from.int(SOCKET_SENDMSG_PARAMS_SOCKET));
  const message = takeMessage(from.at(SOCKET_SENDMSG_PARAMS_MESSAGE));
  const flags = from.optionalInt(SOCKET_SENDMSG_PARAMS_FLAGS, 0);
  from.free(<i32>SOCKET_SENDMSG_PARAMS_SIZE);
  return optionalNumber(socket_sendmsg(socket, message, flags));
}

export function socketRecvmsg(from: Arguments): Area {
  const socket = socketAt(from.int(SOCKET_RECVMSG_PARAMS_SOCKET));
  const room = from.at(SOCKET_RECVMSG_PARAMS_MESSAGE);
  const message = new Message();
  message.name = takeName(room.at(MESSAGE_ROOM_NAME));
  message.buffer_size = room.optionalInt(MESSAGE_ROOM_BUFFER_SIZE, message.buffer_size);
  message.controllen = room.optionalInt(MESSAGE_ROOM_CONTROLLEN, message.controllen);
  const flags = from.optionalInt(SOCKET_RECVMSG_PARAMS_FLAGS, 0);
  from.free(<i32>SOCKET_RECVMSG_PARAMS_SIZE);
  const length = socket_recvmsg(socket, message, flags);
  if (length < 0) return none();
  const area = some();
  area.int(INCOMING_MESSAGE_LENGTH, length);
  giveSender(area.at(INCOMING_MESSAGE_NAME), message.name);
  const parts = area.list(INCOMING_MESSAGE_IOV, message.iov.length, PART_SIZE);
  for (let i = 0; i < message.iov.length; i++) parts.element(i, PART_SIZE).bytes(0, message.iov[i]);
  const control = area.list(INCOMING_MESSAGE_CONTROL, message.control.length, CONTROL_SIZE);
  for (let i = 0; i < message.control.length; i++) {
    giveControl(control.element(i, CONTROL_SIZE), message.control[i]);
  }
  area.int(INCOMING_MESSAGE_FLAGS, message.flags);
  return result();
}

/** Writes an option<message-sender>. */
function giveSender(area: Area, name: MessageName | null): void {
  area.byte(0, i32(name !== null));
  if (name === null) return;
  const internet = name.family == AF_INET || name.family == AF_INET6;
  const sender = area.at(SOME);
  sender.int(MESSAGE_SENDER_FAMILY, name.family);
  sender.optionalText(MESSAGE_SENDER_ADDR, name.addr);
  sender.optionalInt(MESSAGE_SENDER_PORT, internet, name.port);
  sender.optionalInt(MESSAGE_SENDER_FLOWINFO, name.family == AF_INET6, <i32>name.flowinfo);
  sender.optionalInt(MESSAGE_SENDER_SCOPE_ID, name.family == AF_INET6, <i32>name.scope_id);
  sender.optionalText(MESSAGE_SENDER_PATH, name.path);
}

/** Writes an incoming-control. */
function giveControl(area: Area, message: ControlMessage): void {
  area.int(INCOMING_CONTROL_LEVEL, message.level);
  area.int(INCOMING_CONTROL_TYPE, message.type);
  const data = area.at(INCOMING_CONTROL_DATA);
  data.byte(0, CASES[message.data.shape]);
  giveData(data.at(INCOMING_DATA_PAYLOAD), message.data);
}

function giveData(area: Area, data: ControlData): void {
  switch (data.shape) {
    case ControlShape.Integer:
      area.int(0, data.int);
      break;
    case ControlShape.Sockets: {
      const sockets = data.sockets;
      const list = area.list(0, sockets.length, HANDLE);
      for (let i = 0; i < sockets.length; i++) list.element(i, HANDLE).int(0, giveSocket(sockets[i]));
      break;
    }
    case ControlShape.Credentials:
      giveCredentials(area, data.credentials);
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
  area.optionalText(PACKET_INFO_ADDR, info.addr);
  area.int(PACKET_INFO_IFINDEX, <i32>info.ifindex);
  area.optionalText(PACKET_INFO_SPEC_DST, info.spec_dst);
}

function giveReport(area: Area, report: ErrorReport): void {
  area.int(ERROR_REPORT_ERRNO, report.errno);
  area.int(ERROR_REPORT_ORIGIN, report.origin);
  area.int(ERROR_REPORT_TYPE, report.type);
  area.int(ERROR_REPORT_CODE, report.code);
  area.int(ERROR_REPORT_INFO, report.info);
  area.int(ERROR_REPORT_DATA, report.data);
  giveSender(area.at(ERROR_REPORT_OFFENDER), report.offender);
}

export function socketCmsgSpace(level: i32, type: i32, hasNum: i32, num: i32): Area {
  return optionalNumber(hasNum ? socket_cmsg_space(level, type, num) : socket_cmsg_space(level, type));
}

export function socketAtmark(socket: i32): i32 {
  return i32(socket_atmark(socketAt(socket)));
}
