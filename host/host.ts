import { exchange } from './exchange/process.ts';
import { GuestOffers } from './exchange/offers.ts';
import { printWarning, type Severity } from './print-warning.ts';
import { closeAtOnce } from './os/close-socket.ts';
import { discard } from './os/discard.ts';
import { removeSocketFile } from './os/socket-file.ts';
import { Ledger } from './ledger.ts';
import { type Limits, readLimits } from './limits.ts';
import { Meter } from './limits/meter.ts';
import { Counters, type Usage } from './limits/usage.ts';
import {
  type Denial,
  type GuestPolicy,
  Policy,
  type PolicyFunction,
  type PolicyRequest,
  type PolicyRules,
} from './policy.ts';
import { FunctionPolicy } from './policy/function-policy.ts';
import { ResourceTable } from './resources.ts';
import { SocketBuffers } from './socket/buffers.ts';
import { endLookups } from './socket/counted-lookup.ts';
import { offer, take } from './socket/handover.ts';
import type { HostSocket, SocketContext } from './socket/host-socket.ts';
import { Members } from './socket/members.ts';
import { importNamed } from './socket/named.ts';
import { NamedSockets } from './socket/named-sockets.ts';
import { OneProcess } from './socket/processes.ts';
import { StandingSet } from './socket/standing-set.ts';
import { GuestTrap } from './trap.ts';
import { BlockingWaiter } from './wait/blocking.ts';
import { Deadline } from './wait/deadline.ts';
import type { Waiter } from './wait/waiter.ts';

export { beginAlone, shareExchange } from './exchange/process.ts';
export type { Severity } from './print-warning.ts';

/** What a guest may do, and callbacks for what it did. */
export interface HostOptions {
  /** What the guest is allowed, or a function that decides. By default only sockets without an address. */
  readonly policy?: PolicyRules | PolicyFunction;
  /** What the guest may take. Limits that are not given have defaults that a server survives. */
  readonly limits?: Limits;
  /**
   * Called for each PHP warning of the guest, before the function that raised it returns. Default: prints it on
   * standard error.
   */
  readonly onWarning?: (message: string, severity: Severity) => void;
  /** Called for each operation that the policy denied. */
  readonly onDenied?: (denial: Denial) => void;
}

/** What the thread that runs the guest decides about its host. */
export interface HostEnvironment {
  readonly waiter?: Waiter;
  readonly ledger?: Ledger;
  /** The counters of what the guest takes. */
  readonly counters?: Counters;
  /** The guest's id, if it has one already: see `newGuest`. */
  readonly id?: number;
}

/** The host of one guest: its sockets, its policy, and how it waits. */
export class Host {
  readonly sockets = new ResourceTable<HostSocket>('socket');
  readonly context: SocketContext;
  /**
   * The guest's memories, as far as it exports them. They are given back when the host is closed: engines collect them when they like,
   * and Node 26's does not count them, so that guests which followed each other took gigabytes.
   */
  readonly memories = new Set<WebAssembly.Memory>();
  /**
   * The guest's id, which its getmypid() returns: unique in this process. Other guests use it to hand this guest a
   * socket.
   */
  readonly id: number;
  #onWarning: (message: string, severity: Severity) => void;
  /** How many of the embedder's callbacks are running. A callback may call the guest again. */
  #asked = 0;

  /**
   * @throws PolicyError if a rule of the policy cannot be understood, OptionError if a limit cannot; RangeError if 65,536
   *   guests live
   */
  constructor(options: HostOptions = {}, environment: HostEnvironment = {}) {
    const own = ownOf(options);
    const limits = readLimits(own.limits);
    const meter = new Meter(environment.counters ?? new Counters(), limits);
    const waiter = environment.waiter ?? new BlockingWaiter();
    const ledger = environment.ledger ?? new Ledger();
    waiter.limit = Deadline.of(limits);
    const rules = this.#rulesOf(own, waiter);
    const sockets = new Set<HostSocket>();
    this.id = environment.id ?? newGuest();
    const offers = new GuestOffers(exchange(), this.id);
    this.context = {
      ...rules,
      waiter,
      ledger,
      standing: new StandingSet(waiter, ledger),
      offers,
      named: new NamedSockets(),
      processes: new OneProcess(this.id),
      sockets,
      members: new Members<HostSocket>(),
      input: undefined,
      meter,
      buffers: new SocketBuffers(meter, sockets, offers),
      isClosed: false,
      changesPaths: false,
    };
    this.#onWarning = own.onWarning ?? print;
  }

  /**
   * Replaces the host's options for what the guest does from now on. Its open sockets stay open.
   *
   * @throws PolicyError if a rule of the policy cannot be understood, OptionError if a limit cannot
   */
  configure(options: HostOptions): void {
    const own = ownOf(options);
    const limits = readLimits(own.limits);
    Object.assign(this.context, this.#rulesOf(own, this.context.waiter));
    this.context.meter.configure(limits);
    this.context.buffers.configure();
    this.context.waiter.limit = Deadline.of(limits);
    this.#onWarning = own.onWarning ?? print;
  }

  /** Passes on a PHP warning of the guest. @throws GuestTrap if the host is closed; GuestKilled, LimitError if it is over */
  report(severity: Severity, message: string): void {
    if (this.context.isClosed) throw new GuestTrap('the guest warns a host that is closed');
    this.context.waiter.checkCancelled();
    this.#ask(() => this.#onWarning(message, severity));
  }

  /** Whether a callback of the embedder is running in the middle of an operation. The host must not be closed then. */
  get isAsking(): boolean {
    return this.#asked > 0;
  }

  /** Offers a socket to another guest of this process. @returns the offer's id, or minus the system's errno */
  offer(socket: HostSocket, guest: number): string | number {
    return offer(socket, guest);
  }

  /** Takes a socket that another guest offered to this one. @returns it, or minus the system's errno */
  take(id: string): HostSocket | number {
    return take(this.context, id);
  }

  /** Takes a socket that the embedder gave to the guest by name. @returns it, or minus the errno */
  importNamed(name: string): HostSocket | number {
    return importNamed(this.context, name);
  }

  /** Withdraws an offer of this guest. @returns 0 or minus the system's errno */
  revoke(id: string): number {
    return this.context.offers.revoke(id);
  }

  /** What the guest has taken. */
  usage(): Usage {
    const { buffers, meter } = this.context;
    return meter.counters.usage(meter.limits, buffers.bytes());
  }

  /** Closes every socket of the guest, gives up its lookups, and ends its offers. Whatever the guest calls from now on ends it. */
  close(): void {
    this.context.isClosed = true;
    endLookups(this.context.meter);
    for (const socket of this.context.sockets) socket.close();
    this.context.buffers.end();
    endGuest(this.id, this.context.ledger);
    this.context.meter.counters.end();
    for (const memory of this.memories) discard(memory);
    this.memories.clear();
  }

  /** The part of the options that operations use. */
  #rulesOf({ policy, onDenied }: HostOptions, waiter: Waiter) {
    const tell = (denial: Denial): void => {
      if (this.context.meter.denied() && onDenied !== undefined) this.#ask(() => onDenied(denial));
    };
    return { policy: this.#policyOf(policy, waiter), onDenied: tell } satisfies Partial<SocketContext>;
  }

  #policyOf(policy: HostOptions['policy'], { until }: Waiter): GuestPolicy {
    if (typeof policy !== 'function') return new Policy(policy);
    return new FunctionPolicy((request: PolicyRequest) => this.#ask(() => policy(request)), until !== undefined);
  }

  #ask<T>(callback: () => T): T {
    this.#asked++;
    try {
      return callback();
    } finally {
      this.#asked--;
    }
  }
}

/** `printWarning`, which is loaded with the first warning. */
function print(message: string, severity: Severity): void {
  printWarning(message, severity);
}

/** Options without what they inherit. */
function ownOf(options: HostOptions): HostOptions {
  return Object.assign(Object.create(null), options);
}

/** The id of a new guest. From now on others may offer it sockets. @throws RangeError if 65,536 live */
export function newGuest(): number {
  return exchange().guests.add();
}

/** The id of a new guest in another process: nobody in this one can offer it sockets. @throws as `newGuest` */
export function newGuestElsewhere(): number {
  return exchange().guests.addElsewhere();
}

/** Records a guest of this process with the id that another process gave it. */
export function adoptGuest(id: number): void {
  exchange().guests.adopt(id);
}

/** The id of a process that a guest of this process has made, where `adoptGuest` gives the others theirs. @throws as `newGuest` */
export function newForkedGuest(): number {
  return exchange().guests.addForked();
}

/** Ends a guest that lived in another process. */
export function endGuestElsewhere(id: number): void {
  exchange().guests.delete(id);
}

/**
 * Cleans up after a guest, whatever it was doing when it ended. It ends the guest's offers, closes the descriptors in its
 * ledger, and removes the files of its sockets, except those that it has handed on.
 */
export function endGuest(id: number, ledger: Ledger): void {
  // Offers first: a descriptor that the guest was taking is closed here, or below if it is in the ledger.
  exchange().leave(id, ledger);
  for (const fd of ledger) {
    ledger.delete(fd);
    closeAtOnce(fd);
  }
  if (!ledger.keepsFiles) removeFiles(ledger);
}

/** Removes the files of a guest's sockets. */
function removeFiles({ files }: Ledger): void {
  for (const [index, { path, identity }] of files) {
    files.forget(index);
    removeSocketFile(path, identity);
  }
}
