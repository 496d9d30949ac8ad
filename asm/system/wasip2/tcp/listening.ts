// A TCP socket that listens.
import {
  tcpAccept, tcpFinishListen, tcpSetListenBacklogSize, tcpStartListen, tcpSubscribe,
} from "../../../bindings/wasi-sockets";
import { SOCKET_EAGAIN } from "../../../constants";
import { failure, PAYLOAD_1, PAYLOAD_4, RESULT } from "../result-area";
import { FOREVER, isReady, waitUntil } from "../wait";
import { Connected } from "./connected";
import { Provisional } from "./idle";
import { TcpStreams } from "./streams";

/** What a negative backlog, the system's limit, is taken for: Linux's (net.core.somaxconn). */
const LARGEST_BACKLOG = 4096;

/** Connections may come. */
@final
export class Listening extends Provisional {
  /** Asks for a waiting connection: 0, or minus an errno, EAGAIN if none waits. */
  ask(): i32 {
    tcpAccept(this.handle, RESULT);
    return failure(PAYLOAD_4);
  }

  /** The connection that ask() has just found. */
  takeConnection(): Connected {
    return new Connected(load<i32>(RESULT, 4), new TcpStreams(load<i32>(RESULT, 8), load<i32>(RESULT, 12)), false);
  }

  isReadable(least: i32): bool {
    return isReady(tcpSubscribe(this.handle));
  }
}

/** Sets how many connections may wait. 0 is an error in WASI. A runtime need not heed it, nor once it is listening. */
export function setBacklog(handle: i32, backlog: i32): void {
  tcpSetListenBacklogSize(handle, backlog < 0 ? LARGEST_BACKLOG : max(backlog, 1), RESULT);
}

/** Lets a bound tcp-socket listen; 0, or minus an errno. */
export function startListening(handle: i32): i32 {
  tcpStartListen(handle, RESULT);
  let error = failure(PAYLOAD_1);
  if (error != 0) return error;
  while (true) {
    tcpFinishListen(handle, RESULT);
    error = failure(PAYLOAD_1);
    if (error != -SOCKET_EAGAIN) return error;
    waitUntil(tcpSubscribe(handle), FOREVER);
  }
}
