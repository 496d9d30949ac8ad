// The two directions of a bound UDP socket, WASI's datagram streams: to and from a peer, or all.
import {
  incomingDrop, incomingReceive, incomingSubscribe, outgoingCheckSend, outgoingDrop, outgoingSend, outgoingSubscribe,
} from "../../../bindings/wasi-udp";
import { SOCKET_EAGAIN } from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { release } from "../../../memory/landing";
import { liftAddress, storeAddress } from "../ip-address";
import { failure, PAYLOAD_4, PAYLOAD_8, RESULT } from "../result-area";
import { FOREVER, isReady, waitUntil } from "../wait";

/** One outgoing-datagram: data 0, its length 4, whether an address 8, the address 12. */
const OUTGOING: usize = memory.data(44, 4);

/** Where the address is in an incoming-datagram, and how long that is: data 0, its length 4. */
const SENDER: usize = 8;
const INCOMING_SIZE: usize = 40;

/** A datagram that has come; its bytes are the heap's. */
@final
export class Datagram {
  readonly sender: SocketAddress = new SocketAddress();
  constructor(
    public readonly data: usize,
    public readonly length: i32,
  ) {}
}

/** Two streams, which this owns. */
@final
export class UdpStreams {
  /** A bound socket can send at once, but wasmtime knows only a moment later. */
  constructor(
    private readonly incoming: i32,
    private readonly outgoing: i32,
    /** Whom they lead to; null: all. */
    public readonly peer: SocketAddress | null,
  ) {
    this.waitToSend(FOREVER);
  }

  /** Receives what is there into the queue, without waiting: how many, or minus an errno. */
  receive(queue: Datagram[]): i32 {
    incomingReceive(this.incoming, 1, RESULT);
    const error = failure(PAYLOAD_4);
    if (error != 0) return error == -SOCKET_EAGAIN ? 0 : error;
    const list = load<usize>(RESULT, 4);
    const count = load<i32>(RESULT, 8);
    for (let i = 0; i < count; i++) {
      const at = list + <usize>i * INCOMING_SIZE;
      const datagram = new Datagram(load<usize>(at), load<i32>(at, 4));
      liftAddress(at + SENDER, datagram.sender);
      queue.push(datagram);
    }
    release(list, <usize>count * INCOMING_SIZE);
    return count;
  }

  /** Sends one datagram without waiting, to `remote` where there is no peer: its length, or minus an errno. */
  send(data: usize, length: i32, remote: SocketAddress | null): i32 {
    const permitted = this.permitted();
    if (permitted <= 0) return permitted < 0 ? permitted : -SOCKET_EAGAIN;
    store<usize>(OUTGOING, data);
    store<i32>(OUTGOING, length, 4);
    store<u8>(OUTGOING, u8(remote !== null), 8);
    if (remote !== null) storeAddress(OUTGOING + 12, remote);
    outgoingSend(this.outgoing, OUTGOING, 1, RESULT);
    const error = failure(PAYLOAD_8);
    if (error != 0) return error;
    return load<u64>(RESULT, PAYLOAD_8) == 1 ? length : -SOCKET_EAGAIN;
  }

  /** Waits until send() may send one; false if the deadline came first. */
  waitToSend(deadline: i64): bool {
    return waitUntil(this.subscribe(true), deadline);
  }

  /** Whether send() would not say EAGAIN. */
  get isWritable(): bool {
    return this.permitted() != 0;
  }

  /** A pollable that is ready when something may be received, or sent. */
  subscribe(forWriting: bool): i32 {
    return forWriting ? outgoingSubscribe(this.outgoing) : incomingSubscribe(this.incoming);
  }

  /** Drops the streams. */
  drop(): void {
    incomingDrop(this.incoming);
    outgoingDrop(this.outgoing);
  }

  /** How many datagrams the runtime takes now, or minus an errno. */
  private permitted(): i32 {
    const count = this.checkSend();
    // wasmtime learns of room only when somebody asks the pollable (verified with 47).
    return count == 0 && isReady(this.subscribe(true)) ? this.checkSend() : count;
  }

  private checkSend(): i32 {
    outgoingCheckSend(this.outgoing, RESULT);
    const error = failure(PAYLOAD_8);
    return error != 0 ? error : <i32>min<u64>(load<u64>(RESULT, PAYLOAD_8), i32.MAX_VALUE);
  }
}
