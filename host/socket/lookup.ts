import type { LookupHints } from '../generated/wit-types.ts';
import { lookupNumericAddress } from '../os/names.ts';
import { andFinally, andThen, type Completion, repeat } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';
import { CountedLookup, type Found } from './counted-lookup.ts';
import { reportDenial, type SocketContext } from './host-socket.ts';

/**
 * How long to wait before a lookup is asked for its answer again: a part of the time that it has taken, and at least and at
 * most so many milliseconds.
 */
const PAUSE = { part: 1 / 8, least: 0.1, most: 20 } as const;

/**
 * Looks up a host, a service, or both: getaddrinfo(3).
 *
 * @throws GuestKilled, LimitError if the guest is ended meanwhile. If libc has no getaddrinfo_a (musl), only libc's own timeouts
 *   end a lookup
 */
export function lookupAddress(
  context: SocketContext,
  host: string | undefined,
  service: string | undefined,
  hints: LookupHints,
): Completion<Found> {
  // With this flag no name server is asked, whatever the host is: nothing is found that the guest did not say.
  if (host !== undefined && hints.flags.numericHost !== true && !context.policy.allowsEverything) {
    const answer = withoutServer(context, host, service, hints);
    if (answer !== undefined) return answer;
  }
  const started = CountedLookup.start(context, host, service, hints);
  if (!(started instanceof CountedLookup)) return started ?? { tag: 'try-again' };
  return andFinally(
    () => answerOf(started, context.waiter),
    () => started.end(),
  );
}

/** Waits for the answer. */
function answerOf(lookup: CountedLookup, waiter: Waiter): Completion<Found> {
  const start = performance.now();
  return repeat<Found>(() => {
    const found = lookup.answer();
    if (found !== undefined) return found;
    const pause = Math.max(PAUSE.least, (performance.now() - start) * PAUSE.part);
    return andThen(waiter.sleep(Math.min(pause, PAUSE.most)), () => undefined);
  });
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
  return context.meter.limits.lookups < 1 ? { tag: 'try-again' } : new LookupInTurn(context, host, hints);
}

/** A lookup that starts when the guest may have one more. */
class LookupInTurn implements BegunLookup {
  readonly #context: SocketContext;
  readonly #host: string;
  readonly #hints: LookupHints;
  /** Undefined before its start. */
  #started: CountedLookup | Found | undefined;

  constructor(context: SocketContext, host: string, hints: LookupHints) {
    this.#context = context;
    this.#host = host;
    this.#hints = hints;
    this.#start();
  }

  answer(): Found | undefined {
    const started = this.#start();
    if (!(started instanceof CountedLookup)) return started;
    const found = started.answer();
    if (found !== undefined) this.end();
    return found;
  }

  end(): void {
    if (this.#started instanceof CountedLookup) this.#started.end();
    else this.#started ??= { tag: 'system', val: 'ecanceled' };
  }

  #start(): CountedLookup | Found | undefined {
    return (this.#started ??= CountedLookup.start(this.#context, this.#host, undefined, this.#hints));
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
