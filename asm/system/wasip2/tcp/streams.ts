// The two directions of a TCP connection over wasi:io/streams. What a read brings beyond what was asked for stays here
// for the next receive: that is how MSG_PEEK is served, which WASI lacks.
import {
  inputStreamDrop, inputStreamRead, inputStreamSubscribe, outputStreamCheckWrite, outputStreamDrop, outputStreamFlush,
  outputStreamSubscribe, outputStreamWrite,
} from "../../../bindings/wasi-io";
import { SOCKET_EAGAIN, SOCKET_EPIPE } from "../../../constants";
import { PAYLOAD_4, PAYLOAD_8, RESULT, STREAM_CLOSED, streamFailure } from "../result-area";
import { FOREVER, isReady, waitUntil } from "../wait";

/** A read asks for this many bytes at least: lines and small messages then cost few calls. */
const READ_AHEAD = 16384;
/** A runtime sets memory aside for what a read asks for, so it asks for no more than this many bytes. */
const LARGEST_READ = 1 << 20;
/** A runtime may take any number of bytes and keep what the system has no room for yet, so it is given only so many. */
const LARGEST_WRITE = 1 << 16;

/** The directions of one connection. */
@final
export class TcpStreams {
  /** Whether shutdown() has ended receiving, or sending. */
  receivingEnded: bool = false;
  sendingEnded: bool = false;
  /** Whether the input stream has ended, by the peer or by an error. */
  private inputEnded: bool = false;
  /** Minus the errno with which the input stream ended, until it is reported; or 0. */
  private inputError: i32 = 0;
  /** Received bytes, from `chunkStart` to `chunkEnd` in memory of the heap at `chunk`; none where that is 0. */
  private chunk: usize = 0;
  private chunkStart: usize = 0;
  private chunkEnd: usize = 0;

  constructor(
    private readonly input: i32,
    private readonly output: i32,
  ) {}

  /** Whether no more bytes will come. */
  get isEnded(): bool {
    return this.inputEnded || this.receivingEnded;
  }

  /** How many bytes are here. */
  get available(): i32 {
    return <i32>(this.chunkEnd - this.chunkStart);
  }

  /** Fetches, without waiting, until `length` bytes are here if the runtime has as many. */
  fetch(length: i32): void {
    const missing = length - this.available;
    if (missing <= 0 || this.isEnded) return;
    inputStreamRead(this.input, min(max(missing, READ_AHEAD), LARGEST_READ), RESULT);
    const error = streamFailure(PAYLOAD_4);
    if (error == 0) {
      this.append(load<usize>(RESULT, 4), load<u32>(RESULT, 8));
    } else {
      this.inputEnded = true;
      if (error < 0) this.inputError = error;
    }
  }

  /** Minus the errno with which the stream ended, which is reported once and after the bytes before it; or 0. */
  takeInputError(): i32 {
    const error = this.inputError;
    this.inputError = 0;
    return error;
  }

  /** Waits until fetch() may have more; false if the deadline came first. */
  waitToFetch(deadline: i64): bool {
    return waitUntil(inputStreamSubscribe(this.input), deadline);
  }

  /** Copies at most `length` bytes of what is here to `target`, and forgets them unless `peek`; how many. */
  take(target: usize, length: i32, peek: bool): i32 {
    const count = min(length, this.available);
    memory.copy(target, this.chunkStart, count);
    if (!peek) {
      this.chunkStart += count;
      if (this.chunkStart == this.chunkEnd) this.forget();
    }
    return count;
  }

  /** Hands at most `length` bytes to the runtime without waiting: how many it took, or minus an errno. */
  offer(data: usize, length: i32): i32 {
    if (this.sendingEnded) return -SOCKET_EPIPE;
    const room = this.room();
    if (room <= 0 || length == 0) return room < 0 ? room : length == 0 ? 0 : -SOCKET_EAGAIN;
    const count = min(length, min(room, LARGEST_WRITE));
    outputStreamWrite(this.output, data, count, RESULT);
    const error = outputError();
    return error < 0 ? error : count;
  }

  /** Whether offer() would take something, or fail. */
  get isWritable(): bool {
    return this.sendingEnded || this.room() != 0;
  }

  /** Waits until offer() may take more; false if the deadline came first. */
  waitToOffer(deadline: i64): bool {
    return waitUntil(outputStreamSubscribe(this.output), deadline);
  }

  /** Asks the runtime to hand on what it took and may have buffered. 0, or minus an errno. */
  flush(): i32 {
    outputStreamFlush(this.output, RESULT);
    return outputError();
  }

  /**
   * Waits until the runtime has handed to the system what it took: a stream that is dropped before loses it. 0, or
   * minus an errno: EAGAIN if the deadline came first.
   */
  drain(deadline: i64): i32 {
    if (this.sendingEnded) return 0;
    while (true) {
      const room = this.room();
      if (room != 0) return min(room, 0);
      if (!this.waitToOffer(deadline)) return -SOCKET_EAGAIN;
    }
  }

  /** A pollable that is ready when fetch() may have more, or offer() may take more. */
  subscribe(forWriting: bool): i32 {
    return forWriting ? outputStreamSubscribe(this.output) : inputStreamSubscribe(this.input);
  }

  /** Drops the streams, once the runtime has handed on what it took. */
  close(): void {
    this.drain(FOREVER);
    this.forget();
    inputStreamDrop(this.input);
    outputStreamDrop(this.output);
  }

  /** Frees what is here. */
  private forget(): void {
    if (this.chunk != 0) heap.free(this.chunk);
    this.chunk = 0;
    this.chunkStart = 0;
    this.chunkEnd = 0;
  }

  /** How many bytes the runtime takes now; 0 also while it still hands on earlier ones. Or minus an errno. */
  private room(): i32 {
    const room = this.checkWrite();
    if (room != 0) return room;
    // wasmtime notices that it has handed all on only when somebody asks the pollable (verified with 47).
    return isReady(outputStreamSubscribe(this.output)) ? this.checkWrite() : 0;
  }

  private checkWrite(): i32 {
    outputStreamCheckWrite(this.output, RESULT);
    const error = streamFailure(PAYLOAD_8);
    if (error != 0) return error == STREAM_CLOSED ? -SOCKET_EPIPE : error;
    return <i32>min<u64>(load<u64>(RESULT, PAYLOAD_8), i32.MAX_VALUE);
  }

  /** Adds a block of the heap, which it comes to own, to what is here. */
  private append(block: usize, length: u32): void {
    if (length == 0) return;
    const kept = <usize>this.available;
    if (kept != 0) {
      const joined = heap.alloc(kept + length);
      memory.copy(joined, this.chunkStart, kept);
      memory.copy(joined + kept, block, length);
      heap.free(block);
      block = joined;
      length += <u32>kept;
      heap.free(this.chunk);
    }
    this.chunk = block;
    this.chunkStart = block;
    this.chunkEnd = block + length;
  }
}

/** 0, or minus the errno of a write. */
function outputError(): i32 {
  const error = streamFailure(PAYLOAD_4);
  return error == STREAM_CLOSED ? -SOCKET_EPIPE : error;
}
