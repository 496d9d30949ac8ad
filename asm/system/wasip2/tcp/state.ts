// What a TCP socket is doing: each state is a class with its own data. socket.ts says which state follows which.
import { tcpDrop, tcpLocalAddress, tcpSubscribe } from "../../../bindings/wasi-sockets";
import { SocketAddress } from "../../../data/socket-address";
import { liftAddress } from "../ip-address";
import { failure, PAYLOAD_4, RESULT } from "../result-area";

/** A state; it owns WASI's socket, if there is one. */
export abstract class TcpState {
  /** WASI's tcp-socket, which is made where there is none: its handle, or minus an errno. */
  abstract open(): i32;

  /** Fills in where the socket is bound; all zero if it is not. */
  abstract localAddress(into: SocketAddress): i32;

  /** Whether an operation that receives or accepts would not block; one that receives waits for `least` bytes. */
  abstract isReadable(least: i32): bool;

  /** Whether an operation that sends or connects would not block. */
  abstract isWritable(): bool;

  /** A pollable that is ready when the socket, which is not, may be: for reading, or for writing. */
  abstract subscribe(forWriting: bool): i32;

  /** Drops WASI's socket. */
  abstract drop(): void;
}

/** A state in which there is a socket of WASI's. */
export abstract class OpenState extends TcpState {
  constructor(
    /** The handle of WASI's tcp-socket. */
    protected readonly handle: i32,
  ) {
    super();
  }

  open(): i32 {
    return this.handle;
  }

  localAddress(into: SocketAddress): i32 {
    return boundAddress(this.handle, into);
  }

  isReadable(least: i32): bool {
    return false;
  }

  isWritable(): bool {
    return false;
  }

  subscribe(forWriting: bool): i32 {
    return tcpSubscribe(this.handle);
  }

  drop(): void {
    tcpDrop(this.handle);
  }
}

/** Fills in where a bound tcp-socket is bound; 0, or minus an errno. */
export function boundAddress(handle: i32, into: SocketAddress): i32 {
  tcpLocalAddress(handle, RESULT);
  const error = failure(PAYLOAD_4);
  if (error == 0) liftAddress(RESULT + PAYLOAD_4, into);
  return error;
}
