// A TCP socket that neither listens nor has a connection: made, and perhaps bound.
import { createTcpSocket, tcpDrop, tcpFinishBind, tcpSubscribe } from "../../../bindings/wasi-sockets";
import {
  AF_INET, SOCKET_EAFNOSUPPORT, SOCKET_EAGAIN, SOCKET_EINVAL, SOCKET_ENETUNREACH, SOCKET_EOPNOTSUPP,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { NO_POLLABLE } from "../guest-socket";
import { copyAddress, startBind, startConnect, unspecified } from "../ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "../result-area";
import { FOREVER, waitUntil } from "../wait";
import { boundAddress, OpenState, TcpState } from "./state";

/** There is no socket of WASI's. */
const NONE: i32 = -1;

/** Neither a connection nor a listener. Where it was one before, there is no socket of WASI's until one is needed. */
@final
export class Idle extends TcpState {
  /** The handle of WASI's tcp-socket, or NONE. It is bound if `boundTo` is set. */
  private handle: i32 = NONE;

  constructor(
    private readonly family: i32,
    /** Where bind() has bound the socket; null: nowhere. */
    public boundTo: SocketAddress | null,
  ) {
    super();
  }

  open(): i32 {
    if (this.handle != NONE) return this.handle;
    createTcpSocket(this.family == AF_INET ? 0 : 1, RESULT);
    let error = failure(PAYLOAD_4);
    // The one thing that WASI may lack here is the family.
    if (error != 0) return error == -SOCKET_EOPNOTSUPP ? -SOCKET_EAFNOSUPPORT : error;
    this.handle = load<i32>(RESULT, 4);
    const local = this.boundTo;
    if (local !== null) error = this.bindHandle(local);
    if (error == 0) return this.handle;
    this.drop();
    return error;
  }

  /** Gives the socket, which has none, a local address; 0, or minus an errno. */
  bind(local: SocketAddress): i32 {
    const handle = this.open();
    const error = handle < 0 ? handle : this.bindHandle(local);
    if (error != 0) return error;
    const address = new SocketAddress();
    this.boundTo = address;
    return boundAddress(handle, address);
  }

  private bindHandle(local: SocketAddress): i32 {
    startBind(this.handle, local);
    let error = failure(PAYLOAD_1);
    while (error == 0) {
      tcpFinishBind(this.handle, RESULT);
      error = failure(PAYLOAD_1);
      if (error != -SOCKET_EAGAIN) return error;
      error = 0;
      waitUntil(tcpSubscribe(this.handle), FOREVER);
    }
    return error;
  }

  /** Begins to connect; 0, and WASI's socket is no longer this state's, or minus an errno. */
  beginConnecting(remote: SocketAddress): i32 {
    startConnect(this.handle, remote);
    const error = failure(PAYLOAD_1);
    if (error == 0) return 0;
    this.drop();
    // What WASI takes for no address to connect to is one of many machines: no route leads there.
    return error == -SOCKET_EINVAL ? -SOCKET_ENETUNREACH : error;
  }

  localAddress(into: SocketAddress): i32 {
    const local = this.boundTo;
    if (local === null) unspecified(this.family, into);
    else copyAddress(local, into);
    return 0;
  }

  /** As Linux has it: a socket without a connection is ready to say so. */
  isReadable(least: i32): bool {
    return true;
  }

  isWritable(): bool {
    return true;
  }

  subscribe(forWriting: bool): i32 {
    return NO_POLLABLE;
  }

  drop(): void {
    if (this.handle != NONE) tcpDrop(this.handle);
    this.handle = NONE;
  }
}

/** A state that ends in Idle where it comes to nothing. */
export abstract class Provisional extends OpenState {
  constructor(
    handle: i32,
    /** Where bind() had bound the socket; null: nowhere. */
    private readonly boundTo: SocketAddress | null,
  ) {
    super(handle);
  }

  /**
   * Gives up WASI's socket, which is of no more use. Berkeley's is as it was before, with the address that bind() gave
   * it, and gets a new one of WASI's when it needs one.
   */
  giveUp(family: i32): Idle {
    tcpDrop(this.handle);
    return new Idle(family, this.boundTo);
  }
}
