/**
 * Looking up hosts: getaddrinfo(3). A lookup takes as long as the name server
 * takes. So it runs on another thread, by glibc's getaddrinfo_a(3), while this
 * thread checks every few milliseconds whether the guest was killed.
 */
import koffi, { type KoffiFunc } from 'koffi';
import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import { errno, libc } from './libc.ts';
import { LookupRequest, lookupFailure, readAddresses } from './lookup-request.ts';
import { platform } from './platform.ts';

export { interfaceIndex, interfaceName } from './interfaces.ts';
export { lookupPort, lookupProtocol, lookupProtocolNumber, lookupService } from './services.ts';

/** How often a lookup that blocks checks whether the guest was killed, in milliseconds. */
const SLICE_MS = 20;

const GAI_NOWAIT = 1;

/** The errno of an `EAI_SYSTEM` on another thread is not known here. */
const NO_ERRNO = 0;

const getaddrinfo: KoffiFunc<(host: number, service: number, hints: number, result: number) => number> = libc.func(
  'int getaddrinfo(uintptr_t host, uintptr_t service, uintptr_t hints, uintptr_t result)',
);

/** getaddrinfo_a(3) and its companions: in libc from glibc 2.34 on, in libanl before; not in musl. */
interface AsynchronousLookup {
  start(mode: number, list: number, count: number, event: number): number;
  suspend(list: number, count: number, timespec: number): number;
  state(request: number): number;
  cancel(request: number): number;
}

const asynchronous = bindAsynchronous(libc) ?? loadLibanl();

function loadLibanl(): AsynchronousLookup | undefined {
  try {
    return bindAsynchronous(koffi.load('libanl.so.1'));
  } catch {
    return undefined;
  }
}

function bindAsynchronous(library: typeof libc): AsynchronousLookup | undefined {
  try {
    return {
      start: library.func('int getaddrinfo_a(int mode, uintptr_t list, int count, uintptr_t event)'),
      suspend: library.func('int gai_suspend(uintptr_t list, int count, uintptr_t timeout)'),
      state: library.func('int gai_error(uintptr_t request)'),
      cancel: library.func('int gai_cancel(uintptr_t request)'),
    };
  } catch {
    return undefined;
  }
}

/** Requests of ended guests to which a thread of glibc may still write. */
const abandoned = new Set<LookupRequest>();

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
  let isMine = true;
  try {
    const quick = lookupNumeric(request);
    if (quick !== undefined) return quick;
    if (asynchronous === undefined) return answer(request, callNow(request), errno());
    return answer(request, wait(asynchronous, request, checkCancelled), NO_ERRNO);
  } catch (error) {
    isMine = asynchronous === undefined || isOver(asynchronous, request);
    throw error;
  } finally {
    if (isMine) request.free();
    else abandoned.add(request);
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

/** An answer without a name server; `undefined` if the host is a name. */
function lookupNumeric(request: LookupRequest): AddressInfo[] | LookupError | undefined {
  request.setNumericHost(true);
  const code = callNow(request);
  const isName = code === platform.lookupErrors.noName && request.mayBeName;
  if (!isName) return answer(request, code, errno());
  request.setNumericHost(false);
  return undefined;
}

function callNow(request: LookupRequest): number {
  return getaddrinfo(request.host, request.service, request.hints, request.result);
}

function callOnPool(request: LookupRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    getaddrinfo.async(request.host, request.service, request.hints, request.result, (error: unknown, code: number) =>
      error == null ? resolve(code) : reject(error),
    );
  });
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

/** Whether the request is finished: no thread will write to it any more. */
function isOver(lookup: AsynchronousLookup, request: LookupRequest): boolean {
  lookup.cancel(request.address);
  return lookup.state(request.address) !== platform.lookupErrors.inProgress;
}

/** Frees abandoned requests that have finished. */
function reap(): void {
  for (const request of abandoned) {
    if (asynchronous?.state(request.address) === platform.lookupErrors.inProgress) continue;
    abandoned.delete(request);
    request.free();
  }
}

function answer(request: LookupRequest, code: number, osErrno: number): AddressInfo[] | LookupError {
  return code === 0 ? readAddresses(request) : lookupFailure(code, osErrno);
}
