// socket_set_option() and socket_get_option().
import {
  AF_UNIX, SKF_AD_CPU, SKF_AD_QUEUE, SOCKET_EADDRNOTAVAIL, SOCKET_ENODEV, SOCKET_ENOPROTOOPT, SOCKET_EOPNOTSUPP,
  SOL_SOCKET,
} from "../constants";
import { OptionData, OptionKind, OptionName } from "../data/option";
import { failOn, isUsable, warn, warnArgument } from "../failure";
import { bytesOf } from "../foreign-text";
import { Socket } from "../socket";
import { getOption, interfaceName, setOption } from "../system";
import { toBoolean, toInteger } from "./conversions";
import { membershipAction, MembershipRequest, setMembership } from "./memberships";
import { interfaceOf } from "./network-interface";
import { findOption, isLevel, nameInRow, Shape, shapeInRow } from "./table";
import { Linger, OptionValue, TimeVal } from "./value";

const SET: string = "Unable to set socket option";
const GET: string = "Unable to retrieve socket option";

/** Reused by every call. */
const scratch = new OptionData();

/** Empty data. */
const NO_DATA = new ArrayBuffer(0);

/** Raises PHP's warning for an argument that the option does not take. */
function refuse(name: string, complaint: string): bool {
  warnArgument(name, 4, "value", complaint);
  return false;
}

/** Takes a number within bounds; false with a warning beyond them. */
function takeWithin(name: string, value: i64, low: i32, high: i32): bool {
  if (value < low || value > high) return refuse(name, "must be between " + low.toString() + " and " + high.toString());
  scratch.first = <i32>value;
  return true;
}

/** Takes a value for an option of this shape. False, with a warning, if it does not fit. */
function takeValue<T>(name: string, shape: Shape, optval: T): bool {
  scratch.kind = OptionKind.Integer;
  switch (shape) {
    case Shape.Boolean:
      scratch.first = i32(toBoolean<T>(optval));
      return true;
    case Shape.Octet:
      return takeWithin(name, toInteger<T>(optval), 0, 255);
    case Shape.Hops:
      return takeWithin(name, toInteger<T>(optval), -1, 255);
    case Shape.Interface: {
      const index = interfaceOf<T>(name, optval);
      scratch.first = <i32>index;
      return index >= 0;
    }
    case Shape.Text:
      scratch.kind = OptionKind.Bytes;
      scratch.data = NO_DATA;
      if (isString<T>() && optval !== null) scratch.data = bytesOf(changetype<string>(optval));
      return true;
    case Shape.Filter:
      return takeFilter(name, toInteger<T>(optval));
    case Shape.Linger:
      if (optval instanceof Linger) {
        scratch.kind = OptionKind.Linger;
        // Both become an `unsigned short` in PHP.
        scratch.first = optval.l_onoff & 0xffff;
        scratch.second = optval.l_linger & 0xffff;
        return true;
      }
      return refuse(name, "must have key \"l_onoff\"");
    case Shape.TimeVal:
      if (optval instanceof TimeVal) {
        scratch.kind = OptionKind.Timeval;
        scratch.first = optval.sec;
        scratch.second = optval.usec;
        return true;
      }
      return refuse(name, "must have key \"sec\"");
    default:
      // As a C int: a larger number loses its high half.
      scratch.first = <i32>toInteger<T>(optval);
      return true;
  }
}

/** Takes what PHP 8.3 takes for SO_ATTACH_REUSEPORT_CBPF. */
function takeFilter(name: string, value: i64): bool {
  scratch.first = <i32>value;
  if (value == 0 || value == SKF_AD_CPU || value == SKF_AD_QUEUE) return true;
  warn(name, "Unsupported CBPF filter");
  return false;
}

/** The option to set. A filter of 0 means the option that removes it. */
function nameToSet(row: i32): OptionName {
  return shapeInRow(row) == Shape.Filter && scratch.first == 0 ? OptionName.SoDetachReuseportBpf : nameInRow(row);
}

/**
 * Linux's error for an option that is not in the table, or for setting one that can only be read; 0 if there is none.
 */
function lacking(socket: Socket, level: i32, row: i32, setting: bool): i32 {
  if (row >= 0) return setting && shapeInRow(row) == Shape.Nothing ? SOCKET_ENOPROTOOPT : 0;
  const hasLevel = level == SOL_SOCKET || (socket.family != AF_UNIX && (setting || isLevel(level)));
  return hasLevel ? SOCKET_ENOPROTOOPT : SOCKET_EOPNOTSUPP;
}

/** Sets an option, for the function of PHP that its warnings name. */
export function setNamed<T>(name: string, socket: Socket, level: i32, optname: i32, optval: T): bool {
  if (!isUsable(socket, name)) return false;
  const action = membershipAction(level, optname);
  if (action >= 0) {
    if (optval instanceof MembershipRequest) return setMembership(socket, name, level, action, optval);
    return setMembership(socket, name, level, action, null);
  }
  const row = findOption(level, optname);
  let error = lacking(socket, level, row, true);
  if (error == 0) {
    if (!takeValue<T>(name, shapeInRow(row), optval)) return false;
    error = -setOption(socket.handle, nameToSet(row), scratch);
    if (error == SOCKET_EADDRNOTAVAIL && nameInRow(row) == OptionName.IpMulticastIf) return lacksAddress(name);
  }
  if (error == 0) return true;
  failOn(socket, name, SET, error);
  return false;
}

/** PHP's message if IP_MULTICAST_IF finds no address at the interface, or no interface. No error is set then. */
function lacksAddress(name: string): bool {
  const index = scratch.first;
  const error = interfaceName(index) === null ? SOCKET_ENODEV : SOCKET_EADDRNOTAVAIL;
  warn(name, "Failed obtaining address for interface " + index.toString() + ": error " + error.toString());
  return false;
}

/** The value of an option or null, for the function of PHP that its warnings name. */
export function getNamed(name: string, socket: Socket, level: i32, optname: i32): OptionValue | null {
  if (!isUsable(socket, name)) return null;
  const row = findOption(level, optname);
  scratch.data = NO_DATA;
  const error = lacking(socket, level, row, false) || -getOption(socket.handle, nameInRow(row), scratch);
  if (error == 0) return new OptionValue(scratch);
  failOn(socket, name, GET, error);
  return null;
}

/**
 * Sets an option of a socket.
 *
 * @param socket an open socket
 * @param level SOL_SOCKET or IPPROTO_*
 * @param optname SO_*, TCP_*, IP_* …
 * @param optval a number, a bool or a string; a Linger (SO_LINGER), a TimeVal (SO_RCVTIMEO, SO_SNDTIMEO), a
 *   GroupRequest or a SourceRequest (MCAST_*)
 * @returns true; false and a warning on failure: ENOPROTOOPT, EINVAL, EACCES
 * @see https://www.php.net/manual/en/function.socket-set-option.php
 */
export function socket_set_option<T>(socket: Socket, level: i32, optname: i32, optval: T): bool {
  return setNamed<T>("socket_set_option", socket, level, optname, optval);
}

/**
 * Reads an option of a socket.
 *
 * @param socket an open socket
 * @param level SOL_SOCKET or IPPROTO_*
 * @param optname SO_*, TCP_*, IP_* …
 * @returns the value, in the field that fits it: `.int`, `.text`, `.linger` …; null and a warning on failure:
 *   ENOPROTOOPT
 * @see https://www.php.net/manual/en/function.socket-get-option.php
 */
export function socket_get_option(socket: Socket, level: i32, optname: i32): OptionValue | null {
  return getNamed("socket_get_option", socket, level, optname);
}

/**
 * Sets an option of a socket: another name of socket_set_option().
 *
 * @param socket an open socket
 * @param level SOL_SOCKET or IPPROTO_*
 * @param optname SO_*, TCP_*, IP_* …
 * @param optval as for socket_set_option()
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-setopt.php
 */
export function socket_setopt<T>(socket: Socket, level: i32, optname: i32, optval: T): bool {
  return setNamed<T>("socket_setopt", socket, level, optname, optval);
}

/**
 * Reads an option of a socket: another name of socket_get_option().
 *
 * @param socket an open socket
 * @param level SOL_SOCKET or IPPROTO_*
 * @param optname SO_*, TCP_*, IP_* …
 * @returns the value; null and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-getopt.php
 */
export function socket_getopt(socket: Socket, level: i32, optname: i32): OptionValue | null {
  return getNamed("socket_getopt", socket, level, optname);
}
