// One TCP socket over wasi:sockets/tcp: Berkeley's operations and errors, and which state follows which.
import {
  MSG_DONTROUTE, MSG_DONTWAIT, MSG_EOF, MSG_ERRQUEUE, MSG_OOB, MSG_TRUNC, SHUT_WR, SOCK_STREAM, SOCKET_EAFNOSUPPORT,
  SOCKET_EAGAIN, SOCKET_EALREADY, SOCKET_ECONNREFUSED, SOCKET_EINPROGRESS, SOCKET_EINVAL, SOCKET_EISCONN,
  SOCKET_ENOTCONN, SOCKET_EOPNOTSUPP, SOCKET_EPIPE, SOL_TCP,
} from "../../../constants";
import { OptionData, OptionName } from "../../../data/option";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket } from "../guest-socket";
import { enter } from "../handles";
import { isUnspecified, toLoopback, unspecified } from "../ip-address";
import { deadlineAfter, waitUntil } from "../wait";
import { Connected } from "./connected";
import { Connecting } from "./connecting";
import { Idle, Provisional } from "./idle";
import { Listening, setBacklog, startListening } from "./listening";
import { getTcpOption, setTcpOption } from "./options";
import { TcpState } from "./state";
import { receiveBytes, sendBytes } from "./transfer";

/** Makes a TCP socket; its handle. @param family `AF_INET` or `AF_INET6` */
export function createTcp(family: i32): i32 {
  const state = new Idle(family, null);
  const resource = state.open();
  return resource < 0 ? resource : enter(new TcpSocket(family, state));
}

/** A TCP socket. */
@final
class TcpSocket extends GuestSocket {
  constructor(
    family: i32,
    private state: TcpState,
  ) {
    super(family, SOCK_STREAM, SOL_TCP);
  }

  /** Gives the socket a local address. */
  bind(local: SocketAddress): i32 {
    const state = this.state;
    if (!(state instanceof Idle)) return -SOCKET_EINVAL;
    const idle = <Idle>state;
    if (idle.boundTo !== null) return -SOCKET_EINVAL;
    return local.family == this.family ? idle.bind(local) : -SOCKET_EAFNOSUPPORT;
  }

  /** Connects; without blocking, or where the time is over first, EINPROGRESS. */
  connect(remote: SocketAddress): i32 {
    if (this.state instanceof Connecting) return this.reported(this.awaitConnection(-SOCKET_EALREADY));
    if (this.pendingError != 0) return this.takeError();
    const state = this.state;
    if (!(state instanceof Idle)) {
      // As on Linux: a connection that was made in the meantime is told of once.
      return state instanceof Connected && (<Connected>state).isToReport ? this.reported(0) : -SOCKET_EISCONN;
    }
    if (remote.family != this.family) return -SOCKET_EAFNOSUPPORT;
    // What Linux makes of a port or an address of 0 WASI forbids: nobody listens there; this machine.
    if (remote.port == 0) return -SOCKET_ECONNREFUSED;
    if (isUnspecified(remote)) toLoopback(remote);
    const idle = <Idle>state;
    const handle = idle.open();
    const error = handle < 0 ? handle : idle.beginConnecting(remote);
    if (error != 0) return error;
    this.state = new Connecting(handle, idle.boundTo);
    // Even where the end is known at once, which Linux never does.
    return this.blocking ? this.reported(this.awaitConnection(-SOCKET_EINPROGRESS)) : -SOCKET_EINPROGRESS;
  }

  /** What connect() gives; a connection is thereby told of. */
  private reported(error: i32): i32 {
    if (error == 0) (<Connected>this.state).isToReport = false;
    return error;
  }

  /** Waits, as the mode wants it, for a connection on its way; `unfinished` if there is none by then. */
  private awaitConnection(unfinished: i32): i32 {
    const deadline = deadlineAfter(this.sendLimit);
    while (true) {
      const error = this.proceed();
      if (error != -SOCKET_EAGAIN) return error;
      if (!this.blocking || !waitUntil(this.state.subscribe(true), deadline)) return unfinished;
    }
  }

  /** Lets a connection on its way come to its end: 0, why it failed, or EAGAIN if it has not. */
  private proceed(): i32 {
    const state = this.state;
    if (!(state instanceof Connecting)) return 0;
    const connecting = <Connecting>state;
    const error = connecting.finish();
    if (error == 0) this.state = connecting.takeConnection();
    else if (error != -SOCKET_EAGAIN) this.state = connecting.giveUp(this.family);
    return error;
  }

  /** As proceed(), and keeps why it failed for the operation that reports it. */
  settle(): void {
    const error = this.proceed();
    if (error != -SOCKET_EAGAIN && error != 0) this.pendingError = -error;
  }

  /** Starts listening. WASI wants a bound socket: an unbound one is bound to a port of the system's choice. */
  listen(backlog: i32): i32 {
    const state = this.state;
    if (state instanceof Listening) {
      setBacklog((<Listening>state).open(), backlog);
      return 0;
    }
    if (!(state instanceof Idle)) return -SOCKET_EINVAL;
    const idle = <Idle>state;
    if (idle.boundTo === null) {
      const any = new SocketAddress();
      unspecified(this.family, any);
      const failed = idle.bind(any);
      if (failed != 0) return failed;
    }
    const handle = idle.open();
    if (handle < 0) return handle;
    setBacklog(handle, backlog);
    const error = startListening(handle);
    if (error == 0) this.state = new Listening(handle, idle.boundTo);
    return error;
  }

  /** Takes a waiting connection, and waits for one as the mode says; the handle of its socket. */
  accept(): i32 {
    const state = this.state;
    if (!(state instanceof Listening)) return -SOCKET_EINVAL;
    const listening = <Listening>state;
    const deadline = deadlineAfter(this.receiveLimit);
    while (true) {
      const error = listening.ask();
      if (error == 0) return enter(new TcpSocket(this.family, listening.takeConnection()));
      if (error != -SOCKET_EAGAIN || !this.blocking) return error;
      if (!waitUntil(listening.subscribe(false), deadline)) return -SOCKET_EAGAIN;
    }
  }

  /** Ends a direction: 0 receiving, 1 sending, 2 both. */
  shutdown(how: i32): i32 {
    if (how < 0 || how > 2) return -SOCKET_EINVAL;
    this.settle();
    const state = this.state;
    if (state instanceof Connected) return (<Connected>state).shutdown(how);
    if (state instanceof Idle) return -SOCKET_ENOTCONN;
    // As on Linux: neither has anything to send yet; without receiving both come to their end.
    if (how != SHUT_WR || state instanceof Connecting) this.state = (<Provisional>state).giveUp(this.family);
    return 0;
  }

  /** A connection has its peer, and TCP has nobody else to send to. */
  send(data: usize, length: i32, flags: i32, remote: SocketAddress | null): i32 {
    // The other flags are hints, or ask for what is so anyway.
    if ((flags & (MSG_OOB | MSG_DONTROUTE)) != 0) return -SOCKET_EOPNOTSUPP;
    const waits = this.waits(flags);
    const error = this.ensureConnected(waits, -SOCKET_EPIPE);
    if (error != 0) return error;
    const sent = sendBytes(this, (<Connected>this.state).streams, data, length, waits);
    if ((flags & MSG_EOF) != 0 && sent == length && this.pendingError == 0) this.shutdown(SHUT_WR);
    return sent;
  }

  /** A stream names no sender. */
  receive(target: usize, length: i32, flags: i32, sender: SocketAddress): i32 {
    sender.family = 0;
    // What Linux says where there is no out-of-band data, and no queued error.
    if ((flags & MSG_OOB) != 0) return -SOCKET_EINVAL;
    if ((flags & MSG_ERRQUEUE) != 0) return -SOCKET_EAGAIN;
    if ((flags & MSG_TRUNC) != 0) return -SOCKET_EOPNOTSUPP;
    const waits = this.waits(flags);
    const error = this.ensureConnected(waits, -SOCKET_ENOTCONN);
    if (error != 0 || length == 0) return error;
    return receiveBytes(this, (<Connected>this.state).streams, target, length, flags, waits);
  }

  private waits(flags: i32): bool {
    return this.blocking && (flags & MSG_DONTWAIT) == 0;
  }

  /** 0 where there is a connection; otherwise why not: an error to report, one on its way, or `unconnected`. */
  private ensureConnected(waits: bool, unconnected: i32): i32 {
    if (waits) {
      const error = this.awaitConnection(-SOCKET_EAGAIN);
      if (error != 0) return error;
    } else {
      this.settle();
    }
    if (this.pendingError != 0) return this.takeError();
    if (this.state instanceof Connected) return 0;
    return this.state instanceof Connecting ? -SOCKET_EAGAIN : unconnected;
  }

  localAddress(into: SocketAddress): i32 {
    return this.state.localAddress(into);
  }

  remoteAddress(into: SocketAddress): i32 {
    this.settle();
    const state = this.state;
    return state instanceof Connected ? (<Connected>state).remoteAddress(into) : -SOCKET_ENOTCONN;
  }

  getOption(name: OptionName, value: OptionData): i32 {
    const handle = this.state.open();
    if (handle < 0) return handle;
    if (name != OptionName.SoAcceptconn) return getTcpOption(handle, this.family, name, value);
    value.first = i32(this.state instanceof Listening);
    return 0;
  }

  setOption(name: OptionName, value: OptionData): i32 {
    const handle = this.state.open();
    return handle < 0 ? handle : setTcpOption(handle, this.family, name, value);
  }

  isReadable(): bool {
    this.settle();
    return this.pendingError != 0 || this.state.isReadable(this.leastToReceive);
  }

  isWritable(): bool {
    this.settle();
    return this.pendingError != 0 || this.state.isWritable();
  }

  subscribe(forWriting: bool): i32 {
    return this.state.subscribe(forWriting);
  }

  close(): void {
    this.state.drop();
  }
}
