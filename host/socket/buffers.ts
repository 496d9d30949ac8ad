import type { Meter } from '../limits/meter.ts';
import { SLOT } from '../limits/usage.ts';
import { platform } from '../os/platform.ts';
import { readyEvents } from '../os/libc.ts';
import type { AddressFamily } from '../generated/wit-types.ts';
import { hasUnread } from '../os/unread.ts';
import { memoryOf, unreceivedOf } from '../os/socket-memory.ts';

/** What is known here of a socket. */
interface Buffered {
  readonly fd: number;
  readonly family: AddressFamily;
  readonly isStream: boolean;
  readonly backlog: number;
  readonly sendBuffer: number;
  readonly receiveBuffer: number;
  /** Descriptors that it has sent, and that may still be under way. */
  sentDescriptors: number;
}

/** What the guest offers to others. */
interface Offers {
  /** How many offers are open. */
  count(): number;
}

/** The overhead of a packet in the system, in bytes: on Linux a packet with one byte takes 768. */
const PACKET = 1024;

/** The part of the limit that one socket's buffer may have. */
const SHARE = 8;

/** Linux keeps twice as much as was asked for: socket(7). */
export const DOUBLED = 2;

/** How many messages may wait at a local datagram socket: net.unix.max_dgram_qlen is 10. */
const WAITING_DATAGRAMS = 11;

/**
 * What the system holds for a guest's sockets: bytes, and descriptors in flight (SCM_RIGHTS). Sending adds at most what is
 * sent. So the amount is estimated at each send, and measured when the estimate reaches the limit.
 *
 * A local socket that is closed leaves what it sent at its peer, where nobody can measure it. That counts as long as
 * the guest has local sockets with something to read, or has sockets where nobody can look: offers, and what it gave its embedder.
 * A process of a guest that may fork does not see the others' sockets: see guest/buffers-left.ts.
 */
export class SocketBuffers {
  readonly #meter: Meter;
  readonly #sockets: ReadonlySet<Buffered>;
  readonly #offers: Offers;
  /** What may be sent before it is measured again. */
  #left: number;
  /** Left behind by closed sockets: bytes, the most by one of them, and descriptors. */
  #orphaned = 0;
  #largest = 0;
  #orphanedDescriptors = 0;
  #descriptors = 0;
  /** `drained` when a socket left something last. */
  #leftAt = 0;
  /** The sum of what the guest has set by SO_SNDBUF and SO_RCVBUF. */
  #set = 0;

  constructor(meter: Meter, sockets: ReadonlySet<Buffered>, offers: Offers) {
    this.#meter = meter;
    this.#sockets = sockets;
    this.#offers = offers;
    // With other processes it is measured first.
    this.#left = meter.hasCompany ? 0 : meter.limits.socketBuffers;
  }

  /** Applies changed limits. */
  configure(): void {
    this.#left = 0;
  }

  /** Whether there is room for more. */
  hasRoom(): boolean {
    return this.#left > 0 || this.#measure();
  }

  /** Counts bytes that were sent. */
  filled(count: number): void {
    this.#left -= count + PACKET;
  }

  /** Whether so many descriptors may be sent. */
  mayPass(count: number): boolean {
    const most = this.#meter.limits.descriptorsInFlight - this.#meter.others(SLOT.descriptorsInFlight);
    if (count === 0 || this.#descriptors + count <= most) return true;
    for (const socket of this.#sockets) {
      if (socket.sentDescriptors === 0 || unreceivedOf(socket.fd) > 0) continue;
      this.#pass(-socket.sentDescriptors);
      socket.sentDescriptors = 0;
    }
    if (this.#orphanedDescriptors > 0 && this.#isGone()) {
      this.#pass(-this.#orphanedDescriptors);
      this.#orphanedDescriptors = 0;
    }
    return this.#descriptors + count <= most;
  }

  /** Descriptors were sent. */
  passed(socket: Buffered, count: number): void {
    if (count === 0) return;
    socket.sentDescriptors += count;
    this.#pass(count);
  }

  /** The size to set, for what the guest asks as SO_SNDBUF or SO_RCVBUF. @param has the size now */
  clamp(asked: number, has: number): number {
    const limit = this.#meter.limits.socketBuffers;
    const set = this.#set + this.#meter.others(SLOT.buffersSet);
    const most = Math.max(0, Math.min(limit / SHARE, limit - set + has) / DOUBLED);
    return asked >= 0 && asked <= most ? asked : Math.min(Math.floor(most), 0x7fff_ffff);
  }

  /** Records the new size of a buffer. */
  resized(before: number, after: number): void {
    this.#set += after - before;
    this.#meter.counters.words[SLOT.buffersSet] = this.#set;
  }

  /** A socket is about to be closed. */
  leave(socket: Buffered): void {
    this.resized(socket.sendBuffer + socket.receiveBuffer, 0);
    if (socket.family !== 'unix') return;
    const unreceived = unreceivedOf(socket.fd);
    if (unreceived > 0) {
      this.#leftAt = this.#meter.counters.drained;
      this.#orphaned += unreceived;
      this.#largest = Math.max(this.#largest, unreceived);
      this.#orphanedDescriptors += socket.sentDescriptors;
    } else {
      this.#pass(-socket.sentDescriptors);
    }
  }

  /** Bytes that the system holds now. */
  bytes(): number {
    if (this.#orphaned > 0) this.#orphaned = this.#stillLeft();
    let sum = this.#orphaned;
    for (const { fd } of this.#sockets) sum += memoryOf(fd);
    this.#meter.set(SLOT.socketBuffers, SLOT.socketBuffersPeak, sum);
    return sum;
  }

  /** The guest has ended, and its sockets are closed: what they have left counts for its other processes. */
  end(): void {
    this.#meter.counters.words[SLOT.socketBuffers] = this.#orphaned;
  }

  #stillLeft(): number {
    if (this.#meter.hasCompany) return this.#isGone() ? 0 : this.#orphaned;
    return Math.min(this.#orphaned, this.#waiting() * this.#largest);
  }

  /** Whether nothing is left that closed sockets have sent. */
  #isGone(): boolean {
    const { counters, hasCompany } = this.#meter;
    if (!hasCompany) return this.#waiting() === 0;
    counters.words[SLOT.offered] = this.#offers.count();
    // The next look may have begun before.
    return counters.drained > this.#leftAt + 1;
  }

  #measure(): boolean {
    const left = this.#meter.limits.socketBuffers - this.#meter.others(SLOT.socketBuffers) - this.bytes();
    this.#left = left > 0 ? this.#meter.share(left) : left;
    return this.#left > 0;
  }

  #pass(count: number): void {
    this.#descriptors += count;
    this.#meter.set(SLOT.descriptorsInFlight, SLOT.descriptorsInFlightPeak, this.#descriptors);
  }

  /** At most how many closed local sockets may have left something for the guest to read. */
  #waiting(): number {
    let count = this.#offers.count() + this.#meter.counters.words[SLOT.exported]!;
    for (const { fd, family, isStream, backlog } of this.#sockets) {
      if (family !== 'unix' || readyEvents(fd, platform.POLLIN) === 0) continue;
      if (backlog > 0) count += backlog;
      // A stream that has ended is always ready.
      else if (!isStream) count += WAITING_DATAGRAMS;
      else if (hasUnread(fd)) count++;
    }
    return count;
  }
}
