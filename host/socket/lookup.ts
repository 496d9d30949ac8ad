import type { Meter } from '../limits/meter.ts';
import { lookupNumericAddress } from '../os/names.ts';
import { StartedLookup } from '../os/started-lookup.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import { reportDenial, type SocketContext } from './host-socket.ts';

type Found = AddressInfo[] | LookupError;

/** Looks up a host, a service, or both: getaddrinfo(3). The addresses of a name are granted, if a rule allows it by name. */
export function lookupAddress(
  context: SocketContext,
  host: string | undefined,
  service: string | undefined,
  hints: LookupHints,
): Completion<Found> {
  const { meter, policy, waiter } = context;
  // With this flag no name server is asked, whatever the host is: nothing is found that the guest did not say.
  const isName = host !== undefined && hints.flags.numericHost !== true;
  if (isName && !policy.allowsEverything) {
    const answer = withoutServer(context, host, service, hints);
    if (answer !== undefined) return answer;
  }
  if (!meter.lookupBegins()) return { tag: 'try-again' };
  return andThen(
    counted(meter, () => waiter.lookup(host, service, hints)),
    (found) => (isName ? granted(context, host, found) : found),
  );
}

/** A lookup that has begun. */
export interface BegunLookup {
  /** @returns undefined while there is no answer yet */
  answer(): Found | undefined;
  /** Must be called once: the lookup is given up, if it is not over. */
  end(): void;
}

/**
 * Begins to look up a host, as `lookupAddress`, without a wait. Where the guest has as many lookups under way as it may, this
 * one starts when another is over; if it may have none, it fails.
 *
 * @returns an answer that is there at once, or the lookup
 */
export function beginLookup(context: SocketContext, host: string, hints: LookupHints): Found | BegunLookup {
  const answer = withoutServer(context, host, undefined, hints);
  if (answer !== undefined) return answer;
  return context.meter.limits.lookups < 1 ? { tag: 'try-again' } : new CountedLookup(context, host, hints);
}

/** The lookups that are under way, of each guest. */
const underWay = new WeakMap<Meter, Set<CountedLookup>>();

/** A lookup, which counts from its start until there is an answer. */
class CountedLookup implements BegunLookup {
  readonly #context: SocketContext;
  readonly #host: string;
  readonly #hints: LookupHints;
  readonly #others: Set<CountedLookup>;
  /** Undefined before its start. */
  #lookup: StartedLookup | undefined;
  #found: Found | undefined;

  constructor(context: SocketContext, host: string, hints: LookupHints) {
    this.#context = context;
    this.#host = host;
    this.#hints = hints;
    const others = underWay.get(context.meter) ?? new Set();
    underWay.set(context.meter, others);
    this.#others = others;
    this.#start();
  }

  answer(): Found | undefined {
    // The guest may ask for this one only: those that are over make room.
    if (this.#lookup === undefined) for (const other of this.#others) other.#look();
    this.#start();
    this.#look();
    return this.#found;
  }

  end(): void {
    this.#lookup?.abandon();
    this.#finish({ tag: 'system', val: 'ecanceled' });
  }

  #start(): void {
    if (this.#lookup !== undefined || this.#found !== undefined || !this.#context.meter.lookupBegins()) return;
    this.#others.add(this);
    const started = StartedLookup.start(this.#host, this.#hints);
    if (started instanceof StartedLookup) this.#lookup = started;
    else this.#finish(started);
  }

  #look(): void {
    const found = this.#found === undefined ? this.#lookup?.answer() : undefined;
    if (found !== undefined) this.#finish(granted(this.#context, this.#host, found));
  }

  #finish(found: Found): void {
    this.#found ??= found;
    if (this.#others.delete(this)) this.#context.meter.lookupEnds();
  }
}

/** The answer if there is one without asking a name server: the host is a number, or the policy denies it. */
function withoutServer(
  context: SocketContext,
  host: string,
  service: string | undefined,
  hints: LookupHints,
): Found | undefined {
  const numeric = lookupNumericAddress(host, service, hints);
  if (numeric !== undefined) return numeric;
  return reportDenial(context, context.policy.checkLookup(host)) ? { tag: 'system', val: 'eacces' } : undefined;
}

/** What was found for a name may be connected to, if a rule allows it by name. */
function granted({ policy }: SocketContext, host: string, found: Found): Found {
  if (Array.isArray(found)) {
    policy.grantLookup(
      host,
      found.map(({ address }) => address),
    );
  }
  return found;
}

/** Calls back when a lookup is over, however it ends. */
function counted<T>(meter: Meter, lookup: () => Completion<T>): Completion<T> {
  let isLater = false;
  try {
    const outcome = lookup();
    if (!(outcome instanceof Promise)) return outcome;
    isLater = true;
    return outcome.finally(() => meter.lookupEnds());
  } finally {
    if (!isLater) meter.lookupEnds();
  }
}
