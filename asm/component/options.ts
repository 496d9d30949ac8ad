// The exports on options: see wit/php.wit.
import { OptionKind } from "../data/option";
import {
  CURRENT_VALUE_PAYLOAD, CurrentValueCase, LINGER_L_LINGER, LINGER_L_ONOFF, MEM_INFO_BACKLOG, MEM_INFO_DROPS,
  MEM_INFO_FWD_ALLOC, MEM_INFO_OPTMEM, MEM_INFO_RCVBUF, MEM_INFO_RMEM_ALLOC, MEM_INFO_SNDBUF, MEM_INFO_WMEM_ALLOC,
  MEM_INFO_WMEM_QUEUED, NetworkInterfaceCase, OptionValueCase, TIMEVAL_SEC, TIMEVAL_USEC,
} from "../generated/php";
import { GroupRequest, SourceRequest } from "../options/memberships";
import { getNamed, setNamed } from "../options/options";
import { Linger, MemInfo, OptionValue, TimeVal } from "../options/value";
import { Socket } from "../socket";
import { giveCredentials } from "./credentials";
import { Area, none, result, some, takeString } from "./memory";
import { socketAt } from "./resources";

/** Of each OptionKind, the case of current-value. */
const CASES: StaticArray<i32> = [
  CurrentValueCase.Int, CurrentValueCase.Linger, CurrentValueCase.Timeval, CurrentValueCase.Text,
  CurrentValueCase.Meminfo, CurrentValueCase.Credentials, CurrentValueCase.Int,
];

/** Sets an option to an option-value, whose core values are `kind` and the letters. */
function set(
  name: string, socket: Socket, level: i32, option: i32, kind: i32, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32,
  g: i32,
): i32 {
  switch (kind) {
    case OptionValueCase.Int:
      return i32(setNamed(name, socket, level, option, a));
    case OptionValueCase.Text:
      return i32(setNamed(name, socket, level, option, takeString(a, b)));
    case OptionValueCase.Linger:
      return i32(setNamed(name, socket, level, option, new Linger(a, b)));
    case OptionValueCase.Timeval:
      return i32(setNamed(name, socket, level, option, new TimeVal(a, b)));
    case OptionValueCase.Group: {
      const group = takeString(a, b);
      if (c == NetworkInterfaceCase.Name) {
        return i32(setNamed(name, socket, level, option, new GroupRequest(group, takeString(d, e))));
      }
      return i32(setNamed(name, socket, level, option, new GroupRequest(group, d)));
    }
    case OptionValueCase.Source: {
      const group = takeString(a, b);
      const source = takeString(f, g);
      if (c == NetworkInterfaceCase.Name) {
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
  const current = some();
  current.byte(0, CASES[value.kind]);
  const area = current.at(CURRENT_VALUE_PAYLOAD);
  switch (value.kind) {
    case OptionKind.Bytes:
      area.text(0, value.text);
      break;
    case OptionKind.Linger:
      area.int(LINGER_L_ONOFF, value.linger.l_onoff);
      area.int(LINGER_L_LINGER, value.linger.l_linger);
      break;
    case OptionKind.Timeval:
      area.int(TIMEVAL_SEC, value.timeval.sec);
      area.int(TIMEVAL_USEC, value.timeval.usec);
      break;
    case OptionKind.Credentials:
      giveCredentials(area, value.credentials);
      break;
    case OptionKind.Integers:
      giveMemInfo(area, value.meminfo);
      break;
    default:
      area.int(0, value.int);
  }
  return result();
}

function giveMemInfo(area: Area, info: MemInfo): void {
  area.int(MEM_INFO_RMEM_ALLOC, info.rmem_alloc);
  area.int(MEM_INFO_RCVBUF, info.rcvbuf);
  area.int(MEM_INFO_WMEM_ALLOC, info.wmem_alloc);
  area.int(MEM_INFO_SNDBUF, info.sndbuf);
  area.int(MEM_INFO_FWD_ALLOC, info.fwd_alloc);
  area.int(MEM_INFO_WMEM_QUEUED, info.wmem_queued);
  area.int(MEM_INFO_OPTMEM, info.optmem);
  area.int(MEM_INFO_BACKLOG, info.backlog);
  area.int(MEM_INFO_DROPS, info.drops);
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
