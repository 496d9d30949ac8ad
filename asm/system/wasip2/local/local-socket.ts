// A local socket (AF_UNIX), whatever its type. Both ends are in this guest, which has one thread: so a wait that is
// not over when it begins ends with its time limit only, or never, as in a process of one thread that talks to itself.
import {
  AF_UNIX, MSG_DONTWAIT, SHUT_RD, SHUT_RDWR, SHUT_WR, SOCK_DGRAM, SOCKET_EADDRINUSE, SOCKET_EINVAL, SOCKET_ENOTCONN,
} from "../../../constants";
import { ControlItem, IncomingMessage } from "../../../data/message";
import { OptionData, OptionName } from "../../../data/option";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket, NO_POLLABLE } from "../guest-socket";
import { deadlineAfter, sleepUntil } from "../wait";
import { Ancillary } from "./ancillary";
import { getLocalOption, setLocalOption } from "./local-options";
import { bindName, isTaken, releaseName } from "./names";
import { SegmentQueue } from "./segment-queue";

/** Linux's `wmem_default`, bytes: what a socket may have on its way. */
export const DEFAULT_BUFFER: i32 = 212992;

const NAMELESS = new ArrayBuffer(0);

/** What receiveMessage() learns besides the bytes. */
const arrived = new Ancillary();

/** A socket whose other end, if it has one, is in this guest. */
export abstract class LocalSocket extends GuestSocket {
  /** What waits to be received here. */
  readonly incoming: SegmentQueue = new SegmentQueue();
  /** Where connect(), accept() or the pair has set the socket to; it may be closed. */
  peer: LocalSocket | null = null;
  /** Where the socket is bound; null: nowhere. */
  name: ArrayBuffer | null = null;
  isClosed: bool = false;
  /** Whether receiving, or sending, has ended. */
  receivingEnded: bool = false;
  sendingEnded: bool = false;
  /** `SO_SNDBUF` and `SO_RCVBUF`, bytes; only the first limits anything, as on Linux. */
  sendBuffer: i32 = DEFAULT_BUFFER;
  receiveBuffer: i32 = DEFAULT_BUFFER;
  /** What this socket has sent and nobody has received, bytes and overhead. */
  charged: i32 = 0;
  /** `SO_PASSCRED`. */
  wantsCredentials: bool = false;
  /** Whether `SO_PEERCRED` names somebody. */
  knowsPeer: bool = false;
  /** Options that Linux keeps for a local socket and makes no use of, a bit for each; see local-options.ts. */
  idle: i32 = 0;
  /** `SO_LINGER`, which Linux keeps likewise. */
  lingers: bool = false;
  lingerSeconds: i32 = 0;

  constructor(type: i32) {
    super(AF_UNIX, type, 0);
  }

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
    if (count >= 0) arrived.give(this.wantsCredentials, controlLength, into);
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
    return this.wantsCredentials && this.name === null ? bindName(this, NAMELESS) : 0;
  }

  localAddress(into: SocketAddress): i32 {
    const name = this.name;
    into.family = AF_UNIX;
    into.name = name === null ? NAMELESS : name;
    return 0;
  }

  remoteAddress(into: SocketAddress): i32 {
    const peer = this.peer;
    return peer === null ? -SOCKET_ENOTCONN : peer.localAddress(into);
  }

  /** Names the sender of what has been received, if it has a name. */
  nameSender(sender: LocalSocket, into: SocketAddress): void {
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
    return getLocalOption(this, name, value);
  }

  setOption(name: OptionName, value: OptionData): i32 {
    return setLocalOption(this, name, value);
  }

  /** Whether connections are accepted. */
  get isListening(): bool {
    return false;
  }

  /** As Linux has it: three quarters of what may be on its way must have been received. */
  get hasRoom(): bool {
    return this.charged <= this.sendBuffer >> 2;
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
