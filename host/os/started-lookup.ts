import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import { abandon, answer, asynchronous, callNow, GAI_NOWAIT, NO_ERRNO, reap } from './getaddrinfo.ts';
import { errno } from './libc.ts';
import { LookupRequest } from './lookup-request.ts';
import { platform } from './platform.ts';

/** A lookup of a name that goes on by itself, on a thread of glibc's. */
export class StartedLookup {
  readonly #request: LookupRequest;
  #found: AddressInfo[] | LookupError | undefined;

  /**
   * Starts to look a host up. If libc has no getaddrinfo_a (musl), this takes as long as the name server takes.
   *
   * @returns why there can be no answer, if there can be none
   */
  static start(host: string, hints: LookupHints): StartedLookup | LookupError {
    reap();
    const request = LookupRequest.create(host, undefined, hints);
    return request instanceof LookupRequest ? new StartedLookup(request) : request;
  }

  private constructor(request: LookupRequest) {
    this.#request = request;
    const started = asynchronous?.start(GAI_NOWAIT, request.list, 1, 0);
    if (started === undefined) this.#end(callNow(request), errno());
    else if (started !== 0) this.#end(started, NO_ERRNO);
  }

  /** @returns undefined while there is no answer yet */
  answer(): AddressInfo[] | LookupError | undefined {
    if (this.#found === undefined && asynchronous !== undefined) {
      const state = asynchronous.state(this.#request.address);
      if (state !== platform.lookupErrors.inProgress) this.#end(state, NO_ERRNO);
    }
    return this.#found;
  }

  /** Ends the lookup if it is not over. Nobody wants the answer. */
  abandon(): void {
    if (this.#found !== undefined) return;
    this.#found = { tag: 'system', val: 'ecanceled' };
    abandon(this.#request);
  }

  #end(code: number, osErrno: number): void {
    this.#found = answer(this.#request, code, osErrno);
    this.#request.free();
  }
}
