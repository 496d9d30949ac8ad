import { exchange } from './exchange/process.ts';
import { GuestOffers } from './exchange/offers.ts';
import { printWarning } from './print-warning.ts';
import { closeAtOnce } from './os/close-socket.ts';
import { removeSocketFile } from './os/socket-file.ts';
import { Ledger } from './ledger.ts';
import { type Limits, readLimits } from './limits.ts';
import { Meter } from './limits/meter.ts';
import { Counters, type Usage } from './limits/usage.ts';
import {
  type Denial,
  FunctionPolicy,
  type GuestPolicy,
  Policy,
  type PolicyFunction,
  type PolicyRequest,
  type PolicyRules,
} from './policy.ts';
import { ResourceTable } from './resources.ts';
import { SocketBuffers } from './socket/buffers.ts';
import { offer, take } from './socket/handover.ts';
import type { HostSocket, SocketContext } from './socket/host-socket.ts';
import { StandingSet } from './socket/standing-set.ts';
import { GuestTrap } from './trap.ts';
import { BlockingWaiter } from './wait/blocking.ts';
import { Deadline } from './wait/deadline.ts';
import type { Waiter } from './wait/waiter.ts';

/** PHP's error levels, as far as sockets raise them: `severity` of wit/diagnostics.wit. */
export type Severity = 'warning' | 'notice' | 'deprecated';

/** What a guest may do and who is told of it. */
export interface HostOptions {
  /** What the guest is allowed, or who decides. By default nothing but sockets without an address. */
  readonly policy?: PolicyRules | PolicyFunction;
  /** What the guest may take. What is not given has a default that a server survives. */
  readonly limits?: Limits;
  /** Told of each PHP warning of the guest, before the function that raised it returns. Default: standard error. */
  readonly onWarning?: (message: string, severity: Severity) => void;
  /** Told of each operation that the policy refused. */
  readonly onDenied?: (denial: Denial) => void;
}

/** How a host is run, which its starter decides. */
export interface HostEnvironment {
  readonly waiter?: Waiter;
  readonly ledger?: Ledger;
  /** Where what the guest takes is counted. */
  readonly counters?: Counters;
  /** The guest's id, if it has one already: see `newGuest`. */
  readonly id?: number;
}

/** The host of one guest: its sockets, its policy, and how it waits. */
export class Host {
  readonly sockets = new ResourceTable<HostSocket>('socket');
  readonly context: SocketContext;
  /** The guest's id, its getmypid(): unique in this process. Other guests hand it sockets by it. */
  readonly id: number;
  #onWarning: (message: string, severity: Severity) => void;
  /** How many of the embedder's functions are running: one may call the guest again. */
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
    this.context = {
      ...rules,
      waiter,
      ledger,
      standing: new StandingSet(waiter, ledger),
      offers: new GuestOffers(exchange, this.id),
      sockets,
      meter,
      buffers: new SocketBuffers(meter, sockets),
      isClosed: false,
    };
    this.#onWarning = own.onWarning ?? printWarning;
  }

  /**
   * Puts other options in the place of the host's, for what the guest does from now on. What it has open stays open.
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
    this.#onWarning = own.onWarning ?? printWarning;
  }

  /** Passes on a PHP warning of the guest. @throws GuestTrap if the host is closed */
  report(severity: Severity, message: string): void {
    if (this.context.isClosed) throw new GuestTrap('the guest warns a host that is closed');
    this.#ask(() => this.#onWarning(message, severity));
  }

  /** Whether a function of the embedder's is running, in the middle of an operation: no time to close. */
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

  /** Withdraws an offer of this guest's. @returns 0 or minus the system's errno */
  revoke(id: string): number {
    return this.context.offers.revoke(id);
  }

  /** What the guest has taken. */
  usage(): Usage {
    const { buffers, meter } = this.context;
    return meter.counters.usage(meter.limits, buffers.bytes());
  }

  /** Closes every socket of the guest, and ends its offers. Whatever the guest calls from now on ends it. */
  close(): void {
    this.context.isClosed = true;
    for (const socket of this.context.sockets) socket.close();
    endGuest(this.id, this.context.ledger);
    this.context.meter.counters.end();
  }

  /** What of the options the operations go by. */
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

/** Options without what they inherit. */
function ownOf(options: HostOptions): HostOptions {
  return Object.assign(Object.create(null), options);
}

/** The id of a new guest, which others may offer sockets to from now on. @throws RangeError if 65,536 live */
export function newGuest(): number {
  return exchange.guests.add();
}

/** The id of a new guest in another process: nobody in this one can offer it sockets. @throws as `newGuest` */
export function newGuestElsewhere(): number {
  return exchange.guests.addElsewhere();
}

/** Lets a guest live in this process by the id that another process has given it. */
export function adoptGuest(id: number): void {
  exchange.guests.adopt(id);
}

/** Ends a guest that lived in another process. */
export function endGuestElsewhere(id: number): void {
  exchange.guests.delete(id);
}

/**
 * Closes what a guest has left, wherever it was when it ended: its offers, and the descriptors of its ledger; and removes
 * the files of its sockets, but of those that it has handed on.
 */
export function endGuest(id: number, ledger: Ledger): void {
  // First the offers: what the guest was taking is closed here or, if it is in the ledger, there.
  exchange.leave(id, ledger);
  for (const fd of ledger) {
    ledger.delete(fd);
    closeAtOnce(fd);
  }
  for (const [index, { path, identity }] of ledger.files) {
    ledger.files.forget(index);
    removeSocketFile(path, identity);
  }
}
