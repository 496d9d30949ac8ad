// A TCP socket whose connection is on its way.
import { tcpFinishConnect } from "../../../bindings/wasi-sockets";
import { failure, PAYLOAD_4, RESULT } from "../result-area";
import { Connected } from "./connected";
import { Provisional } from "./idle";
import { TcpStreams } from "./streams";

/** connect() has begun; WASI has not finished it. */
@final
export class Connecting extends Provisional {
  /** Asks whether the connection has come to its end: 0, why it failed, or EAGAIN if it has not. */
  finish(): i32 {
    tcpFinishConnect(this.handle, RESULT);
    return failure(PAYLOAD_4);
  }

  /** The connection that finish() has just found made. */
  takeConnection(): Connected {
    return new Connected(this.handle, new TcpStreams(load<i32>(RESULT, 4), load<i32>(RESULT, 8)), true);
  }
}
