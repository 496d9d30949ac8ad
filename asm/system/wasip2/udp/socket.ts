// One UDP socket over wasi:sockets/udp. WASI only sends and receives where a socket is bound, so one that is not is
// bound when it first connects or sends, as Berkeley's.
import { createUdpSocket, udpDrop, udpFinishBind, udpLocalAddress, udpSubscribe } from "../../../bindings/wasi-udp";
import {
  AF_INET, AF_INET6, MSG_DONTROUTE, MSG_DONTWAIT, MSG_ERRQUEUE, MSG_MORE, MSG_OOB, MSG_PEEK, SHUT_RD, SHUT_WR,
  SOCK_DGRAM, SOCKET_EAFNOSUPPORT, SOCKET_EAGAIN, SOCKET_EDESTADDRREQ, SOCKET_EINVAL, SOCKET_EISCONN,
  SOCKET_EMSGSIZE, SOCKET_ENETUNREACH, SOCKET_ENOTCONN, SOCKET_EOPNOTSUPP, SOCKET_EPIPE, SOL_UDP,
} from "../../../constants";
import { OptionData, OptionName } from "../../../data/option";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket, NO_POLLABLE } from "../guest-socket";
import { enter } from "../handles";
import {
  copyAddress, isMapped, isUnspecified, liftAddress, openUdpStreams, startUdpBind, toLoopback, unspecified,
} from "../ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "../result-area";
import { deadlineAfter, FOREVER, sleepUntil, waitUntil } from "../wait";
import { Datagrams } from "./datagrams";
import { getUdpOption, setUdpOption } from "./options";
import { UdpStreams } from "./streams";

/** The most that the length of a datagram in its header can say, in bytes. */
const LARGEST: i32 = 65535;

/** Makes a UDP socket; its handle. @param family `AF_INET` or `AF_INET6` */
export function createUdp(family: i32): i32 {
  createUdpSocket(family == AF_INET ? 0 : 1, RESULT);
  const error = failure(PAYLOAD_4);
  if (error == 0) return enter(new UdpSocket(family, load<i32>(RESULT, 4)));
  // The one thing that WASI may lack here is the family.
  return error == -SOCKET_EOPNOTSUPP ? -SOCKET_EAFNOSUPPORT : error;
}

/** A UDP socket. */
@final
class UdpSocket extends GuestSocket {
  /** What leads to the peer of connect(), or to all; null: the socket is not bound. */
  private streams: UdpStreams | null = null;
  private readonly datagrams: Datagrams = new Datagrams();
  /** Whether shutdown() has ended receiving, or sending. */
  private receivingEnded: bool = false;
  private sendingEnded: bool = false;

  constructor(
    family: i32,
    /** The handle of WASI's udp-socket. */
    private readonly handle: i32,
  ) {
    super(family, SOCK_DGRAM, SOL_UDP);
  }

  bind(local: SocketAddress): i32 {
    if (this.streams !== null) return -SOCKET_EINVAL;
    if (local.family != this.family) return -SOCKET_EAFNOSUPPORT;
    startUdpBind(this.handle, local);
    let error = failure(PAYLOAD_1);
    while (error == 0) {
      udpFinishBind(this.handle, RESULT);
      error = failure(PAYLOAD_1);
      // At once: a runtime may drop what comes while there are no streams.
      if (error == 0) return this.openStreams(null);
      if (error != -SOCKET_EAGAIN) break;
      error = 0;
      waitUntil(udpSubscribe(this.handle), FOREVER);
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
    while (this.datagrams.fetch(this.streams!) > 0);
    const peer = new SocketAddress();
    copyAddress(remote, peer);
    const failed = this.openStreams(peer);
    if (failed != 0) this.openStreams(null);
    return failed;
  }

  /** Whom connect() has set the socket to; null: nobody. */
  private get peer(): SocketAddress | null {
    const streams = this.streams;
    return streams === null ? null : streams.peer;
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
    const streams = this.streams!;
    const to = streams.peer === null ? remote : null;
    const waits = this.blocking && (flags & MSG_DONTWAIT) == 0;
    const deadline = deadlineAfter(this.sendLimit);
    while (true) {
      const count = this.datagrams.send(streams, data, length, to);
      if (count != -SOCKET_EAGAIN || !waits) return count;
      if (!streams.waitToSend(deadline)) return -SOCKET_EAGAIN;
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
    if (this.streams === null) {
      unspecified(this.family, into);
      return 0;
    }
    udpLocalAddress(this.handle, RESULT);
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
    return getUdpOption(this.handle, this.family, name, value);
  }

  setOption(name: OptionName, value: OptionData): i32 {
    return setUdpOption(this.handle, this.family, name, value);
  }

  isReadable(): bool {
    this.settle();
    return this.datagrams.isFilled || this.receivingEnded || this.pendingError != 0;
  }

  isWritable(): bool {
    const streams = this.streams;
    return streams === null || streams.isWritable;
  }

  subscribe(forWriting: bool): i32 {
    const streams = this.streams;
    if (streams === null) return NO_POLLABLE;
    return forWriting ? streams.subscribe(true) : this.datagrams.subscribe(streams);
  }

  /** Fetches the next datagram, or the error that a peer has answered an earlier one with. */
  settle(): void {
    const streams = this.streams;
    if (streams === null || this.datagrams.isFilled || this.pendingError != 0) return;
    const count = this.datagrams.fetch(streams);
    if (count < 0) this.pendingError = -count;
  }

  close(): void {
    this.closeStreams();
    this.datagrams.clear();
    udpDrop(this.handle);
  }

  private closeStreams(): void {
    const streams = this.streams;
    if (streams !== null) streams.drop();
    this.streams = null;
  }

  /** Opens the streams to a peer or to all, in place of those that there were. */
  private openStreams(peer: SocketAddress | null): i32 {
    this.closeStreams();
    openUdpStreams(this.handle, peer);
    const error = failure(PAYLOAD_4);
    if (error == 0) this.streams = new UdpStreams(load<i32>(RESULT, 4), load<i32>(RESULT, 8), peer);
    return error;
  }

  private ensureBound(): i32 {
    if (this.streams !== null) return 0;
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
    const streams = this.streams;
    if (streams !== null) return this.datagrams.waitToFetch(streams, deadline);
    sleepUntil(deadline);
    return false;
  }
}
