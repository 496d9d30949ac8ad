import { errnoNumber } from '../os/errno.ts';
import { getOption as getOptionOf } from '../os/get-option.ts';
import * as libc from '../os/libc.ts';
import { MAX_OPTION_SIZE, writeGroupRequest, writeOption } from '../os/options.ts';
import { type OptionRow, optionRow } from '../os/option-row.ts';
import { platform } from '../os/platform.ts';
import { needsPrivileges } from '../os/privileged-options.ts';
import type { IpAddress, MembershipAction, OptionName, OptionValue } from '../generated/wit-types.ts';
import { type HostSocket, reportDenial } from './host-socket.ts';
import { beforePasscred, mayTakeIpv4 } from './implicit-bind.ts';
import { DOUBLED } from './buffers.ts';
import { getLinger, setLinger } from './linger.ts';

const EACCES = errnoNumber('eacces');
const ENOENT = errnoNumber('enoent');
const ENOPROTOOPT = errnoNumber('enoprotoopt');

/** A value to set. */
const scratch = new libc.Scratch(MAX_OPTION_SIZE);

/** The value of an option: getsockopt(2). @returns minus the system's errno if it fails */
export function getOption(socket: HostSocket, name: OptionName): OptionValue | number {
  const linger = name === 'so-linger' ? getLinger(socket) : undefined;
  return linger ?? getOptionOf(socket.fd, name);
}

/** Sets an option: setsockopt(2). @returns 0 or minus the system's errno */
export function setOption(socket: HostSocket, name: OptionName, value: OptionValue): number {
  const row = optionRow(name);
  if (row === null) return -ENOPROTOOPT;
  const refusal = refusalOf(socket, name, value);
  if (refusal < 0) return refusal;
  if (name === 'so-linger') return setLinger(socket, value);
  if (name === 'so-sndbuf' || name === 'so-rcvbuf') return setBuffer(socket, name, row, value);
  const length = writeOption(scratch.view, row, value);
  if (length < 0) return length;
  const outcome = libc.setsockopt(socket.fd, row.level, row.name, scratch.address, length);
  if (outcome === 0 && (name === 'so-rcvtimeo' || name === 'so-sndtimeo')) socket.readTimeouts();
  return outcome;
}

/** Whether an option may be set. @returns 0 or minus the errno */
function refusalOf(socket: HostSocket, name: OptionName, value: OptionValue): number {
  const { policy } = socket.context;
  if (needsPrivileges(socket.fd, name, value)) {
    return errorUnless(!reportDenial(socket.context, policy.checkRaw(`option ${name}`)), EACCES);
  }
  const on = value.tag === 'integer' && value.val !== 0;
  if (name === 'so-passcred') return beforePasscred(socket, on);
  if (on && isReporting(socket, name)) return errorUnless(!socket.mayHaveOthers, EACCES);
  if (name === 'ipv6-v6only') return errorUnless(on || mayTakeIpv4(socket), EACCES);
  // The filter is the host's (see implicit-bind.ts). A guest cannot attach one, so for it there is none.
  const isKept = name === 'so-detach-filter' && socket.transport === 'udp' && policy.checkRaw(name) !== undefined;
  return errorUnless(!isKept, ENOENT);
}

/**
 * Whether an option gives a datagram socket a queue of reports. Others who have the socket are not made for it: Node 26 (libuv 1.50 and
 * later) takes a report for data, and aborts.
 */
function isReporting({ family, type }: HostSocket, name: OptionName): boolean {
  return (name === 'ip-recverr' || name === 'ipv6-recverr') && type === 'dgram' && family !== 'unix';
}

const errorUnless = (ok: boolean, errno: number): number => (ok ? 0 : -errno);

const BUFFERS = { 'so-sndbuf': 'sendBuffer', 'so-rcvbuf': 'receiveBuffer' } as const;

/**
 * Sets the size of a buffer. If the guest's limit is less, it becomes less than was asked for, as at the system's own
 * limit.
 */
function setBuffer(socket: HostSocket, name: keyof typeof BUFFERS, row: OptionRow, value: OptionValue): number {
  const { buffers } = socket.context;
  const kept = BUFFERS[name];
  const size = value.tag === 'integer' ? { ...value, val: buffers.clamp(value.val, socket[kept]) } : value;
  const length = writeOption(scratch.view, row, size);
  if (length < 0) return length;
  const outcome = libc.setsockopt(socket.fd, row.level, row.name, scratch.address, length);
  if (outcome !== 0) return outcome;
  const set = getOptionOf(socket.fd, name);
  const after = typeof set !== 'number' && set.tag === 'integer' ? set.val : 0;
  buffers.resized(socket[kept], after);
  socket[kept] = after;
  return outcome;
}

/** Joins, leaves or filters a multicast group: RFC 3678. @returns 0 or minus the system's errno */
export function updateMembership(
  socket: HostSocket,
  action: MembershipAction,
  group: IpAddress,
  interfaceIndex: number,
  source: IpAddress | undefined,
): number {
  if (reportDenial(socket.context, socket.context.policy.checkMembership(group))) return -EACCES;
  const length = writeGroupRequest(scratch.view, action, group, interfaceIndex, source);
  if (length < 0) return length;
  const level = group.tag === 'inet' ? platform.IPPROTO_IP : platform.IPPROTO_IPV6;
  return libc.setsockopt(socket.fd, level, platform.membership[action], scratch.address, length);
}

/**
 * Copies what an accepted socket inherits from its listener. On Linux those are options of TCP sockets, not of local
 * ones.
 */
export function inheritOptions(listener: HostSocket, accepted: HostSocket): void {
  if (accepted.family !== 'unix') {
    accepted.linger = listener.linger;
    inheritBuffers(listener, accepted);
  }
  if (listener.receiveTimeoutMs !== Infinity || listener.sendTimeoutMs !== Infinity) accepted.readTimeouts();
}

/** Buffers that the guest has made larger count for each connection, which has smaller ones where the limit is reached. */
function inheritBuffers(listener: HostSocket, accepted: HostSocket): void {
  for (const name of ['so-sndbuf', 'so-rcvbuf'] as const) {
    const row = optionRow(name);
    const size = listener[BUFFERS[name]];
    if (row !== null && size > 0) setBuffer(accepted, name, row, { tag: 'integer', val: Math.floor(size / DOUBLED) });
  }
}
