// One UDP socket over wasi:sockets/udp. WASI only sends and receives where a socket is bound, so one that is not is
// bound when it first connects or sends, as Berkeley's.
import { createUdpSocket, udpDrop, udpFinishBind, udpLocalAddress, udpSubscribe } from "../../bindings/wasi-udp";
import {
  AF_INET, AF_INET6, MSG_DONTROUTE, MSG_DONTWAIT, MSG_ERRQUEUE, MSG_MORE, MSG_OOB, MSG_PEEK, SOCK_DGRAM,
  SOCKET_EAFNOSUPPORT, SOCKET_EAGAIN, SOCKET_EDESTADDRREQ, SOCKET_EINVAL, SOCKET_EISCONN, SOCKET_EMSGSIZE,
  SOCKET_ENETUNREACH, SOCKET_ENOTCONN, SOCKET_EOPNOTSUPP, SOCKET_EPIPE, SOL_UDP,
} from "../../constants";
import { OptionData, OptionName } from "../../data/option";
import { SocketAddress } from "../../data/socket-address";
import { Datagrams } from "./datagrams";
import { GuestSocket, NO_POLLABLE } from "./guest-socket";
import {
  copyAddress, isMapped, isUnspecified, liftAddress, openUdpStreams, startUdpBind, toLoopback, unspecified,
} from "./ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "./result-area";
import { getUdpOption, setUdpOption } from "./udp-options";
import { deadlineAfter, FOREVER, sleepUntil, waitUntil } from "./wait";

const SHUT_RD = 0;
const SHUT_WR = 1;

/** The most that the length of a datagram in its header can say, in bytes. */
const LARGEST: i32 = 65535;

/** A UDP socket. */
@final
export class UdpSocket extends GuestSocket {
  /** The handle of WASI's udp-socket; -1 before open() and after close(). */
  resource: i32 = -1;
  private readonly datagrams: Datagrams = new Datagrams();
  /** Where connect() has set the socket to; null: nowhere. */
  private peer: SocketAddress | null = null;
  /** Whether shutdown() has ended receiving, or sending. */
  private receivingEnded: bool = false;
  private sendingEnded: bool = false;

  /** @param family `AF_INET` or `AF_INET6` */
  constructor(family: i32) {
    super(family, SOCK_DGRAM, SOL_UDP);
  }

  /** Makes WASI's socket; 0, or minus an errno. */
  open(): i32 {
    createUdpSocket(this.family == AF_INET ? 0 : 1, RESULT);
    const error = failure(PAYLOAD_4);
    if (error == 0) this.resource = load<i32>(RESULT, 4);
    // The one thing that WASI may lack here is the family.
    return error == -SOCKET_EOPNOTSUPP ? -SOCKET_EAFNOSUPPORT : error;
  }

  bind(local: SocketAddress): i32 {
    if (this.datagrams.areOpen) return -SOCKET_EINVAL;
    if (local.family != this.family) return -SOCKET_EAFNOSUPPORT;
    startUdpBind(this.resource, local);
    let error = failure(PAYLOAD_1);
    while (error == 0) {
      udpFinishBind(this.resource, RESULT);
      error = failure(PAYLOAD_1);
      // At once: a runtime may drop what comes while there are no streams.
      if (error == 0) return this.openStreams(null);
      if (error != -SOCKET_EAGAIN) break;
      error = 0;
      waitUntil(udpSubscribe(this.resource), FOREVER);
    }
    return error;
  }

  listen(backlog: i32): i32 {
    return -SOCKET_EOPNOTSUPP;
  }

  accept(): i32 {
    return -SOCKET_EOPNOTSUPP;
  }

  /** Sets whom the socket sends to and receives from; what has come from others before stays, as on Linux. */
  connect(remote: SocketAddress): i32 {
    if (remote.family != this.family) return -SOCKET_EAFNOSUPPORT;
    const error = this.ensureBound();
    if (error != 0) return error;
    if (isUnspecified(remote)) toLoopback(remote);
    if (isMapped(remote)) return -SOCKET_ENETUNREACH;
    // As on Linux, where a peer at port 0 is none that could be named. WASI knows no such peer.
    if (remote.port == 0) return this.openStreams(null);
    while (this.datagrams.fetch() > 0);
    const failed = this.openStreams(remote);
    if (failed != 0) {
      this.openStreams(null);
      return failed;
    }
    const peer = new SocketAddress();
    copyAddress(remote, peer);
    this.peer = peer;
    return 0;
  }

  /** As Linux has it, the directions end even where there is no peer, which is an error all the same. */
  shutdown(how: i32): i32 {
    if (how < 0 || how > 2) return -SOCKET_EINVAL;
    if (how != SHUT_RD) this.sendingEnded = true;
    if (how != SHUT_WR) this.receivingEnded = true;
    return this.peer === null ? -SOCKET_ENOTCONN : 0;
  }

  send(data: usize, length: i32, flags: i32, remote: SocketAddress | null): i32 {
    // The other flags are hints, or ask for what is so anyway.
    if ((flags & (MSG_DONTROUTE | MSG_MORE)) != 0) return -SOCKET_EOPNOTSUPP;
    // As Linux has it: over IPv6 it means nothing, and to who receives neither.
    if ((flags & MSG_OOB) != 0 && this.family == AF_INET) return -SOCKET_EOPNOTSUPP;
    if (this.pendingError != 0) return this.takeError();
    if (this.sendingEnded) return -SOCKET_EPIPE;
    if (length > LARGEST) return -SOCKET_EMSGSIZE;
    let error = this.checkDestination(remote);
    if (error == 0) error = this.ensureBound();
    if (error != 0) return error;
    // A connected socket's datagrams carry no address: WASI has it already.
    const to = this.peer === null ? remote : null;
    const waits = this.blocking && (flags & MSG_DONTWAIT) == 0;
    const deadline = deadlineAfter(this.sendLimit);
    while (true) {
      const count = this.datagrams.offer(data, length, to);
      if (count != -SOCKET_EAGAIN || !waits) return count;
      if (!this.datagrams.waitToOffer(deadline)) return -SOCKET_EAGAIN;
    }
  }

  receive(target: usize, length: i32, flags: i32, sender: SocketAddress): i32 {
    sender.family = 0;
    this.wholeLength = 0;
    // Nothing is ever queued there.
    if ((flags & MSG_ERRQUEUE) != 0) return -SOCKET_EAGAIN;
    const waits = this.blocking && (flags & MSG_DONTWAIT) == 0;
    const deadline = deadlineAfter(this.receiveLimit);
    while (true) {
      this.settle();
      if (this.pendingError != 0) return this.takeError();
      if (this.datagrams.isFilled) break;
      if (!waits) return -SOCKET_EAGAIN;
      if (this.receivingEnded) return 0;
      if (!this.waitToReceive(deadline)) return -SOCKET_EAGAIN;
    }
    this.wholeLength = this.datagrams.firstLength;
    return this.datagrams.take(target, length, (flags & MSG_PEEK) != 0, sender);
  }

  localAddress(into: SocketAddress): i32 {
    if (!this.datagrams.areOpen) {
      unspecified(this.family, into);
      return 0;
    }
    udpLocalAddress(this.resource, RESULT);
    const error = failure(PAYLOAD_4);
    if (error == 0) liftAddress(RESULT + PAYLOAD_4, into);
    return error;
  }

  remoteAddress(into: SocketAddress): i32 {
    const peer = this.peer;
    if (peer === null) return -SOCKET_ENOTCONN;
    copyAddress(peer, into);
    return 0;
  }

  getOption(name: OptionName, value: OptionData): i32 {
    return getUdpOption(this, name, value);
  }

  setOption(name: OptionName, value: OptionData): i32 {
    return setUdpOption(this, name, value);
  }

  isReadable(): bool {
    this.settle();
    return this.datagrams.isFilled || this.receivingEnded || this.pendingError != 0;
  }

  isWritable(): bool {
    return this.datagrams.isWritable;
  }

  subscribe(forWriting: bool): i32 {
    return this.datagrams.areOpen ? this.datagrams.subscribe(forWriting) : NO_POLLABLE;
  }

  /** Fetches the next datagram, or the error that a peer has answered an earlier one with. */
  settle(): void {
    if (this.datagrams.isFilled || this.pendingError != 0) return;
    const count = this.datagrams.fetch();
    if (count < 0) this.pendingError = -count;
  }

  close(): void {
    this.datagrams.close();
    if (this.resource != -1) udpDrop(this.resource);
    this.resource = -1;
  }

  /** Opens the streams to a peer or to all, in place of those that there were. */
  private openStreams(peer: SocketAddress | null): i32 {
    this.datagrams.detach();
    this.peer = null;
    openUdpStreams(this.resource, peer);
    const error = failure(PAYLOAD_4);
    if (error == 0) this.datagrams.attach(load<i32>(RESULT, 4), load<i32>(RESULT, 8), peer !== null);
    return error;
  }

  private ensureBound(): i32 {
    if (this.datagrams.areOpen) return 0;
    const any = new SocketAddress();
    unspecified(this.family, any);
    return this.bind(any);
  }

  /** Whether a datagram can go to `remote`: WASI sends a connected socket's to its peer only. */
  private checkDestination(remote: SocketAddress | null): i32 {
    const peer = this.peer;
    if (remote === null) return peer === null ? -SOCKET_EDESTADDRREQ : 0;
    // A socket of IPv6 alone has no way to IPv4.
    const isFour = remote.family == AF_INET || isMapped(remote);
    if (this.family == AF_INET6 && isFour) return -SOCKET_ENETUNREACH;
    if (remote.family != this.family) return -SOCKET_EAFNOSUPPORT;
    if (remote.port == 0) return -SOCKET_EINVAL;
    if (isUnspecified(remote)) toLoopback(remote);
    if (peer === null) return 0;
    const same = memory.compare(changetype<usize>(peer.bytes), changetype<usize>(remote.bytes), this.addressSize) == 0;
    return same && peer.port == remote.port ? 0 : -SOCKET_EISCONN;
  }

  private get addressSize(): usize {
    return this.family == AF_INET ? 4 : 16;
  }

  /** Nothing ever comes to a socket that is not bound. */
  private waitToReceive(deadline: i64): bool {
    if (this.datagrams.areOpen) return this.datagrams.waitToFetch(deadline);
    sleepUntil(deadline);
    return false;
  }
}
