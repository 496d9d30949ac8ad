// socket_set_option() and socket_get_option().
import { SOCKET_ENOPROTOOPT, SOCKET_EOPNOTSUPP } from "./constants";
import { failOn, isUsable, warn } from "./last-error";
import { OptionData, OptionKind } from "./option-name";
import { findOption, isLevel, kindInRow, nameInRow } from "./option-table";
import { Linger, OptionValue, TimeVal } from "./option-value";
import { Socket } from "./socket";
import { getOption, setOption } from "./system";

const SET: string = "Unable to set socket option";
const GET: string = "Unable to retrieve socket option";

/** Serves every call; nothing keeps it. */
const scratch = new OptionData();

/** What the system says of an option that is not in the table. */
function unknown(level: i32): i32 {
  return isLevel(level) ? SOCKET_ENOPROTOOPT : SOCKET_EOPNOTSUPP;
}

/** PHP's words for an array without the key that an option needs, or with a value where it needs an array. */
function lacksKey(name: string, key: string): bool {
  warn(name, "Argument #4 ($value) must have key \"" + key + "\"");
  return false;
}

/** Takes a value for an option of this kind. False, with a warning, if it does not fit. */
function takeValue<T>(name: string, kind: OptionKind, optval: T): bool {
  scratch.kind = kind;
  if (kind == OptionKind.Linger) {
    if (optval instanceof Linger) {
      scratch.first = optval.l_onoff;
      scratch.second = optval.l_linger;
      return true;
    }
    return lacksKey(name, "l_onoff");
  }
  if (kind == OptionKind.Timeval) {
    if (optval instanceof TimeVal) {
      scratch.first = optval.sec;
      scratch.second = optval.usec;
      return true;
    }
    return lacksKey(name, "sec");
  }
  if (isInteger<T>() || isFloat<T>()) {
    scratch.first = i32(optval);
    return true;
  }
  if (isString<T>()) {
    scratch.first = i32(parseInt(changetype<string>(optval)));
    return true;
  }
  warn(name, "Argument #4 ($value) must be of type int");
  return false;
}

function setNamed<T>(name: string, socket: Socket, level: i32, optname: i32, optval: T): bool {
  if (!isUsable(socket, name)) return false;
  const row = findOption(level, optname);
  let error = 0;
  if (row < 0) error = unknown(level);
  else if (kindInRow(row) == OptionKind.Error) error = SOCKET_ENOPROTOOPT;
  else if (!takeValue<T>(name, kindInRow(row), optval)) return false;
  else error = -setOption(socket.handle, nameInRow(row), scratch);
  if (error == 0) return true;
  failOn(socket, name, SET, error);
  return false;
}

function getNamed(name: string, socket: Socket, level: i32, optname: i32): OptionValue | null {
  if (!isUsable(socket, name)) return null;
  const row = findOption(level, optname);
  const error = row < 0 ? unknown(level) : -getOption(socket.handle, nameInRow(row), scratch);
  if (error == 0) return new OptionValue(scratch);
  failOn(socket, name, GET, error);
  return null;
}

/** Sets an option: a number or a bool, a Linger (SO_LINGER), a TimeVal (SO_RCVTIMEO, SO_SNDTIMEO). */
export function socket_set_option<T>(socket: Socket, level: i32, optname: i32, optval: T): bool {
  return setNamed<T>("socket_set_option", socket, level, optname, optval);
}

/** The value of an option, or null. */
export function socket_get_option(socket: Socket, level: i32, optname: i32): OptionValue | null {
  return getNamed("socket_get_option", socket, level, optname);
}

/** Another name of socket_set_option(). */
export function socket_setopt<T>(socket: Socket, level: i32, optname: i32, optval: T): bool {
  return setNamed<T>("socket_setopt", socket, level, optname, optval);
}

/** Another name of socket_get_option(). */
export function socket_getopt(socket: Socket, level: i32, optname: i32): OptionValue | null {
  return getNamed("socket_getopt", socket, level, optname);
}
