// The options of local sockets. Linux takes every option of SOL_SOCKET for them; here are those that do something, and
// the common ones that do nothing there either.
import { SOCKET_EINVAL, SOCKET_ENOPROTOOPT } from "../../../constants";
import { OptionData, OptionKind, OptionName } from "../../../data/option";
import { OWN } from "./credentials";
import { LocalSocket } from "./local-socket";

/** Linux's `wmem_max` and `rmem_max`, and the least that a buffer may be, in bytes. */
const MOST_BUFFER: i32 = 212992;
const LEAST_SEND_BUFFER: i32 = 4608;
const LEAST_RECEIVE_BUFFER: i32 = 2304;

/** Options that are kept, 0 or 1, and never looked at, as on Linux. */
const IDLE: StaticArray<i32> = [
  OptionName.SoReuseaddr, OptionName.SoBroadcast, OptionName.SoKeepalive, OptionName.SoDontroute,
];

/** Reads an option into `value`, whose kind is a number's; 0, or minus an errno. */
export function getLocalOption(socket: LocalSocket, name: OptionName, value: OptionData): i32 {
  switch (name) {
    case OptionName.SoAcceptconn:
      value.first = i32(socket.isListening);
      return 0;
    case OptionName.SoSndbuf:
      value.first = socket.sendBuffer;
      return 0;
    case OptionName.SoRcvbuf:
      value.first = socket.receiveBuffer;
      return 0;
    case OptionName.SoPasscred:
      value.first = i32(socket.wantsCredentials);
      return 0;
    case OptionName.SoLinger:
      value.kind = OptionKind.Linger;
      value.first = i32(socket.lingers);
      value.second = socket.lingerSeconds;
      return 0;
    case OptionName.SoPeercred:
      value.kind = OptionKind.Credentials;
      value.first = socket.knowsPeer ? OWN[0] : 0;
      value.second = socket.knowsPeer ? OWN[1] : -1;
      value.third = socket.knowsPeer ? OWN[2] : -1;
      return 0;
    default:
      return getIdle(socket, name, value);
  }
}

/** Sets an option to `value`; 0, or minus an errno. */
export function setLocalOption(socket: LocalSocket, name: OptionName, value: OptionData): i32 {
  if (name == OptionName.SoLinger) return setLinger(socket, value);
  if (value.kind != OptionKind.Integer) return -SOCKET_ENOPROTOOPT;
  const number = value.first;
  switch (name) {
    // As Linux has it: twice what was asked for, since what a message costs besides its bytes counts, too.
    case OptionName.SoSndbuf:
      socket.sendBuffer = max(min<u32>(number, MOST_BUFFER) * 2, LEAST_SEND_BUFFER);
      return 0;
    case OptionName.SoRcvbuf:
      socket.receiveBuffer = max(min<u32>(number, MOST_BUFFER) * 2, LEAST_RECEIVE_BUFFER);
      return 0;
    case OptionName.SoPasscred:
      socket.wantsCredentials = number != 0;
      return 0;
    default:
      return setIdle(socket, name, number != 0);
  }
}

/** Kept as Linux keeps it: what a local socket has sent, its peer has. */
function setLinger(socket: LocalSocket, value: OptionData): i32 {
  if (value.kind != OptionKind.Linger) return -SOCKET_EINVAL;
  socket.lingers = value.first != 0;
  if (socket.lingers) socket.lingerSeconds = value.second;
  return 0;
}

function getIdle(socket: LocalSocket, name: OptionName, value: OptionData): i32 {
  const at = IDLE.indexOf(name);
  if (at < 0) return -SOCKET_ENOPROTOOPT;
  value.first = (socket.idle >> at) & 1;
  return 0;
}

function setIdle(socket: LocalSocket, name: OptionName, on: bool): i32 {
  const at = IDLE.indexOf(name);
  if (at < 0) return -SOCKET_ENOPROTOOPT;
  socket.idle = (socket.idle & ~(1 << at)) | (i32(on) << at);
  return 0;
}
