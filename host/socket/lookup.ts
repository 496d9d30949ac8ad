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

/** Begins to look up a host, as `lookupAddress`, without a wait. @returns an answer that is there at once, or the lookup */
export function beginLookup(context: SocketContext, host: string, hints: LookupHints): Found | BegunLookup {
  const answer = withoutServer(context, host, undefined, hints);
  if (answer !== undefined) return answer;
  const { meter } = context;
  if (!meter.lookupBegins()) return { tag: 'try-again' };
  const started = StartedLookup.start(host, hints);
  if (started instanceof StartedLookup) return new CountedLookup(context, host, started);
  meter.lookupEnds();
  return started;
}

/** A lookup under way, which counts until there is an answer. */
class CountedLookup implements BegunLookup {
  readonly #context: SocketContext;
  readonly #host: string;
  readonly #lookup: StartedLookup;
  #isOver = false;

  constructor(context: SocketContext, host: string, lookup: StartedLookup) {
    this.#context = context;
    this.#host = host;
    this.#lookup = lookup;
  }

  answer(): Found | undefined {
    const found = this.#lookup.answer();
    if (found === undefined || this.#isOver) return found;
    this.#finish();
    return granted(this.#context, this.#host, found);
  }

  end(): void {
    this.#lookup.abandon();
    if (!this.#isOver) this.#finish();
  }

  #finish(): void {
    this.#isOver = true;
    this.#context.meter.lookupEnds();
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
