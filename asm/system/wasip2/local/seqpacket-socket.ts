// SOCK_SEQPACKET: a connection of messages.
import { MSG_OOB, SOCK_SEQPACKET, SOCKET_ENOTCONN, SOCKET_EOPNOTSUPP } from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { Ancillary } from "./ancillary";
import { ConnectionSocket } from "./connection-socket";
import { checkMessage, cutFlag, sendMessageTo, takeMessage } from "./messages";

/** One end of a connection of messages. */
@final
export class SeqpacketSocket extends ConnectionSocket {
  constructor() {
    super(SOCK_SEQPACKET);
  }

  another(): ConnectionSocket {
    return new SeqpacketSocket();
  }

  /** An address does not matter, as on Linux. */
  transmit(data: usize, length: i32, flags: i32, remote: SocketAddress | null, beside: Ancillary | null): i32 {
    if (this.pendingError != 0) return this.takeError();
    if (!this.isConnected) return -SOCKET_ENOTCONN;
    if ((flags & MSG_OOB) != 0) return -SOCKET_EOPNOTSUPP;
    let error = this.ensureNamed();
    if (error == 0) error = checkMessage(this, length);
    return error == 0 ? sendMessageTo(this, this.peer!, data, length, flags, beside) : error;
  }

  take(target: usize, length: i32, flags: i32, sender: SocketAddress, beside: Ancillary): i32 {
    if (!this.isConnected) return -SOCKET_ENOTCONN;
    return takeMessage(this, target, length, flags, sender, beside);
  }

  messageFlags(count: i32): i32 {
    return cutFlag(this, count);
  }
}
