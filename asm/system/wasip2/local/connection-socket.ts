// Local sockets with connections, SOCK_STREAM and SOCK_SEQPACKET: listening, connecting, accepting, and the end.
import {
  SOCKET_EAGAIN, SOCKET_ECONNREFUSED, SOCKET_ECONNRESET, SOCKET_EINVAL, SOCKET_EISCONN, SOMAXCONN,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket } from "../guest-socket";
import { enter } from "../handles";
import { LocalSocket } from "./local-socket";
import { find, found, isName } from "./names";

/** What a socket that listens has. */
@final
class Listener {
  /** Connections that wait to be accepted. */
  readonly waiting: Array<ConnectionSocket> = [];
  /** How many more than one may wait. */
  backlog: i32 = 0;
}

/** A local socket that has connections, or listens for them. */
export abstract class ConnectionSocket extends LocalSocket {
  private listener: Listener | null = null;

  /** A new socket of the same type. */
  abstract another(): ConnectionSocket;

  /** Connects two new sockets. */
  join(other: ConnectionSocket): void {
    this.meet(other);
    other.meet(this);
  }

  private meet(other: ConnectionSocket): void {
    this.peer = other;
    this.knowsPeer = true;
  }

  get isListening(): bool {
    return this.listener !== null;
  }

  /** Whether there is a connection, or was: the other end may be gone. */
  // @ts-ignore: decorator
  @inline
  get isConnected(): bool {
    return this.peer !== null;
  }

  listen(backlog: i32): i32 {
    if (this.name === null || this.isConnected) return -SOCKET_EINVAL;
    let listener = this.listener;
    if (listener === null) {
      listener = new Listener();
      this.listener = listener;
    }
    this.knowsPeer = true;
    listener.backlog = <u32>backlog > <u32>SOMAXCONN ? SOMAXCONN : backlog;
    return 0;
  }

  connect(remote: SocketAddress): i32 {
    if (!isName(remote)) return -SOCKET_EINVAL;
    let error = this.ensureNamed();
    if (error == 0) error = find(remote.name, this.type);
    if (error != 0) return error;
    const other = <ConnectionSocket>found!;
    const listener = other.listener;
    if (listener === null || other.receivingEnded) return -SOCKET_ECONNREFUSED;
    if (listener.waiting.length > listener.backlog) {
      if (this.blocking) this.stall(this.sendLimit);
      return -SOCKET_EAGAIN;
    }
    if (this.isConnected) return -SOCKET_EISCONN;
    if (this.isListening) return -SOCKET_EINVAL;
    const accepted = other.expected();
    listener.waiting.push(accepted);
    this.join(accepted);
    return 0;
  }

  /** A new socket for a connection to this listener. */
  private expected(): ConnectionSocket {
    const socket = this.another();
    socket.name = this.name;
    socket.options.wantsCredentials = this.options.wantsCredentials;
    return socket;
  }

  accept(): i32 {
    const listener = this.listener;
    if (listener === null) return -SOCKET_EINVAL;
    if (listener.waiting.length > 0) return enter(listener.waiting.shift());
    if (!this.blocking) return -SOCKET_EAGAIN;
    if (this.receivingEnded) return -SOCKET_EINVAL;
    this.stall(this.receiveLimit);
    return -SOCKET_EAGAIN;
  }

  isReadable(): bool {
    if (this.pendingError != 0 || this.receivingEnded) return true;
    const listener = this.listener;
    if (listener !== null) return listener.waiting.length > 0;
    return this.incoming.count > 0 || !this.isConnected;
  }

  isWritable(): bool {
    return this.pendingError != 0 || (!this.isListening && this.hasRoom);
  }

  get isCarrier(): bool {
    const listener = this.listener;
    return super.isCarrier || (listener !== null && listener.waiting.length > 0);
  }

  pushCarried(list: GuestSocket[]): void {
    super.pushCarried(list);
    const listener = this.listener;
    if (listener === null) return;
    for (let i = 0; i < listener.waiting.length; i++) list.push(listener.waiting[i]);
  }

  /** The other end is at its end; it has been reset if something is lost. */
  close(): void {
    this.hangUp(this.incoming.count > 0);
    super.close();
    const listener = this.listener;
    if (listener === null) return;
    while (listener.waiting.length > 0) {
      const socket = listener.waiting.shift();
      socket.hangUp(true);
      socket.close();
    }
  }

  private hangUp(reset: bool): void {
    const peer = this.peer;
    if (peer === null || peer.isClosed) return;
    peer.end(true, true);
    if (reset) peer.pendingError = SOCKET_ECONNRESET;
  }
}
