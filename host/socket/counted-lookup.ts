// The lookups of each guest, which its limit counts.
import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import type { Meter } from '../limits/meter.ts';
import { StartedLookup } from '../os/started-lookup.ts';
import type { SocketContext } from './host-socket.ts';

export type Found = AddressInfo[] | LookupError;

/** The lookups that count, of each guest. */
const counting = new WeakMap<Meter, Set<CountedLookup>>();

/** A lookup of a name. It counts until no thread works on it any more, also if the guest has given it up. */
export class CountedLookup {
  readonly #context: SocketContext;
  readonly #host: string;
  readonly #lookup: StartedLookup;
  #found: Found | undefined;

  /**
   * Starts to look up a host, a service, or both.
   *
   * @returns the answer, if it needs no name server; undefined if the guest has as many lookups under way as it may
   */
  static start(
    context: SocketContext,
    host: string | undefined,
    service: string | undefined,
    hints: LookupHints,
  ): CountedLookup | Found | undefined {
    const { meter } = context;
    settleLookups(meter);
    if (!meter.lookupBegins()) return undefined;
    let isUnderWay = false;
    try {
      const started = StartedLookup.start(host, service, hints);
      if (!(started instanceof StartedLookup)) return started;
      isUnderWay = true;
      return new CountedLookup(context, host ?? '', started);
    } finally {
      if (!isUnderWay) meter.lookupEnds();
    }
  }

  private constructor(context: SocketContext, host: string, lookup: StartedLookup) {
    this.#context = context;
    this.#host = host;
    this.#lookup = lookup;
    const others = counting.get(context.meter) ?? new Set();
    counting.set(context.meter, others.add(this));
  }

  /** What was found may be connected to, if a rule allows it by name. @returns undefined while there is no answer yet */
  answer(): Found | undefined {
    if (this.#found === undefined) {
      this.#found = this.#lookup.answer();
      if (Array.isArray(this.#found)) {
        this.#context.policy.grantLookup(
          this.#host,
          this.#found.map(({ address }) => address),
        );
      }
    }
    return this.#found;
  }

  /** Whether it counts no more. */
  isOver(): boolean {
    return this.answer() !== undefined && this.#lookup.isOver();
  }

  /** Gives the lookup up, if it is not over: nobody wants the answer. Must be called at least once. */
  end(): void {
    this.#found ??= { tag: 'system', val: 'ecanceled' };
    this.#lookup.abandon();
    settleLookups(this.#context.meter);
  }

  /** As `StartedLookup.leave`, of one that was ended. */
  leave(): number | undefined {
    return this.#lookup.leave();
  }
}

/**
 * Gives away the lookups of a guest that has ended on which threads still work.
 *
 * @returns what `LeftLookup`s are made of
 */
export function leaveLookups(meter: Meter): number[] {
  const left = Array.from(counting.get(meter) ?? [], (lookup) => lookup.leave());
  return left.filter((address) => address !== undefined);
}

/** Counts the lookups that are over no more. */
function settleLookups(meter: Meter): void {
  const lookups = counting.get(meter) ?? [];
  for (const lookup of lookups) {
    if (!lookup.isOver()) continue;
    counting.get(meter)?.delete(lookup);
    meter.lookupEnds();
  }
}

/** Gives up all lookups of a guest: it has ended. */
export function endLookups(meter: Meter): void {
  for (const lookup of counting.get(meter) ?? []) lookup.end();
}
