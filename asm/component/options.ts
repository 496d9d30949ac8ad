// The exports on options: see wit/php.wit.
import { OptionKind } from "../data/option";
import { GroupRequest, SourceRequest } from "../options/memberships";
import { getNamed, setNamed } from "../options/options";
import { Linger, MemInfo, OptionValue, TimeVal } from "../options/value";
import { Socket } from "../socket";
import { Area, none, result, some, takeString } from "./memory";
import { socketAt } from "./resources";

/** The cases of option-value. */
const INT: i32 = 0;
const TEXT: i32 = 1;
const LINGER: i32 = 2;
const TIMEVAL: i32 = 3;
const GROUP: i32 = 4;
const SOURCE: i32 = 5;

/** The case of network-interface that is a name. */
const NAME: i32 = 1;

/** The cases of current-value, by OptionKind: an integer, linger, timeval, text, meminfo, credentials, an error. */
const CASES: StaticArray<u8> = [0, 2, 3, 1, 5, 4, 0];

/** Sets an option to an option-value, whose core values are `kind` and the letters. */
function set(
  name: string, socket: Socket, level: i32, option: i32, kind: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32,
  g: i32,
): i32 {
  switch (kind) {
    case INT:
      return i32(setNamed(name, socket, level, option, a));
    case TEXT:
      return i32(setNamed(name, socket, level, option, takeString(a, b)));
    case LINGER:
      return i32(setNamed(name, socket, level, option, new Linger(a, b)));
    case TIMEVAL:
      return i32(setNamed(name, socket, level, option, new TimeVal(a, b)));
    case GROUP: {
      const group = takeString(a, b);
      if (c == NAME) return i32(setNamed(name, socket, level, option, new GroupRequest(group, takeString(d, e))));
      return i32(setNamed(name, socket, level, option, new GroupRequest(group, d)));
    }
    case SOURCE: {
      const group = takeString(a, b);
      const source = takeString(f, g);
      if (c == NAME) {
        return i32(setNamed(name, socket, level, option, new SourceRequest(group, takeString(d, e), source)));
      }
      return i32(setNamed(name, socket, level, option, new SourceRequest(group, d, source)));
    }
    default:
      return unreachable();
  }
}

/** An option<current-value>. */
function give(value: OptionValue | null): Area {
  if (value === null) return none();
  const area = some();
  area.byte(4, CASES[value.kind]);
  switch (value.kind) {
    case OptionKind.Bytes:
      area.text(8, value.text);
      break;
    case OptionKind.Linger:
      area.int(8, value.linger.l_onoff);
      area.int(12, value.linger.l_linger);
      break;
    case OptionKind.Timeval:
      area.int(8, value.timeval.sec);
      area.int(12, value.timeval.usec);
      break;
    case OptionKind.Credentials:
      area.int(8, value.credentials.pid);
      area.int(12, <i32>value.credentials.uid);
      area.int(16, <i32>value.credentials.gid);
      break;
    case OptionKind.Integers:
      giveMemInfo(area, value.meminfo);
      break;
    default:
      area.int(8, value.int);
  }
  return result();
}

function giveMemInfo(area: Area, info: MemInfo): void {
  area.int(8, info.rmem_alloc);
  area.int(12, info.rcvbuf);
  area.int(16, info.wmem_alloc);
  area.int(20, info.sndbuf);
  area.int(24, info.fwd_alloc);
  area.int(28, info.wmem_queued);
  area.int(32, info.optmem);
  area.int(36, info.backlog);
  area.int(40, info.drops);
}

export function socketSetOption(
  socket: i32, level: i32, option: i32, kind: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32,
): i32 {
  return set("socket_set_option", socketAt(socket), level, option, kind, a, b, c, d, e, f, g);
}

export function socketGetOption(socket: i32, level: i32, option: i32): Area {
  return give(getNamed("socket_get_option", socketAt(socket), level, option));
}

export function socketSetopt(
  socket: i32, level: i32, option: i32, kind: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32,
): i32 {
  return set("socket_setopt", socketAt(socket), level, option, kind, a, b, c, d, e, f, g);
}

export function socketGetopt(socket: i32, level: i32, option: i32): Area {
  return give(getNamed("socket_getopt", socketAt(socket), level, option));
}
