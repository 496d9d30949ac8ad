// SOCK_STREAM: a connection of bytes.
import {
  MSG_EOF, MSG_OOB, MSG_PEEK, MSG_WAITALL, SHUT_WR, SOCK_STREAM, SOCKET_EAGAIN, SOCKET_EINVAL, SOCKET_EISCONN,
  SOCKET_ENOTCONN, SOCKET_EOPNOTSUPP, SOCKET_EPIPE,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { Ancillary } from "./ancillary";
import { ConnectionSocket } from "./connection-socket";
import { Segment } from "./segment-queue";

/** One end of a connection of bytes. */
@final
export class StreamSocket extends ConnectionSocket {
  constructor() {
    super(SOCK_STREAM);
  }

  another(): ConnectionSocket {
    return new StreamSocket();
  }

  transmit(data: usize, length: i32, flags: i32, remote: SocketAddress | null, beside: Ancillary | null): i32 {
    if ((flags & MSG_OOB) != 0) return -SOCKET_EOPNOTSUPP;
    if (remote !== null) return this.isConnected ? -SOCKET_EISCONN : -SOCKET_EOPNOTSUPP;
    if (!this.isConnected) return -SOCKET_ENOTCONN;
    if (this.sendingEnded) return -SOCKET_EPIPE;
    let sent = this.offer(data, length, beside);
    if (sent < length && this.waits(flags)) this.stall(this.sendLimit);
    if (sent == 0 && length > 0) sent = -SOCKET_EAGAIN;
    // Linux knows no MSG_EOF; see wit/host.wit.
    if ((flags & MSG_EOF) != 0 && sent == length) this.shutdown(SHUT_WR);
    return sent;
  }

  /** Hands to the peer what there is room for; how many bytes. */
  private offer(data: usize, length: i32, beside: Ancillary | null): i32 {
    const peer = this.peer!;
    const count = min(length, this.options.sendBuffer - this.charged);
    if (count <= 0) return 0;
    peer.incoming.addBytes(this, data, count, this.isNamedTo(peer, beside), beside);
    return count;
  }

  take(target: usize, length: i32, flags: i32, sender: SocketAddress, beside: Ancillary): i32 {
    sender.family = 0;
    if (!this.isConnected) return -SOCKET_EINVAL;
    // There is no out-of-band data, ever.
    if ((flags & MSG_OOB) != 0) return -SOCKET_EINVAL;
    const first = this.incoming.first;
    if (first !== null) this.nameSender(first.sender, sender);
    const peeks = (flags & MSG_PEEK) != 0;
    const count = peeks ? this.look(target, length, beside) : this.fetch(target, length, beside);
    const wanted = (flags & MSG_WAITALL) != 0 ? length : min(this.leastToReceive, length);
    // Where something is left, what has been received differs from it: it ends the receive, as a socket does. And a
    // look, as on Linux, waits for something, never for more.
    const ends = peeks || count >= wanted || this.incoming.length > 0 || beside.rights !== null;
    if (first !== null && ends) return count;
    if (this.pendingError != 0) {
      const error = this.takeError();
      return count > 0 ? count : error;
    }
    if (this.receivingEnded) {
      beside.hasCome = true;
      return count;
    }
    if (this.waits(flags)) this.stall(this.receiveLimit);
    return count > 0 ? count : -SOCKET_EAGAIN;
  }

  /** Takes at most `length` bytes, as far as one receive goes; how many. */
  private fetch(target: usize, length: i32, beside: Ancillary): i32 {
    const queue = this.incoming;
    let count = 0;
    let previous: Segment | null = null;
    let segment: Segment | null = queue.first;
    while (segment !== null && this.continues(previous, segment, length - count)) {
      const part = min(segment.length, length - count);
      queue.copy(target + count, 0, part);
      count += part;
      const rights = queue.takeRights();
      beside.receive(segment.hasCredentials, rights);
      previous = segment;
      if (part == segment.length) queue.shift();
      else queue.skip(part);
      if (rights !== null) break;
      segment = queue.first;
    }
    return count;
  }

  /** As fetch(), and all stays where it is; of sockets there are other references then. */
  private look(target: usize, length: i32, beside: Ancillary): i32 {
    const queue = this.incoming;
    let count = 0;
    let previous: Segment | null = null;
    let segment: Segment | null = queue.first;
    while (segment !== null && this.continues(previous, segment, length - count)) {
      const part = min(segment.length, length - count);
      queue.copy(target + count, count, part);
      count += part;
      const rights = segment.copyRights();
      beside.receive(segment.hasCredentials, rights);
      if (rights !== null) break;
      previous = segment;
      segment = segment.next;
    }
    return count;
  }

  /** Whether one receive, which has room for so many bytes, goes from a segment to the next; to the first it does. */
  private continues(previous: Segment | null, segment: Segment, room: i32): bool {
    if (previous === null) return true;
    return room > 0 && (!this.options.wantsCredentials || previous.hasCredentials == segment.hasCredentials);
  }
}
