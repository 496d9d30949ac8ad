// The Stream of PHP scripts: a socket, what was read ahead, and how long to wait.
//
// The socket owns the handle, whether a script ever asks for it or not (socket_import_stream): so a handle has one
// owner, and a stream is gone with its socket whichever of the two is closed.
import { warn, warnArgument } from "../failure";
import { dispose, isOpen, Socket } from "../socket";
import { ReadAhead } from "./read-ahead";

/** How long to wait by default, in seconds: PHP's `default_socket_timeout`. */
export const DEFAULT_SOCKET_TIMEOUT: f64 = 60;

/** Microseconds. */
export const SECOND: i64 = 1_000_000;

/** A stream over a socket. stream_socket_client() and related functions make one, and socket_export_stream(). */
@final
export class Stream {
  /** What has been received and not read yet. */
  readonly ahead: ReadAhead = new ReadAhead();
  /** How long a blocking operation waits, in microseconds; below 0 for no limit. */
  limit: i64 = <i64>DEFAULT_SOCKET_TIMEOUT * SECOND;
  /** Whether the last operation that had to wait ran out of time. */
  timedOut: bool = false;
  /** Whether the end of the stream has been seen: PHP's `eof`. */
  ended: bool = false;
  /** Whether fread() may read ahead. */
  readsAhead: bool = true;
  /** The number of the last array of stream_select() with this stream. */
  mark: i32 = 0;
  private closed: bool = false;

  /** For the library's use. */
  constructor(
    /** Null if neither STREAM_CLIENT_CONNECT nor STREAM_SERVER_BIND was given: such a stream has no data. */
    readonly socket: Socket | null,
    /** PHP's `stream_type`. */
    readonly type: string,
  ) {
    if (socket !== null) socket.stream = this;
  }

  /** The system layer's handle; -1 if there is no socket. */
  get handle(): i32 {
    const socket = this.socket;
    return socket === null ? -1 : socket.handle;
  }

  /** Whether the stream is open. */
  get isOpen(): bool {
    const socket = this.socket;
    return socket === null ? !this.closed : isOpen(socket);
  }

  /** Closes the stream, which must be open, and its socket. */
  close(): void {
    const socket = this.socket;
    if (socket === null) this.closed = true;
    else dispose(socket);
  }
}

/** The stream over a socket, if there is one. */
export function streamOf(socket: Socket): Stream | null {
  const stream = socket.stream;
  return stream === null ? null : <Stream>stream;
}

/** Warns of a stream that is closed. */
export function warnClosed(name: string): void {
  warn(name, "supplied resource is not a valid stream resource");
}

/** Whether a function may use this stream; warns if it is closed. */
export function isUsable(stream: Stream, name: string): bool {
  if (stream.isOpen) return true;
  warnClosed(name);
  return false;
}

/** Whether a timeout in seconds is valid; warns if not. `position` is that of `$timeout` among the arguments. */
export function isTimeout(name: string, position: i32, timeout: f64): bool {
  if (isFinite(timeout)) return true;
  warnArgument(name, position, "timeout", "must be a finite value");
  return false;
}

/** A timeout in seconds as a limit in microseconds; below 0 for none. */
export function limitOf(timeout: f64): i64 {
  const microseconds = timeout * <f64>SECOND;
  return microseconds < 0 || microseconds >= 9e18 ? -1 : <i64>microseconds;
}
