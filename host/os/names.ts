/**
 * Looking up hosts: getaddrinfo(3). A lookup takes as long as the name server
 * takes. So it runs on another thread, by glibc's getaddrinfo_a(3), while this
 * thread checks every few milliseconds whether the guest was killed.
 */
import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import {
  abandon,
  answer,
  asynchronous,
  type AsynchronousLookup,
  callNow,
  callOnPool,
  GAI_NOWAIT,
  lookupNumeric,
  NO_ERRNO,
  reap,
} from './getaddrinfo.ts';
import { errno } from './libc.ts';
import { LookupRequest } from './lookup-request.ts';
import { platform } from './platform.ts';

export { interfaceIndex, interfaceName } from './interfaces.ts';
export { lookupPort, lookupProtocol, lookupProtocolNumber, lookupService } from './services.ts';

/** How often a lookup that blocks checks whether the guest was killed, in milliseconds. */
const SLICE_MS = 20;

/**
 * Looks up a host, a service, or both; blocks until there is an answer. A numeric host gets its answer at once.
 *
 * @param checkCancelled called at least every 20 ms; what it throws ends the lookup, and is thrown on. If libc has no
 *   getaddrinfo_a (musl), only libc's own timeouts end a lookup.
 */
export function lookupAddress(
  host: string | undefined,
  service: string | undefined,
  hints: LookupHints,
  checkCancelled: () => void,
): AddressInfo[] | LookupError {
  reap();
  const request = LookupRequest.create(host, service, hints);
  if (!(request instanceof LookupRequest)) return request;
  let isOver = false;
  try {
    const found = lookupNumeric(request) ?? lookupName(request, checkCancelled);
    isOver = true;
    return found;
  } finally {
    if (isOver) request.free();
    else abandon(request);
  }
}

/**
 * As lookupAddress, on a thread of Node's pool, for a host that suspends its guests. If the guest has ended, the lookup
 * runs on, and its answer is dropped.
 */
export async function lookupAddressAsync(
  host: string | undefined,
  service: string | undefined,
  hints: LookupHints,
): Promise<AddressInfo[] | LookupError> {
  const request = LookupRequest.create(host, service, hints);
  if (!(request instanceof LookupRequest)) return request;
  try {
    return lookupNumeric(request) ?? answer(request, await callOnPool(request), NO_ERRNO);
  } finally {
    request.free();
  }
}

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

function lookupName(request: LookupRequest, checkCancelled: () => void): AddressInfo[] | LookupError {
  if (asynchronous === undefined) return answer(request, callNow(request), errno());
  return answer(request, wait(asynchronous, request, checkCancelled), NO_ERRNO);
}

function wait(lookup: AsynchronousLookup, request: LookupRequest, checkCancelled: () => void): number {
  checkCancelled();
  const started = lookup.start(GAI_NOWAIT, request.list, 1, 0);
  if (started !== 0) return started;
  request.setTimeout(SLICE_MS);
  for (;;) {
    lookup.suspend(request.list, 1, request.timespec);
    const state = lookup.state(request.address);
    if (state !== platform.lookupErrors.inProgress) return state;
    checkCancelled();
  }
}
