import type { GuestOffers } from '../exchange/offers.ts';
import type { Ledger } from '../ledger.ts';
import type { Meter } from '../limits/meter.ts';
import { SLOT } from '../limits/usage.ts';
import { closeAtOnce } from '../os/close-socket.ts';
import * as description from '../os/description.ts';
import { close } from '../os/libc.ts';
import { carrierOf } from '../os/protocols.ts';
import type { Source } from '../os/source-filter.ts';
import type { Denial, GuestPolicy, Transport } from '../policy.ts';
import type { Waiter } from '../wait/waiter.ts';
import type { AddressFamily, Linger, SocketType } from '../wit-types.ts';
import type { SocketBuffers } from './buffers.ts';
import { type Hearing, SETTLED, UNBOUND } from './hearing.ts';
import type { StandingSet } from './standing-set.ts';

/** What the operations of one guest share. */
export interface SocketContext {
  readonly policy: GuestPolicy;
  readonly waiter: Waiter;
  readonly ledger: Ledger;
  readonly standing: StandingSet;
  readonly offers: GuestOffers;
  /** What the guest has taken, and may. */
  readonly meter: Meter;
  readonly buffers: SocketBuffers;
  /** Those that it has. */
  readonly sockets: Set<HostSocket>;
  readonly onDenied: (denial: Denial) => void;
  /** Whether the guest is over: nothing is made or asked for it any more. See `begin`. */
  isClosed: boolean;
}

/**
 * A guest's socket: one descriptor of it, which the guest calls by one handle. What belongs to the description is changed by
 * others as well (`mayHaveOthers`), so that what is kept here of it is asked of the system before anything depends on it.
 *
 * The descriptor is non-blocking for the operating system, always; whether the guest's operations
 * wait is `blocking`, so that every wait is one that the host can end.
 *
 * The mode and the timeouts belong to the description. While this socket has the only descriptor of it they are kept
 * here; once it may have others (`share`), the system is asked, where an operation is about to wait.
 */
export class HostSocket {
  readonly context: SocketContext;
  readonly family: AddressFamily;
  readonly type: SocketType;
  /** As it was asked for: 0 is the type's own. */
  readonly protocol: number;
  /** What the policy is told of it. */
  readonly transport: Transport;
  /** −1 once closed. */
  fd: number;
  /**
   * Whether it was bound with permission by this descriptor, or by the one that it was handed over by. What the system
   * says may be a port that a connection left behind.
   */
  bound = false;
  /** What is to be done before it sends or connects. */
  hearing: Hearing;
  /** Whom a socket that hears `ANSWERS` has sent to, the latest last; the description may have others by now. */
  sources: Source[] = [];
  /** Where the file that it was bound to stands in the ledger. */
  file: number | undefined;
  /** SO_LINGER as the guest has set it, of which the system knows only a part; see linger.ts. */
  linger: Linger | undefined;
  /** Whether the description may have other descriptors. */
  mayHaveOthers = false;
  /** How many connections may wait at it, for a listener. */
  backlog = 0;
  /** SO_SNDBUF and SO_RCVBUF as far as the guest has set them, in bytes. */
  sendBuffer = 0;
  receiveBuffer = 0;
  /** Descriptors that were sent by it and that its peer may not have received. */
  sentDescriptors = 0;
  #shared = false;
  #blocking = true;
  #receiveTimeoutMs = Infinity;
  #sendTimeoutMs = Infinity;

  /** @param fd a non-blocking descriptor, the socket's from now on: of a new socket, or see `discover` */
  constructor(context: SocketContext, fd: number, family: AddressFamily, type: SocketType, protocol: number) {
    this.context = context;
    this.fd = fd;
    this.family = family;
    this.type = type;
    this.protocol = protocol;
    this.transport = carrierOf(family, type, protocol) ?? 'other';
    this.hearing = this.transport === 'udp' ? UNBOUND : SETTLED;
    context.ledger.add(fd);
    context.sockets.add(this);
    this.#count();
  }

  /** Whether the type is a byte stream, in which a part of what was asked for can be sent or received. */
  get isStream(): boolean {
    return this.type === 'stream';
  }

  /** Whether operations wait. */
  get blocking(): boolean {
    return this.#shared ? description.isBlocking(this.fd) : this.#blocking;
  }

  set blocking(blocking: boolean) {
    this.#blocking = blocking;
    if (this.#shared) this.#publish();
  }

  /** SO_RCVTIMEO in milliseconds; Infinity for none. */
  get receiveTimeoutMs(): number {
    return this.#shared ? description.receiveTimeoutMs(this.fd) : this.#receiveTimeoutMs;
  }

  /** SO_SNDTIMEO in milliseconds; Infinity for none. */
  get sendTimeoutMs(): number {
    return this.#shared ? description.sendTimeoutMs(this.fd) : this.#sendTimeoutMs;
  }

  /** Learns the timeouts from the system, which rounds them. */
  readTimeouts(): void {
    this.#receiveTimeoutMs = description.receiveTimeoutMs(this.fd);
    this.#sendTimeoutMs = description.sendTimeoutMs(this.fd);
  }

  /** Whether the mode is the description's, for all that have a descriptor of it. */
  get isShared(): boolean {
    return this.#shared;
  }

  /** From now on the description may have other descriptors. A file that it is bound to is theirs, too. */
  share(): void {
    this.mayHaveOthers = true;
    if (this.file !== undefined) this.context.ledger.files.forget(this.file);
    this.file = undefined;
    if (!this.#shared) this.#publish();
  }

  /** Takes part, in this mode, in a description that came from elsewhere. */
  join(blocking: boolean): void {
    this.blocking = blocking;
    this.readTimeouts();
    this.share();
  }

  /** To be called before what waits in the system if the description does: another program may have changed it. */
  keepNonBlocking(): void {
    if (this.mayHaveOthers) description.takeOver(this.fd);
  }

  #count(): void {
    const { meter, sockets } = this.context;
    meter.set(SLOT.sockets, SLOT.socketsPeak, sockets.size);
  }

  /** Where the system does not let it, the mode stays this socket's own. */
  #publish(): void {
    this.#shared = description.setBlocking(this.fd, this.#blocking) === 0;
  }

  /** Closes the descriptor; a second time does nothing. */
  close(): void {
    if (this.fd < 0) return;
    const { fd, context } = this;
    context.buffers.leave(this);
    this.fd = -1;
    context.sockets.delete(this);
    this.#count();
    context.standing.drop();
    context.waiter.forget(fd);
    context.ledger.delete(fd);
    if (this.mayHaveOthers) closeAtOnce(fd);
    else close(fd);
  }
}

/** Tells the embedder of a denial. @returns whether there is one */
export function reportDenial(context: SocketContext, denial: Denial | undefined): boolean {
  if (denial === undefined) return false;
  context.onDenied(denial);
  return true;
}
