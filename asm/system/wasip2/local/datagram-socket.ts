// SOCK_DGRAM: messages to whom one likes, in order, and never lost on their way.
import {
  MSG_OOB, SOCK_DGRAM, SOCKET_ECONNREFUSED, SOCKET_ECONNRESET, SOCKET_EINVAL, SOCKET_ENOTCONN,
  SOCKET_EOPNOTSUPP, SOCKET_EPERM,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { Ancillary } from "./ancillary";
import { LocalSocket } from "./local-socket";
import {
  acceptsFrom, checkMessage, cutFlag, hasRoomFor, isConnectedBack, sendMessageTo, takeMessage,
} from "./messages";
import { find, found, isName } from "./names";

/** A socket of datagrams. */
@final
export class DatagramSocket extends LocalSocket {
  constructor() {
    super(SOCK_DGRAM);
  }

  /** Connects two new sockets. */
  join(other: DatagramSocket): void {
    this.peer = other;
    other.peer = this;
    this.knowsPeer = true;
    other.knowsPeer = true;
  }

  listen(backlog: i32): i32 {
    return -SOCKET_EOPNOTSUPP;
  }

  accept(): i32 {
    return -SOCKET_EOPNOTSUPP;
  }

  /** Sets whom the socket sends to and hears; what is in its queue from others is lost, as on Linux. */
  connect(remote: SocketAddress): i32 {
    if (!isName(remote)) return -SOCKET_EINVAL;
    let error = this.ensureNamed();
    if (error == 0) error = find(remote.name, this.type);
    if (error != 0) return error;
    const peer = <LocalSocket>found!;
    if (!acceptsFrom(peer, this)) return -SOCKET_EPERM;
    const former = this.peer;
    this.peer = peer;
    if (former !== null && former !== peer) this.disconnect(former);
    return 0;
  }

  /** What came from a former peer is lost, which that one learns if it was connected to this one. */
  private disconnect(former: LocalSocket): void {
    if (this.incoming.count == 0) return;
    this.incoming.clear();
    if (!former.isClosed && former.peer === this) former.pendingError = SOCKET_ECONNRESET;
  }

  transmit(data: usize, length: i32, flags: i32, remote: SocketAddress | null, beside: Ancillary | null): i32 {
    if ((flags & MSG_OOB) != 0) return -SOCKET_EOPNOTSUPP;
    if (remote !== null && !isName(remote)) return -SOCKET_EINVAL;
    let error = this.ensureNamed();
    if (error == 0) error = checkMessage(this, length);
    if (error == 0 && remote !== null) error = find(remote.name, this.type);
    if (error != 0) return error;
    const peer = this.peer;
    if (remote === null && peer === null) return -SOCKET_ENOTCONN;
    const receiver = remote === null ? peer! : <LocalSocket>found!;
    const sent = sendMessageTo(this, receiver, data, length, flags, beside);
    if (sent == -SOCKET_ECONNREFUSED && receiver === peer) {
      // A peer that is gone is nobody's any more.
      this.peer = null;
      this.disconnect(receiver);
    }
    return sent;
  }

  take(target: usize, length: i32, flags: i32, sender: SocketAddress, beside: Ancillary): i32 {
    return takeMessage(this, target, length, flags, sender, beside);
  }

  messageFlags(count: i32): i32 {
    return cutFlag(this, count);
  }

  isReadable(): bool {
    return this.incoming.count > 0 || this.receivingEnded || this.pendingError != 0;
  }

  isWritable(): bool {
    if (this.pendingError != 0) return true;
    if (!this.hasRoom) return false;
    const peer = this.peer;
    return peer === null || isConnectedBack(this, peer) || hasRoomFor(this, peer);
  }
}
