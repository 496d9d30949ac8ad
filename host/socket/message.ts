import { SLOT } from '../limits/usage.ts';
import { adopt, type Adopted, areOwnCredentials } from '../os/adopt.ts';
import { endLinger } from '../os/close-socket.ts';
import {
  controlSize,
  type IncomingControlData,
  type OutgoingControlData,
  readControl,
  writeControl,
} from '../os/control.ts';
import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { MAX_PARTS, MessageHeader, type MessageOutcome, type Part } from '../os/message-header.ts';
import { platform } from '../os/platform.ts';
import { readSockaddr, SOCKADDR_SIZE, writeSockaddr } from '../os/sockaddr.ts';
import type { Denial } from '../policy.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { MessageFlags, SocketAddress } from '../generated/wit-types.ts';
import { asked } from './asked.ts';
import { isAmong, sourceOf } from './answer-source.ts';
import { completeReceive, completeSend } from './completing.ts';
import { denialOf, mayOpen } from './create.ts';
import { destination } from './destination.ts';
import { type FlagBits, RECEIVE_PEEK, receiveFlags, sendFlags } from './flags.ts';
import { ANSWERS, NAMELESS, SETTLED } from './hearing.ts';
import { HostSocket, reportDenial, type SocketContext } from './host-socket.ts';
import { beforeSend, beforeSendTo, beforeSharing, discover, passesFilter, unnamed } from './implicit-bind.ts';
import { mayChooseInterface } from './packet-info.ts';
import { checkKept, type Region } from './region.ts';
import { reserveStack } from '../stack-room.ts';

const EACCES = errnoNumber('eacces');
const EAGAIN = errnoNumber('eagain');
const EMSGSIZE = errnoNumber('emsgsize');
const ENOBUFS = errnoNumber('enobufs');
const EOPNOTSUPP = errnoNumber('eopnotsupp');
const EPERM = errnoNumber('eperm');
const ETOOMANYREFS = errnoNumber('etoomanyrefs');

/** The system's flags of a message that the WIT has. */
const MESSAGE_FLAGS = Object.values(platform.messageFlags).reduce<number>((all, flag) => all | (flag ?? 0), 0);

/** The most control data of a message, in bytes. Linux's own limit is net.core.optmem_max, 128 KiB. */
export const MAX_CONTROL = 1 << 17;

/** `outgoing-control` of the WIT. */
export type OutgoingControl =
  Exclude<OutgoingControlData, { tag: 'rights' }> | { readonly tag: 'rights'; readonly val: readonly HostSocket[] };

/** `incoming-control` of the WIT. */
export type IncomingControl =
  Exclude<IncomingControlData, { tag: 'rights' }> | { readonly tag: 'rights'; readonly val: HostSocket[] };

/** `outgoing-message` of the WIT. */
export interface OutgoingMessage {
  readonly parts: readonly Region[];
  readonly to: SocketAddress | undefined;
  readonly control: readonly OutgoingControl[];
}

/** `incoming-message` of the WIT, without its bytes, which are in the given region. */
export interface IncomingMessage {
  /** The length of the message in bytes. It is more than the region's if it was cut and `trunc` was given. */
  readonly length: number;
  readonly from: SocketAddress | undefined;
  readonly control: IncomingControl[];
  readonly flags: MessageFlags;
}

/** Sends a message: sendmsg(2). @returns bytes taken, or minus the system's errno */
export function sendMessage(socket: HostSocket, message: OutgoingMessage, bits: FlagBits): Completion<number> {
  const flags = sendFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  const { parts, to } = message;
  if (parts.length > MAX_PARTS) return -EMSGSIZE;
  checkKept(parts, bits);
  const allowed = to === undefined ? undefined : destination(socket, to);
  if (typeof allowed === 'number') return allowed;
  if (!mayChooseInterface(socket, message.control, to)) return -EACCES;
  const { meter, buffers } = socket.context;
  const passed = message.control.reduce((sum, item) => sum + (item.tag === 'rights' ? item.val.length : 0), 0);
  if (!buffers.mayPass(passed)) return -ETOOMANYREFS;
  const control: OutgoingControlData[] = [];
  for (const item of message.control) {
    if (item.tag === 'credentials' && !areOwnCredentials(item.val)) return -EPERM;
    if (item.tag !== 'rights') {
      control.push(item);
      continue;
    }
    for (const sent of item.val) {
      const unfit = beforeSharing(sent);
      if (unfit < 0) return unfit;
      sent.share();
    }
    control.push({ tag: 'rights', val: item.val.map(({ fd }) => fd) });
  }
  const header = new MessageHeader(parts.length, controlSize(control));
  const controlLength = writeControl(header.control, control);
  if (controlLength < 0) return controlLength;
  const unfitName = to === undefined ? 0 : writeSockaddr(header.name, to);
  if (unfitName < 0) return unfitName;

  const refusal = beforeMessage(socket, to);
  if (refusal < 0) return refusal;
  if (passed > 0) meter.counters.words[SLOT.passes]! += 1;

  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const attempt = (offset: number): number => {
    if (!buffers.hasRoom()) return -ENOBUFS;
    const most = meter.toSend(length - offset, socket.isStream);
    const attemptTo = (nameLength: number): number => {
      // If a stream has taken a part, it has taken the control data with it.
      header.prepare(placed(parts, offset, most), nameLength, offset === 0 ? controlLength : 0);
      const call = (): number => libc.sendmsg(socket.fd, header.address, flags);
      return socket.hearing === NAMELESS && !socket.isStream ? unnamed(socket, call) : call();
    };
    const sent = allowed === undefined ? attemptTo(0) : allowed.reach(header.name, attemptTo);
    if (sent < 0) return sent;
    meter.sent(sent);
    buffers.filled(sent);
    if (offset === 0) buffers.passed(socket, passed);
    return sent;
  };
  return completeSend(socket, length, bits, attempt(0), attempt);
}

function beforeMessage(socket: HostSocket, to: SocketAddress | undefined): number {
  if (to !== undefined) return socket.hearing === SETTLED ? 0 : beforeSendTo(socket, to);
  return socket.hearing > ANSWERS ? beforeSend(socket) : 0;
}

/** The parts from `offset` bytes on, at most `most` bytes. */
function placed(parts: readonly Region[], offset: number, most: number): Part[] {
  const rest: Part[] = [];
  let skipped = offset;
  let left = most;
  for (const part of parts) {
    const from = Math.min(skipped, part.length);
    skipped -= from;
    const length = Math.min(part.length - from, left);
    left -= length;
    rest.push({ address: part.address(from), length });
  }
  return rest;
}

/** Receives a message: recvmsg(2). @returns minus the system's errno if it fails */
export function receiveMessage(
  socket: HostSocket,
  into: Region,
  controlLength: number,
  bits: FlagBits,
): Completion<IncomingMessage | number> {
  const flags = receiveFlags(bits);
  if (flags === null) return -EOPNOTSUPP;
  const room = Math.min(controlLength, MAX_CONTROL);
  const header = new MessageHeader(1, room);
  let outcome = header.outcome();
  const { meter } = socket.context;
  const hearsReports = passesFilter(socket, bits);
  // What a report quotes comes from whoever sent the ICMP message, which no filter has seen: none of it is received.
  const most = hearsReports ? 0 : meter.toReceive(into.length, socket.isStream);
  // Only local sockets receive descriptors. Packet sockets refuse the flag (Linux).
  const closing = socket.family === 'unix' ? (platform.MSG_CMSG_CLOEXEC ?? 0) : 0;
  const attempt = (offset: number): number => {
    header.prepare([{ address: into.address(offset), length: most - offset }], SOCKADDR_SIZE, room);
    // The message may bring descriptors.
    reserveStack();
    const receive = (): number => libc.recvmsg(socket.fd, header.address, flags | closing);
    const count = closing === 0 || room === 0 ? receive() : recorded(socket, header, receive);
    if (count > 0 || (count === 0 && offset === 0)) outcome = header.outcome();
    if (count < 0 || !hearsReports) return count;
    return isOwnReport(socket, readSockaddr(header.name, outcome.nameLength)) ? count : -EAGAIN;
  };
  // Data after control data may bring control data of its own, for which there would be no room.
  const isOver = (): boolean => outcome.controlLength > 0 || (outcome.flags & MESSAGE_FLAGS) !== 0;
  const received = completeReceive(socket, most, bits, attempt(0), attempt, isOver);
  return andThen(received, (length) => {
    if (length < 0) return length;
    const message = lift(socket, header, outcome, length);
    // Only now: the received descriptors belong to the guest, so its end closes them.
    if ((bits & RECEIVE_PEEK) === 0) meter.received(length);
    return message;
  });
}

/** Receives, and records the descriptors that came, so that the guest's end closes them. */
function recorded({ context: { ledger, meter } }: HostSocket, header: MessageHeader, receive: () => number): number {
  return ledger.guard(() => {
    const count = receive();
    if (count < 0) return count;
    const items = readControl(header.control, header.outcome().controlLength);
    const fds = descriptorsIn(items);
    for (const fd of fds) ledger.add(fd);
    if (fds.length > 0) meter.counters.words[SLOT.passes]! += 1;
    return count;
  });
}

function descriptorsIn(items: readonly IncomingControlData[]): number[] {
  return items.flatMap((item) => (item.tag === 'rights' ? item.val : []));
}

/** Whether a report is about something that this socket has sent, as far as it says. Some reports name no address. */
function isOwnReport({ sources }: HostSocket, to: SocketAddress | undefined): boolean {
  const source = to === undefined ? undefined : sourceOf(to);
  return source === undefined || isAmong(sources, source);
}

function lift(
  socket: HostSocket,
  header: MessageHeader,
  { nameLength, controlLength, flags }: MessageOutcome,
  length: number,
): Completion<IncomingMessage> {
  const { context } = socket;
  const items = readControl(header.control, controlLength);
  const fds = descriptorsIn(items);
  const found = new Map<number, Found>();
  const all = repeat(() => {
    const fd = fds[found.size];
    if (fd === undefined) return found;
    return andThen(
      asked(context, () => find(context, fd)),
      (one) => void found.set(fd, one),
    );
  });
  const flagged = { length, from: readSockaddr(header.name, nameLength), flags };
  return andThen(all, () => adoptAll(context, items, found, flagged));
}

function adoptAll(
  context: SocketContext,
  items: readonly IncomingControlData[],
  found: ReadonlyMap<number, Found>,
  { length, from, flags }: { length: number; from: SocketAddress | undefined; flags: number },
): IncomingMessage {
  const adopted: HostSocket[] = [];
  const denials: Denial[] = [];
  let cut = false;
  const control = items.map((item): IncomingControl => {
    if (item.tag !== 'rights') return item;
    const sockets = item.val
      .map((fd) => receiveSocket(context, fd, found.get(fd), denials))
      .filter((one) => one !== undefined);
    adopted.push(...sockets);
    cut ||= sockets.length < item.val.length;
    return { tag: 'rights', val: sockets };
  });
  try {
    for (const denial of denials) reportDenial(context, denial);
  } catch (error) {
    // A callback of the embedder threw. Nobody gets the message.
    for (const received of adopted) received.close();
    throw error;
  }
  const messageFlags = Object.fromEntries(
    Object.entries(platform.messageFlags).map(([name, bit]) => [name, bit !== null && (flags & bit) !== 0]),
  ) as MessageFlags;
  if (cut) messageFlags.ctrunc = true;
  return { length, from, control, flags: messageFlags };
}

/** What a received descriptor is, and its denial, if there is one; undefined if it is no socket. */
type Found = (Adopted & { readonly denial: Denial | undefined }) | undefined;

function find(context: SocketContext, fd: number): Found {
  const adopted = adopt(fd);
  if (adopted === undefined) return undefined;
  return { ...adopted, denial: denialOf(context, adopted.family, adopted.type, adopted.protocol) };
}

/**
 * Gives a received descriptor to the guest. If it is no socket, or denied, or one too many: closes it, and returns
 * undefined.
 */
function receiveSocket(context: SocketContext, fd: number, found: Found, denials: Denial[]): HostSocket | undefined {
  const fits = found !== undefined && mayOpen(context, 1);
  if (fits && found.denial !== undefined) denials.push(found.denial);
  if (!fits || found.denial !== undefined) {
    context.ledger.close(fd, endLinger);
    return undefined;
  }
  const { family, type, protocol, blocking } = found;
  const socket = new HostSocket(context, fd, family, type, protocol);
  socket.join(blocking);
  discover(socket);
  return socket;
}
