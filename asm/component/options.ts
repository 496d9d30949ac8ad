// The exports on options: see wit/php.wit.
import { OptionKind } from "../option-name";
import { findOption, kindInRow } from "../option-table";
import { Linger, OptionValue, TimeVal } from "../option-value";
import { getNamed, setNamed } from "../options";
import { Area, none, some, takeString } from "./memory";
import { socketAt } from "./resources";

/** The cases of option-value. */
const INT: i32 = 0;
const TEXT: i32 = 1;
const LINGER: i32 = 2;
const TIMEVAL: i32 = 3;

/** The cases of current-value. */
const CURRENT_INT: i32 = 0;
const CURRENT_LINGER: i32 = 1;
const CURRENT_TIMEVAL: i32 = 2;

function set(name: string, socket: i32, level: i32, option: i32, kind: i32, a: i32, b: i32): i32 {
  switch (kind) {
    case INT:
      return i32(setNamed(name, socketAt(socket), level, option, a));
    case TEXT:
      return i32(setNamed(name, socketAt(socket), level, option, takeString(a, b)));
    case LINGER:
      return i32(setNamed(name, socketAt(socket), level, option, new Linger(a, b)));
    case TIMEVAL:
      return i32(setNamed(name, socketAt(socket), level, option, new TimeVal(a, b)));
    default:
      return unreachable();
  }
}

/** An option<current-value>. */
function get(name: string, socket: i32, level: i32, option: i32): Area {
  const value = getNamed(name, socketAt(socket), level, option);
  return value === null ? none() : give(value, kindInRow(findOption(level, option)));
}

function give(value: OptionValue, kind: OptionKind): Area {
  const result = some();
  switch (kind) {
    case OptionKind.Linger:
      result.byte(4, CURRENT_LINGER);
      result.int(8, value.linger.l_onoff);
      result.int(12, value.linger.l_linger);
      break;
    case OptionKind.Timeval:
      result.byte(4, CURRENT_TIMEVAL);
      result.int(8, value.timeval.sec);
      result.int(12, value.timeval.usec);
      break;
    default:
      result.byte(4, CURRENT_INT);
      result.int(8, value.int);
  }
  return result;
}

export function socketSetOption(socket: i32, level: i32, option: i32, kind: i32, a: i32, b: i32): i32 {
  return set("socket_set_option", socket, level, option, kind, a, b);
}

export function socketGetOption(socket: i32, level: i32, option: i32): Area {
  return get("socket_get_option", socket, level, option);
}

export function socketSetopt(socket: i32, level: i32, option: i32, kind: i32, a: i32, b: i32): i32 {
  return set("socket_setopt", socket, level, option, kind, a, b);
}

export function socketGetopt(socket: i32, level: i32, option: i32): Area {
  return get("socket_getopt", socket, level, option);
}
