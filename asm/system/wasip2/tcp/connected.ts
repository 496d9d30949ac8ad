// A TCP socket with a connection.
import { tcpRemoteAddress, tcpShutdown } from "../../../bindings/wasi-sockets";
import { SHUT_RD, SHUT_WR, SOCKET_EINVAL, SOCKET_ENOTCONN } from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { liftAddress } from "../ip-address";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "../result-area";
import { FOREVER } from "../wait";
import { OpenState } from "./state";
import { TcpStreams } from "./streams";

/** There is a connection, or there was: the peer may have ended it. */
@final
export class Connected extends OpenState {
  constructor(
    handle: i32,
    /** Both directions. */
    public readonly streams: TcpStreams,
    /** Whether no connect() has yet told that the connection is there. */
    public isToReport: bool,
  ) {
    super(handle);
  }

  /** Fills in where the socket is connected to; 0, or minus an errno. */
  remoteAddress(into: SocketAddress): i32 {
    tcpRemoteAddress(this.handle, RESULT);
    const error = failure(PAYLOAD_4);
    if (error == 0) liftAddress(RESULT + PAYLOAD_4, into);
    return error == -SOCKET_EINVAL ? -SOCKET_ENOTCONN : error;
  }

  /** Ends a direction: 0 receiving, 1 sending, 2 both. */
  shutdown(how: i32): i32 {
    const streams = this.streams;
    if (how != SHUT_RD) {
      streams.drain(FOREVER);
      streams.sendingEnded = true;
    }
    if (how != SHUT_WR) streams.receivingEnded = true;
    // Nobody else sees that receiving has ended, and jco ends both directions, whichever it is asked to end.
    if (how == SHUT_RD) return 0;
    tcpShutdown(this.handle, how, RESULT);
    const error = failure(PAYLOAD_1);
    return error == -SOCKET_EINVAL ? -SOCKET_ENOTCONN : error;
  }

  isReadable(least: i32): bool {
    const streams = this.streams;
    streams.fetch(least);
    return streams.available >= least || streams.isEnded;
  }

  isWritable(): bool {
    return this.streams.isWritable;
  }

  subscribe(forWriting: bool): i32 {
    return this.streams.subscribe(forWriting);
  }

  /** What was sent is delivered first: a runtime forgets bytes that it has not handed on. */
  drop(): void {
    this.streams.close();
    super.drop();
  }
}
