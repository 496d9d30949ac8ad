// One TCP socket over wasi:sockets/tcp: Berkeley's states and errors on top of WASI's start and finish.
import { inputStreamDrop, outputStreamDrop } from "../../bindings/wasi-io";
import {
  createTcpSocket,
  tcpDrop,
  tcpFinishBind,
  tcpLocalAddress,
  tcpRemoteAddress,
  tcpShutdown,
  tcpSubscribe,
} from "../../bindings/wasi-sockets";
import {
  AF_INET,
  SOCK_STREAM,
  SOCKET_EAFNOSUPPORT,
  SOCKET_EAGAIN,
  SOCKET_EINVAL,
  SOCKET_ENOTCONN,
  SOCKET_EOPNOTSUPP,
  SOL_TCP,
} from "../../constants";
import { OptionData, OptionName } from "../../data/option";
import { SocketAddress } from "../../data/socket-address";
import { GuestSocket } from "./guest-socket";
import { copyAddress, liftAddress, startBind, unspecified } from "./ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "./result-area";
import { connectTo, progressOf } from "./tcp-connecting";
import { acceptFrom, startListening } from "./tcp-listening";
import { getTcpOption, setTcpOption } from "./tcp-options";
import { isReadable, isWritable, subscribe } from "./tcp-readiness";
import { TcpStreams } from "./tcp-streams";
import { receiveBytes, sendBytes } from "./tcp-transfer";
import { FOREVER, waitUntil } from "./wait";

/** What a socket is doing. */
export const enum TcpState {
  /** Made, not bound. */
  Fresh,
  Bound,
  /** connect() has begun; WASI has not finished it. */
  Connecting,
  Connected,
  Listening,
}

const SHUT_RD = 0;
const SHUT_WR = 1;

/** A TCP socket. */
@final
export class TcpSocket extends GuestSocket {
  state: TcpState = TcpState.Fresh;
  /** Both directions of a connection; null without one. */
  streams: TcpStreams | null = null;
  /** The handle of WASI's tcp-socket; -1 while there is none. */
  resource: i32 = -1;
  /** Whether a connection has begun, and no connect() has yet told that it is there. */
  isToReport: bool = false;
  /** Where bind() has bound the socket. */
  private boundTo: SocketAddress | null = null;

  /** @param family `AF_INET` or `AF_INET6` */
  constructor(family: i32) {
    super(family, SOCK_STREAM, SOL_TCP);
  }

  /** Makes WASI's socket where there is none yet, or no longer. */
  open(): i32 {
    if (this.resource != -1) return 0;
    createTcpSocket(this.family == AF_INET ? 0 : 1, RESULT);
    const error = failure(PAYLOAD_4);
    // The one thing that WASI may lack here is the family.
    if (error != 0) return error == -SOCKET_EOPNOTSUPP ? -SOCKET_EAFNOSUPPORT : error;
    this.resource = load<i32>(RESULT, 4);
    const local = this.boundTo;
    const failed = local === null ? 0 : this.bindResource(local);
    if (failed != 0) this.giveUp();
    return failed;
  }

  /** Gives the socket a local address. */
  bind(local: SocketAddress): i32 {
    if (this.state != TcpState.Fresh) return -SOCKET_EINVAL;
    if (local.family != this.family) return -SOCKET_EAFNOSUPPORT;
    let error = this.open();
    if (error == 0) error = this.bindResource(local);
    if (error != 0) return error;
    const address = new SocketAddress();
    this.boundTo = address;
    this.state = TcpState.Bound;
    return this.localAddress(address);
  }

  private bindResource(local: SocketAddress): i32 {
    startBind(this.resource, local);
    let error = failure(PAYLOAD_1);
    while (error == 0) {
      tcpFinishBind(this.resource, RESULT);
      error = failure(PAYLOAD_1);
      if (error != -SOCKET_EAGAIN) return error;
      error = 0;
      waitUntil(tcpSubscribe(this.resource), FOREVER);
    }
    return error;
  }

  connect(remote: SocketAddress): i32 {
    return connectTo(this, remote);
  }

  /** Lets a connection on its way come to its end, and keeps why it failed for the operation that reports it. */
  settle(): void {
    const error = progressOf(this);
    if (error != -SOCKET_EAGAIN && error != 0) this.pendingError = -error;
  }

  /**
   * Gives up WASI's socket, which is of no more use: its connection failed, or it is to listen no longer. Berkeley's is
   * as it was before, with the address that bind() gave it, and gets a new one of WASI's when it needs one.
   */
  giveUp(): void {
    tcpDrop(this.resource);
    this.resource = -1;
    this.state = this.boundTo === null ? TcpState.Fresh : TcpState.Bound;
  }

  /** Ends a direction: 0 receiving, 1 sending, 2 both. */
  shutdown(how: i32): i32 {
    if (how < 0 || how > 2) return -SOCKET_EINVAL;
    this.settle();
    if (this.state == TcpState.Listening || this.state == TcpState.Connecting) {
      // As on Linux: neither has anything to send yet; without receiving both come to their end.
      if (this.state == TcpState.Connecting || how != SHUT_WR) this.giveUp();
      return 0;
    }
    const streams = this.streams;
    if (streams === null) return -SOCKET_ENOTCONN;
    if (how != SHUT_RD) {
      streams.drain(FOREVER);
      streams.sendingEnded = true;
    }
    if (how != SHUT_WR) streams.receivingEnded = true;
    // Nobody else sees that receiving has ended, and jco ends both directions, whichever it is asked to end.
    if (how == SHUT_RD) return 0;
    tcpShutdown(this.resource, how, RESULT);
    const error = failure(PAYLOAD_1);
    return error == -SOCKET_EINVAL ? -SOCKET_ENOTCONN : error;
  }

  /** Where the socket is bound; all zero if it is not. */
  localAddress(address: SocketAddress): i32 {
    const local = this.boundTo;
    if (this.resource == -1 && local !== null) {
      copyAddress(local, address);
      return 0;
    }
    if (this.state == TcpState.Fresh) {
      unspecified(this.family, address);
      return 0;
    }
    tcpLocalAddress(this.resource, RESULT);
    const error = failure(PAYLOAD_4);
    if (error == 0) liftAddress(RESULT + PAYLOAD_4, address);
    return error;
  }

  /** Where the socket is connected to. */
  remoteAddress(address: SocketAddress): i32 {
    this.settle();
    if (this.state != TcpState.Connected) return -SOCKET_ENOTCONN;
    tcpRemoteAddress(this.resource, RESULT);
    const error = failure(PAYLOAD_4);
    if (error == 0) liftAddress(RESULT + PAYLOAD_4, address);
    return error == -SOCKET_EINVAL ? -SOCKET_ENOTCONN : error;
  }

  listen(backlog: i32): i32 {
    return startListening(this, backlog);
  }

  accept(): i32 {
    return acceptFrom(this);
  }

  /** A connection has its peer, and TCP has nobody else to send to. */
  send(data: usize, length: i32, flags: i32, remote: SocketAddress | null): i32 {
    return sendBytes(this, data, length, flags);
  }

  /** A stream names no sender. */
  receive(target: usize, length: i32, flags: i32, sender: SocketAddress): i32 {
    sender.family = 0;
    return receiveBytes(this, target, length, flags);
  }

  getOption(name: OptionName, value: OptionData): i32 {
    return getTcpOption(this, name, value);
  }

  setOption(name: OptionName, value: OptionData): i32 {
    return setTcpOption(this, name, value);
  }

  isReadable(): bool {
    return isReadable(this);
  }

  isWritable(): bool {
    return isWritable(this);
  }

  subscribe(forWriting: bool): i32 {
    return subscribe(this, forWriting);
  }

  /** Whether connect() has begun and not ended. */
  get isConnecting(): bool {
    return this.state == TcpState.Connecting;
  }

  /** Closes the socket. What was sent is delivered first: a runtime forgets bytes that it has not handed on. */
  close(): void {
    const streams = this.streams;
    if (streams !== null) {
      streams.drain(FOREVER);
      streams.forget();
      inputStreamDrop(streams.input);
      outputStreamDrop(streams.output);
      this.streams = null;
    }
    if (this.resource != -1) tcpDrop(this.resource);
    this.resource = -1;
  }
}
