// Local sockets with connections, SOCK_STREAM and SOCK_SEQPACKET: listening, connecting, accepting, and the end.
import {
  SOCKET_EAGAIN, SOCKET_ECONNREFUSED, SOCKET_ECONNRESET, SOCKET_EINVAL, SOCKET_EISCONN, SOMAXCONN,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket } from "../guest-socket";
import { enter } from "../handles";
import { LocalSocket } from "./local-socket";
import { find, found, isName } from "./names";

/** What a socket is doing. */
export const enum ConnectionState {
  Unconnected,
  Listening,
  /** Also after the other end is gone. */
  Connected,
}

/** A local socket that has connections. */
export abstract class ConnectionSocket extends LocalSocket {
  state: ConnectionState = ConnectionState.Unconnected;
  /** Listening: how many more than one may wait. */
  private backlog: i32 = 0;
  /** Listening: connections that wait to be accepted. */
  private firstWaiting: ConnectionSocket | null = null;
  private lastWaiting: ConnectionSocket | null = null;
  private waiting: i32 = 0;
  /** Waiting: who came next. */
  private next: ConnectionSocket | null = null;

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
    this.state = ConnectionState.Connected;
  }

  get isListening(): bool {
    return this.state == ConnectionState.Listening;
  }

  listen(backlog: i32): i32 {
    if (this.name === null || this.state == ConnectionState.Connected) return -SOCKET_EINVAL;
    this.state = ConnectionState.Listening;
    this.knowsPeer = true;
    this.backlog = <u32>backlog > <u32>SOMAXCONN ? SOMAXCONN : backlog;
    return 0;
  }

  connect(remote: SocketAddress): i32 {
    if (!isName(remote)) return -SOCKET_EINVAL;
    let error = this.ensureNamed();
    if (error == 0) error = find(remote.name, this.type);
    if (error != 0) return error;
    const listener = <ConnectionSocket>found!;
    if (!listener.isListening || listener.receivingEnded) return -SOCKET_ECONNREFUSED;
    if (listener.waiting > listener.backlog) {
      if (this.blocking) this.stall(this.sendLimit);
      return -SOCKET_EAGAIN;
    }
    if (this.state != ConnectionState.Unconnected) {
      return this.state == ConnectionState.Connected ? -SOCKET_EISCONN : -SOCKET_EINVAL;
    }
    this.join(listener.expect());
    return 0;
  }

  /** A new connection to this listener, which waits to be accepted. */
  private expect(): ConnectionSocket {
    const socket = this.another();
    socket.name = this.name;
    socket.wantsCredentials = this.wantsCredentials;
    const last = this.lastWaiting;
    if (last === null) this.firstWaiting = socket;
    else last.next = socket;
    this.lastWaiting = socket;
    this.waiting++;
    return socket;
  }

  accept(): i32 {
    if (!this.isListening) return -SOCKET_EINVAL;
    const socket = this.takeWaiting();
    if (socket !== null) return enter(socket);
    if (!this.blocking) return -SOCKET_EAGAIN;
    if (this.receivingEnded) return -SOCKET_EINVAL;
    this.stall(this.receiveLimit);
    return -SOCKET_EAGAIN;
  }

  private takeWaiting(): ConnectionSocket | null {
    const socket = this.firstWaiting;
    if (socket === null) return null;
    this.firstWaiting = socket.next;
    if (this.firstWaiting === null) this.lastWaiting = null;
    this.waiting--;
    socket.next = null;
    return socket;
  }

  isReadable(): bool {
    if (this.pendingError != 0 || this.receivingEnded) return true;
    if (this.isListening) return this.waiting > 0;
    return this.incoming.count > 0 || this.state == ConnectionState.Unconnected;
  }

  isWritable(): bool {
    return this.pendingError != 0 || (!this.isListening && this.hasRoom);
  }

  get isCarrier(): bool {
    return super.isCarrier || this.waiting > 0;
  }

  pushCarried(list: GuestSocket[]): void {
    super.pushCarried(list);
    let socket: ConnectionSocket | null = this.firstWaiting;
    while (socket !== null) {
      list.push(socket);
      socket = socket.next;
    }
  }

  /** The other end is at its end; it has been reset if something is lost. */
  close(): void {
    this.hangUp(this.incoming.count > 0);
    super.close();
    for (let socket = this.takeWaiting(); socket !== null; socket = this.takeWaiting()) {
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
