// What has come to a UDP socket. A datagram that has been fetched stays here until it is taken: that is how MSG_PEEK
// and readiness are served, which WASI lacks. And that a peer refuses datagrams, which no runtime tells as Linux does.
import { SOCKET_ECONNREFUSED } from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { release } from "../../../memory/landing";
import { copyAddress } from "../ip-address";
import { deadlineAfter, isReady, subscribeDeadline, waitUntil } from "../wait";
import { Datagram, UdpStreams } from "./streams";

/** How often a pollable may be ready for nothing before it is no longer waited for. */
const MOST_IDLE_WAKES: i32 = 3;

/** The shortest sleep in its place, nanoseconds. */
const SHORT_SLEEP: i64 = 1_000_000;

/** The datagrams of one socket; they outlive the streams that they came by. */
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

  /** Whether a datagram is here. */
  get isFilled(): bool {
    return this.queue.length > 0;
  }

  /** The length of the first datagram, which is here. */
  get firstLength(): i32 {
    return this.queue[0].length;
  }

  /** Fetches one more datagram without waiting: 1, 0 if there is none, or minus an errno. */
  fetch(streams: UdpStreams): i32 {
    let count = streams.receive(this.queue);
    if (count != 0) return count;
    // wasmtime learns of a datagram only when somebody asks the pollable (verified with 47).
    const ready = isReady(streams.subscribe(false));
    if (ready) count = streams.receive(this.queue);
    this.idleWakes = ready && count == 0 ? this.idleWakes + 1 : 0;
    if (this.idleWakes != MOST_IDLE_WAKES || this.isRefusalTold || streams.peer === null) return count;
    this.isRefusalTold = true;
    return -SOCKET_ECONNREFUSED;
  }

  /** Waits until fetch() may have one; false if the deadline came first. */
  waitToFetch(streams: UdpStreams, deadline: i64): bool {
    return waitUntil(this.subscribe(streams), deadline);
  }

  /** A pollable that is ready when fetch() may have one. */
  subscribe(streams: UdpStreams): i32 {
    const idle = this.idleWakes - MOST_IDLE_WAKES;
    return idle < 0 ? streams.subscribe(false) : subscribeDeadline(deadlineAfter(SHORT_SLEEP << min(idle, 4)));
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
  send(streams: UdpStreams, data: usize, length: i32, remote: SocketAddress | null): i32 {
    const sent = streams.send(data, length, remote);
    // The system still has the refusal that fetch() has told of.
    if (sent != -SOCKET_ECONNREFUSED || !this.isRefusalTold || this.isRefusalOver) return sent;
    this.isRefusalOver = true;
    return streams.send(data, length, remote);
  }

  /** Frees what is here. */
  clear(): void {
    for (let i = 0; i < this.queue.length; i++) release(this.queue[i].data, this.queue[i].length);
    this.queue.length = 0;
  }
}
