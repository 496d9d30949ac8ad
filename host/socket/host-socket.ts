import type { GuestOffers } from '../exchange/offers.ts';
import type { Ledger } from '../ledger.ts';
import type { Meter } from '../limits/meter.ts';
import { SLOT } from '../limits/usage.ts';
import { endLinger } from '../os/close-socket.ts';
import * as description from '../os/description.ts';
import { carrierOf } from '../os/protocols.ts';
import type { Source } from '../os/source-filter.ts';
import { platform } from '../os/platform.ts';
import type { Denial, GuestPolicy, Transport } from '../policy.ts';
import type { Waiter } from '../wait/waiter.ts';
import type { AddressFamily, Linger, SocketType } from '../generated/wit-types.ts';
import type { SocketBuffers } from './buffers.ts';
import { type Hearing, SETTLED, UNBOUND } from './hearing.ts';
import type { Members, Watcher } from './members.ts';
import type { NamedSockets } from './named-sockets.ts';
import type { Processes } from './processes.ts';
import type { StandingSet } from './standing-set.ts';
import { reserveStack } from '../stack-room.ts';

/** What the operations of one guest share. */
export interface SocketContext {
  readonly policy: GuestPolicy;
  readonly waiter: Waiter;
  readonly ledger: Ledger;
  readonly standing: StandingSet;
  readonly offers: GuestOffers;
  /** The sockets of its embedder's. */
  readonly named: NamedSockets<HostSocket>;
  /** The guest's other processes. */
  processes: Processes;
  /** Counts what the guest takes. */
  readonly meter: Meter;
  readonly buffers: SocketBuffers;
  /** The guest's open sockets. */
  readonly sockets: Set<HostSocket>;
  /** Those of its event sets. */
  readonly members: Members<HostSocket>;
  /** The descriptor that is its standard input, if the host has it. */
  input: number | undefined;
  readonly onDenied: (denial: Denial) => void;
  /** Whether the guest is over: nothing is made or asked for it any more. See `begin`. */
  isClosed: boolean;
  /** Whether the guest may have made links, or moved what paths lead to: see destination.ts. */
  changesPaths: boolean;
}

const { POLLIN } = platform;

/** How many receives wait before their first attempt, once one had to wait. The next one looks whether that still holds. */
const DRY_TURNS = 15;

/**
 * A guest's socket: one descriptor of it, which the guest calls by one handle. What belongs to the description is changed by
 * others as well (`mayHaveOthers`), so that what is kept here of it is asked of the system before anything depends on it.
 *
 * The descriptor is non-blocking for the operating system, always; whether the guest's operations
 * wait is `blocking`, so that every wait is one that the host can end.
 *
 * The mode and the timeouts belong to the file description. They are kept here while this is its only descriptor. Once
 * it may have others (`share`), the system is asked whenever an operation is about to wait.
 */
export class HostSocket {
  readonly context: SocketContext;
  readonly family: AddressFamily;
  readonly type: SocketType;
  /** As it was asked for: 0 is the type's default. */
  readonly protocol: number;
  /** The transport, for the policy. */
  readonly transport: Transport;
  /** −1 once closed. */
  fd: number;
  /**
   * Whether it was bound with permission by this descriptor, or by the one that it was handed over by. What the system
   * says may be a port that a connection left behind.
   */
  bound = false;
  /** Whether that was to `[::]`. A connection changes the name meanwhile, and gives it back when it fails. */
  boundToAllIpv6 = false;
  /** What must be done before it sends or connects. */
  hearing: Hearing;
  /** For `ANSWERS`: the addresses that it has sent to, the latest last. Others may have changed the filter since. */
  sources: Source[] = [];
  /** The index, in the ledger, of the file that it was bound to. */
  file: number | undefined;
  /** SO_LINGER as the guest has set it. The system knows only a part of it: see linger.ts. */
  linger: Linger | undefined;
  /** Whether the file description may have other descriptors. */
  mayHaveOthers = false;
  /** How many connections may wait at it, for a listener. */
  backlog = 0;
  /** SO_SNDBUF and SO_RCVBUF in bytes, if the guest has set them. */
  sendBuffer = 0;
  receiveBuffer = 0;
  /** Descriptors that were sent by it and that its peer may not have received. */
  sentDescriptors = 0;
  /** What it is, if it is no socket but an event set, which only takes a socket's place among the guest's handles. */
  watcher: Watcher<HostSocket> | undefined;
  /** How many more times a receive, or an accept, waits before its first attempt. */
  readonly #dry = { receive: 0, accept: 0 };
  #shared = false;
  #blocking = true;
  #receiveTimeoutMs = Infinity;
  #sendTimeoutMs = Infinity;

  /**
   * @param fd a non-blocking descriptor, in the ledger already, which now belongs to this object: of a new socket, or see
   *   `discover`
   */
  constructor(context: SocketContext, fd: number, family: AddressFamily, type: SocketType, protocol: number) {
    this.context = context;
    this.fd = fd;
    this.family = family;
    this.type = type;
    this.protocol = protocol;
    this.transport = carrierOf(family, type, protocol) ?? 'other';
    this.hearing = this.transport === 'udp' ? UNBOUND : SETTLED;
    context.sockets.add(this);
    countSockets(context);
  }

  /** @param fd an epoll's, in the ledger already */
  static ofSet(context: SocketContext, fd: number, watcher: Watcher<HostSocket>): HostSocket {
    // No operation asks what kind of socket it is: the system refuses them all.
    const socket = new HostSocket(context, fd, 'packet', 'raw', 0);
    socket.watcher = watcher;
    return socket;
  }

  /** Whether the type is a byte stream, so that a part of the bytes can be sent or received. */
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

  /** Reads the timeouts back from the system, which rounds them. */
  readTimeouts(): void {
    this.#receiveTimeoutMs = description.receiveTimeoutMs(this.fd);
    this.#sendTimeoutMs = description.sendTimeoutMs(this.fd);
  }

  /** Whether the mode is shared by everyone who has a descriptor of the file description. */
  get isShared(): boolean {
    return this.#shared;
  }

  /** Records that the file description may now have other descriptors. A file that it is bound to is shared, too. */
  share(): void {
    if (this.file !== undefined) {
      this.context.ledger.files.forget(this.file);
      this.context.meter.counters.words[SLOT.boundFiles]! -= 1;
    }
    this.file = undefined;
    this.shareWithin();
  }

  /** As `share`, with processes of the same guest: the file that it is bound to is still removed with the guest. */
  shareWithin(): void {
    this.mayHaveOthers = true;
    if (!this.#shared) this.#publish();
  }

  /** Sets the mode of a socket whose file description came from elsewhere. */
  join(blocking: boolean): void {
    this.blocking = blocking;
    this.readTimeouts();
    this.share();
  }

  /** Called before a system call that would wait in blocking mode: another program may have changed the mode. */
  keepNonBlocking(): void {
    if (this.mayHaveOthers) description.takeOver(this.fd);
  }

  /**
   * Waits before the first attempt of a receive or accept without flags that may wait, if the last ones had to: that saves them a
   * system call. A thread that does other things meanwhile makes the attempt.
   *
   * @returns whether the attempt is to be made
   */
  waitFirst(way: 'receive' | 'accept'): boolean {
    if (this.#dry[way] === 0 || !this.blocking) return true;
    this.#dry[way]--;
    const { waiter } = this.context;
    if (waiter.untilReady === undefined || this.receiveTimeoutMs !== Infinity) return false;
    waiter.untilReady(this.fd, POLLIN);
    return true;
  }

  /** Says that there was nothing at the first attempt. */
  hadToWait(way: 'receive' | 'accept'): void {
    if (this.context.waiter.until === undefined) this.#dry[way] = DRY_TURNS;
  }

  /** If the system does not permit it, the mode stays this socket's own. */
  #publish(): void {
    this.#shared = description.setBlocking(this.fd, this.#blocking) === 0;
  }

  /** Closes the descriptor. A second call does nothing. */
  close(): void {
    if (this.fd < 0) return;
    reserveStack();
    const { fd, context } = this;
    for (const watcher of context.members.watchersOf(this)) watcher.leave(this);
    this.watcher?.end();
    context.buffers.leave(this);
    this.fd = -1;
    context.sockets.delete(this);
    countSockets(context);
    context.standing.drop();
    context.waiter.forget(fd);
    context.ledger.close(fd, this.mayHaveOthers ? endLinger : undefined);
  }
}

/** Counts the guest's descriptors of sockets, and the members of its event sets. */
export function countSockets({ meter, sockets, members }: SocketContext): void {
  meter.set(SLOT.sockets, SLOT.socketsPeak, sockets.size + members.duplicates);
  if (!meter.isInheriting) meter.counters.words[SLOT.watched] = members.count;
}

/** Reports a denial to the embedder, if there is one. @returns whether there is one */
export function reportDenial(context: SocketContext, denial: Denial | undefined): boolean {
  if (denial === undefined) return false;
  reserveStack();
  context.onDenied(denial);
  return true;
}
