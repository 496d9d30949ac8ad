import type { Meter } from '../limits/meter.ts';
import { lookupNumericAddress } from '../os/names.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import { reportDenial, type SocketContext } from './host-socket.ts';

/** Looks up a host, a service, or both: getaddrinfo(3). The addresses of a name are granted, if a rule allows it by name. */
export function lookupAddress(
  context: SocketContext,
  host: string | undefined,
  service: string | undefined,
  hints: LookupHints,
): Completion<AddressInfo[] | LookupError> {
  const { meter, policy, waiter } = context;
  // With this flag no name server is asked, whatever the host is: nothing is found that the guest did not say.
  const isName = host !== undefined && hints.flags.numericHost !== true;
  if (isName && !policy.allowsEverything) {
    const numeric = lookupNumericAddress(host, service, hints);
    if (numeric !== undefined) return numeric;
    if (reportDenial(context, policy.checkLookup(host))) return { tag: 'system', val: 'eacces' };
  }
  if (!meter.lookupBegins()) return { tag: 'try-again' };
  return andThen(
    counted(meter, () => waiter.lookup(host, service, hints)),
    (found) => {
      if (Array.isArray(found) && isName) {
        policy.grantLookup(
          host,
          found.map(({ address }) => address),
        );
      }
      return found;
    },
  );
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
