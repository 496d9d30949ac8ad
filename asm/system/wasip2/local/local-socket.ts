// A local socket (AF_UNIX), whatever its type. Both ends are in this guest, which has one thread: so a wait that is
// not over when it begins ends with its time limit only, or never, as in a process of one thread that talks to itself.
import {
  AF_UNIX, MSG_DONTWAIT, SHUT_RD, SHUT_RDWR, SHUT_WR, SOCK_DGRAM, SOCKET_EADDRINUSE, SOCKET_EINVAL, SOCKET_ENOTCONN,
} from "../../../constants";
import { ControlItem, IncomingMessage } from "../../../data/message";
import { OptionData, OptionKind, OptionName } from "../../../data/option";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket, NO_POLLABLE } from "../guest-socket";
import { deadlineAfter, sleepUntil } from "../wait";
import { Ancillary } from "./ancillary";
import { OWN } from "./credentials";
import { LocalOptions } from "./local-options";
import { NamedSocket } from "./named-socket";
import { bindName, isTaken, releaseName } from "./names";
import { SegmentQueue } from "./segment-queue";

const NAMELESS = new ArrayBuffer(0);

/** What receiveMessage() learns besides the bytes. */
const arrived = new Ancillary();

/** A socket whose other end, if it has one, is in this guest. */
export abstract class LocalSocket extends NamedSocket {
  /** What waits to be received here. */
  readonly incoming: SegmentQueue = new SegmentQueue();
  /** Where connect(), accept() or the pair has set the socket to; it may be closed. */
  peer: LocalSocket | null = null;
  readonly options: LocalOptions = new LocalOptions();
  isClosed: bool = false;
  /** Whether receiving, or sending, has ended. */
  receivingEnded: bool = false;
  sendingEnded: bool = false;
  /** Whether `SO_PEERCRED` names somebody. */
  knowsPeer: bool = false;

  /** Sends to `remote`, or to the peer; `beside` goes with the bytes. */
  abstract transmit(data: usize, length: i32, flags: i32, remote: SocketAddress | null, beside: Ancillary | null): i32;

  /** Receives; `beside` takes what came with the bytes, and holds its references. */
  abstract take(target: usize, length: i32, flags: i32, sender: SocketAddress, beside: Ancillary): i32;

  send(data: usize, length: i32, flags: i32, remote: SocketAddress | null): i32 {
    return this.transmit(data, length, flags, remote, null);
  }

  sendMessage(data: usize, length: i32, flags: i32, remote: SocketAddress | null, control: ControlItem[]): i32 {
    const beside = new Ancillary();
    const error = beside.fill(control);
    return error == 0 ? this.transmit(data, length, flags, remote, beside) : error;
  }

  receive(target: usize, length: i32, flags: i32, sender: SocketAddress): i32 {
    const count = this.take(target, length, flags, sender, arrived);
    // Nobody asked for them: they are closed, as on Linux.
    arrived.drop();
    return count;
  }

  receiveMessage(target: usize, length: i32, controlLength: i32, flags: i32, into: IncomingMessage): i32 {
    arrived.forget();
    const count = this.take(target, length, flags, into.sender, arrived);
    into.control = [];
    into.flags = this.messageFlags(count);
    if (count >= 0) arrived.give(this.options.wantsCredentials, controlLength, into);
    return count;
  }

  bind(local: SocketAddress): i32 {
    if (local.family != AF_UNIX) return -SOCKET_EINVAL;
    const name = local.name;
    if (this.name === null) return bindName(this, name);
    if (name.byteLength == 0) return 0;
    // Linux makes the file of a path first, and then finds that the socket has a name.
    const isPath = load<u8>(changetype<usize>(name)) != 0;
    return isPath && isTaken(name, this.type) ? -SOCKET_EADDRINUSE : -SOCKET_EINVAL;
  }

  /** As Linux does before it sends: who wants credentials gets a name. */
  ensureNamed(): i32 {
    return this.options.wantsCredentials && this.name === null ? bindName(this, NAMELESS) : 0;
  }

  remoteAddress(into: SocketAddress): i32 {
    const peer = this.peer;
    return peer === null ? -SOCKET_ENOTCONN : peer.localAddress(into);
  }

  /** Whether what this socket sends to another names its sender's process, user and group. */
  // @ts-ignore: decorator
  @inline
  isNamedTo(receiver: LocalSocket, beside: Ancillary | null): bool {
    const isWanted = this.options.wantsCredentials || receiver.options.wantsCredentials;
    return isWanted || (beside !== null && beside.hasCredentials);
  }

  /** Names the sender of what has been received, if it has a name. */
  nameSender(sender: NamedSocket, into: SocketAddress): void {
    into.family = 0;
    if (sender.name !== null) sender.localAddress(into);
  }

  /** As Linux has it, there need be no peer. */
  shutdown(how: i32): i32 {
    if (how < SHUT_RD || how > SHUT_RDWR) return -SOCKET_EINVAL;
    this.end(how != SHUT_WR, how != SHUT_RD);
    const peer = this.peer;
    if (peer !== null && this.type != SOCK_DGRAM) peer.end(how != SHUT_RD, how != SHUT_WR);
    return 0;
  }

  /** Ends directions. */
  end(receiving: bool, sending: bool): void {
    this.receivingEnded = this.receivingEnded || receiving;
    this.sendingEnded = this.sendingEnded || sending;
  }

  getOption(name: OptionName, value: OptionData): i32 {
    switch (name) {
      case OptionName.SoAcceptconn:
        value.first = i32(this.isListening);
        return 0;
      case OptionName.SoPeercred:
        value.kind = OptionKind.Credentials;
        value.first = this.knowsPeer ? OWN[0] : 0;
        value.second = this.knowsPeer ? OWN[1] : -1;
        value.third = this.knowsPeer ? OWN[2] : -1;
        return 0;
      default:
        return this.options.get(name, value);
    }
  }

  setOption(name: OptionName, value: OptionData): i32 {
    return this.options.set(name, value);
  }

  /** Whether connections are accepted. */
  get isListening(): bool {
    return false;
  }

  /** As Linux has it: three quarters of what may be on its way must have been received. */
  get hasRoom(): bool {
    return this.charged <= this.options.sendBuffer >> 2;
  }

  /** Only this guest makes its own sockets ready. */
  subscribe(forWriting: bool): i32 {
    return NO_POLLABLE;
  }

  /** Whether an operation waits. */
  waits(flags: i32): bool {
    return this.blocking && (flags & MSG_DONTWAIT) == 0;
  }

  /** Waits until the time limit is over, nanoseconds: nobody is there who could end the wait before. */
  stall(limit: i64): void {
    sleepUntil(deadlineAfter(limit));
  }

  /** What came with the message that take() took last: `MSG_*`. */
  messageFlags(count: i32): i32 {
    return 0;
  }

  get isCarrier(): bool {
    return this.incoming.carriers > 0;
  }

  pushCarried(list: GuestSocket[]): void {
    this.incoming.pushCarried(list);
  }

  dropCarried(): void {
    if (this.incoming.carriers > 0) this.incoming.clear();
  }

  close(): void {
    this.isClosed = true;
    const name = this.name;
    if (name !== null) releaseName(this, name);
    this.incoming.clear();
  }
}
