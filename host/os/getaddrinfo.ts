// getaddrinfo(3), and getaddrinfo_a(3) of glibc, which makes the call on a thread of its own.
import type { KoffiFunc } from 'koffi';
import koffi from './koffi.ts';
import type { AddressInfo, LookupError } from '../generated/wit-types.ts';
import { cFunctions, errno, libc } from './libc.ts';
import { type LookupRequest, lookupFailure, readAddresses } from './lookup-request.ts';
import { platform } from './platform.ts';
import { refuseOverflow } from '../stack-room.ts';

export const GAI_NOWAIT = 1;

/** The errno of an `EAI_SYSTEM` on another thread is not known here. */
export const NO_ERRNO = 0;

const raw: {
  readonly getaddrinfo: KoffiFunc<(host: number, service: number, hints: number, result: number) => number>;
} = cFunctions({
  getaddrinfo: 'int getaddrinfo(uintptr_t host, uintptr_t service, uintptr_t hints, uintptr_t result)',
});

/** getaddrinfo_a(3) and its companions: in libc from glibc 2.34 on, in libanl before; not in musl. */
interface AsynchronousLookup {
  start(mode: number, list: number, count: number, event: number): number;
  state(request: number): number;
  cancel(request: number): number;
}

let bound: AsynchronousLookup | null | undefined;

/** Undefined where libc has none. */
export function asynchronous(): AsynchronousLookup | undefined {
  if (bound === undefined) bound = bindAsynchronous(libc) ?? loadLibanl() ?? null;
  return bound ?? undefined;
}

function loadLibanl(): AsynchronousLookup | undefined {
  try {
    return bindAsynchronous(koffi.load('libanl.so.1'));
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}

function bindAsynchronous(library: typeof libc): AsynchronousLookup | undefined {
  try {
    return {
      start: library.func('int getaddrinfo_a(int mode, uintptr_t list, int count, uintptr_t event)'),
      state: library.func('int gai_error(uintptr_t request)'),
      cancel: library.func('int gai_cancel(uintptr_t request)'),
    };
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}

/** An answer without a name server; `undefined` if the host is a name. */
export function lookupNumeric(request: LookupRequest): AddressInfo[] | LookupError | undefined {
  request.setNumericHost(true);
  const code = callNow(request);
  const isName = code === platform.lookupErrors.noName && request.mayBeName;
  if (!isName) return answer(request, code, errno());
  request.setNumericHost(false);
  return undefined;
}

export function callNow(request: LookupRequest): number {
  return raw.getaddrinfo(request.host, request.service, request.hints, request.result);
}

export function answer(request: LookupRequest, code: number, osErrno: number): AddressInfo[] | LookupError {
  return code === 0 ? readAddresses(request) : lookupFailure(code, osErrno);
}
