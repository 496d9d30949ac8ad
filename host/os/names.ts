// Names that need no name server.
import type { AddressInfo, LookupHints } from '../generated/wit-types.ts';
import { lookupNumeric } from './getaddrinfo.ts';
import { LookupRequest } from './lookup-request.ts';

export { interfaceIndex, interfaceName } from './interfaces.ts';
export { lookupPort, lookupProtocol, lookupProtocolNumber, lookupService } from './services.ts';

/**
 * The answer for a host that libc reads as a number, in any form: also `127.1`, `0x7f.1`, `fe80::1%lo`.
 *
 * @returns undefined if the host is a name, or missing
 */
export function lookupNumericAddress(
  host: string,
  service: string | undefined,
  hints: LookupHints,
): AddressInfo[] | undefined {
  const request = LookupRequest.create(host, service, hints);
  if (!(request instanceof LookupRequest)) return undefined;
  try {
    const found = lookupNumeric(request);
    return Array.isArray(found) ? found : undefined;
  } finally {
    request.free();
  }
}
