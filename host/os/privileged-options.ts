/**
 * Options that Linux lets only programs with CAP_NET_ADMIN or CAP_NET_RAW set: socket(7), ip(7), tcp(7), net/core/sock.c. A
 * process of root has these capabilities, but its guests get no more than an ordinary user's programs.
 */
import { readFileSync } from 'node:fs';
import type { OptionName, OptionValue } from '../generated/wit-types.ts';
import { getOption } from './get-option.ts';
import { refuseOverflow } from '../stack-room.ts';

/** Whether setting a value needs privileges. */
type Judge = (value: OptionValue, fd: number) => boolean;

const always: Judge = () => true;

/** The highest value that every program may set. */
const ORDINARY_PRIORITY = 6;

const PRIVILEGED: ReadonlyMap<OptionName, Judge> = new Map<OptionName, Judge>([
  ['so-mark', always],
  // Every program may do so once. But then addresses in rules mean something else.
  ['so-bindtodevice', always],
  ['so-bindtoifindex', always],
  ['ip-transparent', always],
  ['tcp-repair', always],
  ['so-debug', (value) => integer(value) !== 0],
  ['so-priority', (value) => integer(value) < 0 || integer(value) > ORDINARY_PRIORITY],
  ['so-busy-poll', (value, fd) => integer(value) > integer(getOption(fd, 'so-busy-poll'))],
  ['tcp-congestion', (value) => value.tag === 'bytes' && !congestionControls().includes(textOf(value.val))],
]);

/** Whether a program needs privileges to set an option to this value. */
export function needsPrivileges(fd: number, name: OptionName, value: OptionValue): boolean {
  return PRIVILEGED.get(name)?.(value, fd) ?? false;
}

function integer(value: OptionValue | number): number {
  return typeof value !== 'number' && value.tag === 'integer' ? value.val : 0;
}

/** The algorithms that every program may choose. For others Linux may load a module. */
function congestionControls(): readonly string[] {
  try {
    return readFileSync('/proc/sys/net/ipv4/tcp_allowed_congestion_control', 'latin1').trim().split(' ');
  } catch (error) {
    refuseOverflow(error);
    return [];
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
