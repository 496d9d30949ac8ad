// The two directions of a UDP socket over WASI's datagram streams. A datagram that has been fetched stays here until
// it is taken: that is how MSG_PEEK and readiness are served, which WASI lacks.
import {
  incomingDrop,
  incomingReceive,
  incomingSubscribe,
  outgoingCheckSend,
  outgoingDrop,
  outgoingSend,
  outgoingSubscribe,
} from "../../bindings/wasi-udp";
import { SOCKET_EAGAIN, SOCKET_ECONNREFUSED } from "../../constants";
import { SocketAddress } from "../../data/socket-address";
import { release } from "../memory";
import { copyAddress, liftAddress, storeAddress } from "./ip-address";
import { failure, PAYLOAD_4, PAYLOAD_8, RESULT } from "./result-area";
import { deadlineAfter, FOREVER, isReady, subscribeDeadline, waitUntil } from "./wait";

/** One outgoing-datagram: data 0, its length 4, whether an address 8, the address 12. */
const OUTGOING: usize = memory.data(44, 4);

/** Where the address is in an incoming-datagram, and how long that is: data 0, its length 4. */
const SENDER: usize = 8;
const INCOMING_SIZE: usize = 40;

/** How often a pollable may be ready for nothing before it is no longer waited for. */
const MOST_IDLE_WAKES: i32 = 3;

/** The shortest sleep in its place, nanoseconds. */
const SHORT_SLEEP: i64 = 1_000_000;

/** A datagram that has come; its bytes are the heap's. */
@final
class Datagram {
  readonly sender: SocketAddress = new SocketAddress();
  constructor(
    public readonly data: usize,
    public readonly length: i32,
  ) {}
}

/** The directions of one socket, and the datagrams that have come. */
@final
export class Datagrams {
  private readonly queue: Array<Datagram> = [];
  /**
   * How often in a row the pollable was ready for nothing. wasmtime's is for ever once a peer has refused a datagram,
   * which it tells in no other way (verified with 47); so this is told, once, and waits are short sleeps from then on.
   */
  private idleWakes: i32 = 0;
  private isRefusalTold: bool = false;
  private isRefusalOver: bool = false;
  private isConnected: bool = false;
  /** The handles of the streams; -1 while there are none. */
  private incoming: i32 = -1;
  private outgoing: i32 = -1;

  /** Whether there are streams: the socket is bound. */
  get areOpen(): bool {
    return this.incoming != -1;
  }

  /** Comes to own two streams. A bound socket can send at once, but wasmtime knows only a moment later. */
  attach(incoming: i32, outgoing: i32, isConnected: bool): void {
    this.isConnected = isConnected;
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.waitToOffer(FOREVER);
  }

  /** Drops the streams; what has been fetched stays. */
  detach(): void {
    if (!this.areOpen) return;
    incomingDrop(this.incoming);
    outgoingDrop(this.outgoing);
    this.incoming = -1;
    this.outgoing = -1;
  }

  /** Whether a datagram is here. */
  get isFilled(): bool {
    return this.queue.length > 0;
  }

  /** The length of the first datagram, which is here. */
  get firstLength(): i32 {
    return this.queue[0].length;
  }

  /** Fetches one more datagram without waiting: 1, 0 if there is none, or minus an errno. */
  fetch(): i32 {
    if (!this.areOpen) return 0;
    let count = this.receive();
    if (count != 0) return count;
    // wasmtime learns of a datagram only when somebody asks the pollable (verified with 47).
    const ready = isReady(incomingSubscribe(this.incoming));
    if (ready) count = this.receive();
    this.idleWakes = ready && count == 0 ? this.idleWakes + 1 : 0;
    if (this.idleWakes != MOST_IDLE_WAKES || this.isRefusalTold || !this.isConnected) return count;
    this.isRefusalTold = true;
    return -SOCKET_ECONNREFUSED;
  }

  private receive(): i32 {
    incomingReceive(this.incoming, 1, RESULT);
    const error = failure(PAYLOAD_4);
    if (error != 0) return error == -SOCKET_EAGAIN ? 0 : error;
    const list = load<usize>(RESULT, 4);
    const count = load<i32>(RESULT, 8);
    for (let i = 0; i < count; i++) {
      const at = list + <usize>i * INCOMING_SIZE;
      const datagram = new Datagram(load<usize>(at), load<i32>(at, 4));
      liftAddress(at + SENDER, datagram.sender);
      this.queue.push(datagram);
    }
    release(list, <usize>count * INCOMING_SIZE);
    return count;
  }

  /** Waits until fetch() may have one; false if the deadline came first. */
  waitToFetch(deadline: i64): bool {
    return waitUntil(this.subscribe(false), deadline);
  }

  /** Copies at most `length` bytes of the first datagram to `target`, and forgets it unless `peek`; how many. */
  take(target: usize, length: i32, peek: bool, sender: SocketAddress): i32 {
    const datagram = this.queue[0];
    const count = min(length, datagram.length);
    memory.copy(target, datagram.data, count);
    copyAddress(datagram.sender, sender);
    if (!peek) {
      this.queue.shift();
      release(datagram.data, datagram.length);
    }
    return count;
  }

  /** Sends one datagram without waiting: its length, or minus an errno. */
  offer(data: usize, length: i32, remote: SocketAddress | null): i32 {
    const permitted = this.permitted();
    if (permitted <= 0) return permitted < 0 ? permitted : -SOCKET_EAGAIN;
    store<usize>(OUTGOING, data);
    store<i32>(OUTGOING, length, 4);
    store<u8>(OUTGOING, u8(remote !== null), 8);
    if (remote !== null) storeAddress(OUTGOING + 12, remote);
    outgoingSend(this.outgoing, OUTGOING, 1, RESULT);
    const error = failure(PAYLOAD_8);
    if (error == 0) return load<u64>(RESULT, PAYLOAD_8) == 1 ? length : -SOCKET_EAGAIN;
    // The system still has the refusal that fetch() has told of.
    if (error != -SOCKET_ECONNREFUSED || !this.isRefusalTold || this.isRefusalOver) return error;
    this.isRefusalOver = true;
    return this.offer(data, length, remote);
  }

  /** Waits until offer() may take one; false if the deadline came first. */
  waitToOffer(deadline: i64): bool {
    return waitUntil(outgoingSubscribe(this.outgoing), deadline);
  }

  /** A pollable that is ready when a datagram may be fetched, or offered. */
  subscribe(forWriting: bool): i32 {
    if (forWriting) return outgoingSubscribe(this.outgoing);
    const idle = this.idleWakes - MOST_IDLE_WAKES;
    return idle < 0 ? incomingSubscribe(this.incoming) : subscribeDeadline(deadlineAfter(SHORT_SLEEP << min(idle, 4)));
  }

  /** Whether offer() would not say EAGAIN. */
  get isWritable(): bool {
    return !this.areOpen || this.permitted() != 0;
  }

  /** How many datagrams the runtime takes now, or minus an errno. */
  private permitted(): i32 {
    const count = this.checkSend();
    // As with fetch(): it may be asked through the pollable only.
    return count == 0 && isReady(outgoingSubscribe(this.outgoing)) ? this.checkSend() : count;
  }

  private checkSend(): i32 {
    outgoingCheckSend(this.outgoing, RESULT);
    const error = failure(PAYLOAD_8);
    return error != 0 ? error : <i32>min<u64>(load<u64>(RESULT, PAYLOAD_8), i32.MAX_VALUE);
  }

  /** Drops the streams and frees what is here. */
  close(): void {
    this.detach();
    for (let i = 0; i < this.queue.length; i++) release(this.queue[i].data, this.queue[i].length);
    this.queue.length = 0;
  }
}
