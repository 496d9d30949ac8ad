// What every kind of socket here can do, as the handles' owner sees it: one class per kind, chosen by create() and
// pair(). What differs between kinds lies in the classes; what does not (modes, time limits, errors) is here.
import { MSG_TRUNC, SOCKET_EOPNOTSUPP } from "../../constants";
import { ControlItem, IncomingMessage } from "../../data/message";
import { OptionData, OptionName } from "../../data/option";
import { SocketAddress } from "../../data/socket-address";
import { FOREVER } from "./wait";

/** What subscribe() gives where only this guest itself can make the socket ready: nothing to wait for. */
export const NO_POLLABLE: i32 = -1;

/** A socket of any kind. Every operation that gives a number gives 0 or more, or minus an errno. */
export abstract class GuestSocket {
  blocking: bool = true;
  /** `SO_RCVTIMEO`, nanoseconds. */
  receiveLimit: i64 = FOREVER;
  /** `SO_SNDTIMEO`, nanoseconds. */
  sendLimit: i64 = FOREVER;
  /** `SO_RCVLOWAT`, bytes: what a receive from a stream waits for. */
  leastToReceive: i32 = 1;
  /** `SO_ERROR`: an errno that no operation has reported yet, or 0. */
  pendingError: i32 = 0;
  /** How long the datagram that receive() took from last is as a whole; 0 where there are none. */
  wholeLength: i32 = 0;
  /** How many hold this socket, and which walk met it last; see references.ts. */
  references: i32 = 0;
  walk: i32 = 0;

  constructor(
    /** `AF_*`. */
    public readonly family: i32,
    /** `SOCK_*`. */
    public readonly type: i32,
    /** IANA protocol number; 0: none. */
    public readonly protocol: i32,
  ) {}

  /** Gives the socket a local address. */
  abstract bind(local: SocketAddress): i32;

  /** Starts listening. */
  abstract listen(backlog: i32): i32;

  /** Takes a waiting connection; the handle of its socket. */
  abstract accept(): i32;

  /** Connects. */
  abstract connect(remote: SocketAddress): i32;

  /** Ends a direction: 0 receiving, 1 sending, 2 both. */
  abstract shutdown(how: i32): i32;

  /** Sends `length` bytes at `data`, to `remote` if one is given; how many were taken. */
  abstract send(data: usize, length: i32, flags: i32, remote: SocketAddress | null): i32;

  /**
   * Receives at most `length` bytes to `target`; how many. `sender` gets who sent them, or family 0 where the kind
   * names nobody; `wholeLength` is set by kinds with datagrams.
   */
  abstract receive(target: usize, length: i32, flags: i32, sender: SocketAddress): i32;

  /** As send(), with control data. */
  sendMessage(data: usize, length: i32, flags: i32, remote: SocketAddress | null, control: ControlItem[]): i32 {
    return control.length > 0 ? -SOCKET_EOPNOTSUPP : this.send(data, length, flags, remote);
  }

  /** As receive(), with at most `controlLength` bytes of control data; sets all but `landed` of `into`. */
  receiveMessage(target: usize, length: i32, controlLength: i32, flags: i32, into: IncomingMessage): i32 {
    const count = this.receive(target, length, flags, into.sender);
    into.control = [];
    into.flags = this.wholeLength > count ? MSG_TRUNC : 0;
    return count;
  }

  /** Fills in where the socket is bound; all zero, or unnamed, if it is not. */
  abstract localAddress(into: SocketAddress): i32;

  /** Fills in where the socket is connected to. */
  abstract remoteAddress(into: SocketAddress): i32;

  /** Fills in the value of an option that is not common to all kinds; see options.ts. */
  abstract getOption(name: OptionName, value: OptionData): i32;

  /** Sets an option that is not common to all kinds; see options.ts. */
  abstract setOption(name: OptionName, value: OptionData): i32;

  /** Whether an operation that receives or accepts would not block. */
  abstract isReadable(): bool;

  /** Whether an operation that sends or connects would not block. */
  abstract isWritable(): bool;

  /** A pollable that is ready when the socket, which is not, may be (for reading, or for writing), or NO_POLLABLE. */
  abstract subscribe(forWriting: bool): i32;

  /** Closes the socket. */
  abstract close(): void;

  /** Whether messages that wait here carry sockets. */
  get isCarrier(): bool {
    return false;
  }

  /** Appends the sockets that messages here carry, and those that are held for being accepted. */
  pushCarried(list: GuestSocket[]): void {}

  /** Drops the messages that carry sockets. */
  dropCarried(): void {}

  /** Lets what is under way come to its end if it has, and keeps an error for the operation that reports it. */
  settle(): void {}

  /** Minus the errno that no operation has reported yet, which is reported now; or 0. */
  takeError(): i32 {
    const error = this.pendingError;
    this.pendingError = 0;
    return -error;
  }
}
