import { lookupNumericAddress } from '../os/names.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { AddressInfo, LookupError, LookupHints } from '../wit-types.ts';
import { reportDenial, type SocketContext } from './host-socket.ts';

/** Looks up a host, a service, or both: getaddrinfo(3). What a name gave may then be connected to, if its rule says so. */
export function lookupAddress(
  context: SocketContext,
  host: string | undefined,
  service: string | undefined,
  hints: LookupHints,
): Completion<AddressInfo[] | LookupError> {
  const { policy, waiter } = context;
  // With this flag nobody is asked, whatever the host is.
  if (host !== undefined && hints.flags.numericHost !== true && !policy.allowsEverything) {
    const numeric = lookupNumericAddress(host, service, hints);
    if (numeric !== undefined) return numeric;
    if (reportDenial(context, policy.checkLookup(host))) return { tag: 'system', val: 'eacces' };
  }
  return andThen(waiter.lookup(host, service, hints), (found) => {
    if (Array.isArray(found) && host !== undefined) {
      policy.grantLookup(
        host,
        found.map(({ address }) => address),
      );
    }
    return found;
  });
}
