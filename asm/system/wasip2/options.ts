// The options that every kind of socket has: what it is, its error, and what its waits are for (time limits, the least
// to receive), which WASI lacks and this library keeps for itself. The others are the kind's.
import {
  AF_INET, AF_UNIX, IPPROTO_IP, SOCKET_EINVAL, SOCKET_ENOPROTOOPT, SOCKET_EOPNOTSUPP, SOL_SOCKET,
} from "../../constants";
import { OptionData, OptionKind, OptionName } from "../../data/option";
import { OPTION_NAME_LEVELS } from "../../generated/option-levels";
import { GuestSocket } from "./guest-socket";
import { FOREVER } from "./wait";

/** PHP has no name for this errno. */
const EDOM: i32 = 33;

const MICROSECOND: i64 = 1_000;
const SECOND: i64 = 1_000_000_000;

/** Reads an option into `value`; 0, or minus an errno. */
export function getOptionOf(socket: GuestSocket, name: OptionName, value: OptionData): i32 {
  value.kind = OptionKind.Integer;
  switch (name) {
    case OptionName.SoType:
      value.first = socket.type;
      return 0;
    case OptionName.SoDomain:
      value.first = socket.family;
      return 0;
    case OptionName.SoProtocol:
      value.first = socket.protocol;
      return 0;
    case OptionName.SoError:
      value.kind = OptionKind.Error;
      socket.settle();
      value.first = -socket.takeError();
      return 0;
    case OptionName.SoRcvtimeo:
      return toTimeval(socket.receiveLimit, value);
    case OptionName.SoSndtimeo:
      return toTimeval(socket.sendLimit, value);
    case OptionName.SoRcvlowat:
      value.first = socket.leastToReceive;
      return 0;
    case OptionName.SoSndlowat:
      value.first = 1;
      return 0;
    default: {
      const error = socket.getOption(name, value);
      return error == -SOCKET_ENOPROTOOPT ? refusal(socket, name, true) : error;
    }
  }
}

/** What is said of an option that a socket lacks: EOPNOTSUPP where Linux has it for other kinds of sockets only. */
function refusal(socket: GuestSocket, name: OptionName, toRead: bool): i32 {
  return isOfOthers(socket, name, toRead) ? -SOCKET_EOPNOTSUPP : -SOCKET_ENOPROTOOPT;
}

function isOfOthers(socket: GuestSocket, name: OptionName, toRead: bool): bool {
  const level = OPTION_NAME_LEVELS[name];
  const isLocal = socket.family == AF_UNIX;
  if (level == SOL_SOCKET) {
    if (!isLocal) return name == OptionName.SoPasscred;
    return !toRead && (name == OptionName.SoZerocopy || name == OptionName.SoReuseport);
  }
  if (isLocal) return true;
  // Who writes, or asks over IPv6, is not told that the level is another's.
  return toRead && socket.family == AF_INET && level != IPPROTO_IP && level != socket.protocol;
}

/** Sets an option to `value`; 0, or minus an errno. */
export function setOptionOf(socket: GuestSocket, name: OptionName, value: OptionData): i32 {
  if (name == OptionName.SoRcvlowat && value.kind == OptionKind.Integer) {
    socket.leastToReceive = value.first < 0 ? i32.MAX_VALUE : max(value.first, 1);
    return 0;
  }
  if (name != OptionName.SoRcvtimeo && name != OptionName.SoSndtimeo) {
    const error = socket.setOption(name, value);
    return error == -SOCKET_ENOPROTOOPT ? refusal(socket, name, false) : error;
  }
  if (value.kind != OptionKind.Timeval) return -SOCKET_EINVAL;
  if (value.second < 0 || value.second >= 1_000_000) return -EDOM;
  // As Linux has it: 0 means no limit, and less than 0 not to wait.
  let limit = <i64>value.first * SECOND + <i64>value.second * MICROSECOND;
  limit = limit == 0 ? FOREVER : max(limit, 0);
  if (name == OptionName.SoRcvtimeo) socket.receiveLimit = limit;
  else socket.sendLimit = limit;
  return 0;
}

function toTimeval(limit: i64, value: OptionData): i32 {
  value.kind = OptionKind.Timeval;
  value.first = limit == FOREVER ? 0 : <i32>(limit / SECOND);
  value.second = limit == FOREVER ? 0 : <i32>((limit % SECOND) / MICROSECOND);
  return 0;
}
