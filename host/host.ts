import { printWarning } from './print-warning.ts';
import { errnoNumber } from './os/errno.ts';
import { close } from './os/libc.ts';
import { Ledger } from './ledger.ts';
import { type Denial, Policy, type PolicyRules } from './policy.ts';
import { ResourceTable } from './resources.ts';
import type { HostSocket, SocketContext } from './socket/host-socket.ts';
import { StandingSet } from './socket/standing-set.ts';
import { BlockingWaiter } from './wait/blocking.ts';
import type { Waiter } from './wait/waiter.ts';

const ENOSYS = errnoNumber('enosys');

/** PHP's error levels, as far as sockets raise them: `severity` of wit/diagnostics.wit. */
export type Severity = 'warning' | 'notice' | 'deprecated';

/** What a guest may do and who is told of it. */
export interface HostOptions {
  /** What the guest is allowed. By default nothing but sockets without an address. */
  readonly policy?: PolicyRules;
  /** How many sockets the guest may have open, 4096 by default; one more fails with EMFILE. */
  readonly maxSockets?: number;
  /** Told of each PHP warning of the guest, before the function that raised it returns. Default: standard error. */
  readonly onWarning?: (message: string, severity: Severity) => void;
  /** Told of each operation that the policy refused. */
  readonly onDenied?: (denial: Denial) => void;
}

/** How a host is run, which its starter decides. */
export interface HostEnvironment {
  readonly waiter?: Waiter;
  readonly ledger?: Ledger;
}

const DEFAULT_MAX_SOCKETS = 4096;
let lastGuest = 0;

/** The host of one guest: its sockets, its policy, and how it waits. */
export class Host {
  readonly sockets = new ResourceTable<HostSocket>('socket');
  readonly context: SocketContext;
  /** The guest's number: unique in this process' thread. */
  readonly guest: number;
  readonly #onWarning: (message: string, severity: Severity) => void;

  /** @throws PolicyError if a rule of the policy cannot be understood */
  constructor(options: HostOptions = {}, environment: HostEnvironment = {}) {
    const waiter = environment.waiter ?? new BlockingWaiter();
    const ledger = environment.ledger ?? new Ledger();
    this.context = {
      policy: new Policy(options.policy),
      waiter,
      ledger,
      standing: new StandingSet(waiter, ledger),
      maxSockets: options.maxSockets ?? DEFAULT_MAX_SOCKETS,
      openSockets: 0,
      onDenied: options.onDenied ?? ((): void => {}),
    };
    this.guest = ++lastGuest;
    this.#onWarning = options.onWarning ?? printWarning;
  }

  /** Passes on a PHP warning of the guest. */
  report(severity: Severity, message: string): void {
    this.#onWarning(message, severity);
  }

  /** Offers a socket to another guest. Not yet there: @returns −ENOSYS */
  offer(_socket: HostSocket, _guest: number): string | number {
    return -ENOSYS;
  }

  /** Takes an offered socket. Not yet there: @returns −ENOSYS */
  take(_offer: string): HostSocket | number {
    return -ENOSYS;
  }

  /** Withdraws an offer. Not yet there: @returns −ENOSYS */
  revoke(_offer: string): number {
    return -ENOSYS;
  }

  /** Closes every socket of the guest. */
  close(): void {
    for (const socket of this.sockets) socket.close();
    closeAll(this.context.ledger);
  }
}

/** Closes the descriptors that a ledger still has. */
export function closeAll(ledger: Ledger): void {
  for (const fd of ledger) {
    ledger.delete(fd);
    close(fd);
  }
}
