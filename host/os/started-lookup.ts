/**
 * Looking up hosts: getaddrinfo(3). A lookup takes as long as the name server takes. So it goes on by itself, by glibc's
 * getaddrinfo_a(3), and whoever wants its answer asks for it from time to time.
 */
import type { AddressInfo, LookupError, LookupHints } from '../generated/wit-types.ts';
import { answer, asynchronous, callNow, GAI_NOWAIT, lookupNumeric, NO_ERRNO } from './getaddrinfo.ts';
import { errno } from './libc.ts';
import { freeRequest, LookupRequest } from './lookup-request.ts';
import { platform } from './platform.ts';

type Found = AddressInfo[] | LookupError;

/** Lookups that were given up, to whose memory a thread of glibc's may still write. */
const abandoned = new Set<{ isOver(): boolean }>();

/** A lookup of a name, on a thread of glibc's or in the queue for one: there are twenty in a process. */
export class StartedLookup {
  readonly #request: LookupRequest;
  /** What was found; undefined while the lookup is not over. */
  #found: Found | undefined;

  /**
   * Starts to look up a host, a service, or both. If libc has no getaddrinfo_a (musl), this takes as long as the name server
   * takes.
   *
   * @returns the answer, if it needs no name server
   */
  static start(host: string | undefined, service: string | undefined, hints: LookupHints): StartedLookup | Found {
    for (const each of abandoned) if (each.isOver()) abandoned.delete(each);
    const request = LookupRequest.create(host, service, hints);
    if (!(request instanceof LookupRequest)) return request;
    const found = lookupNumeric(request);
    if (found === undefined) return new StartedLookup(request);
    request.free();
    return found;
  }

  private constructor(request: LookupRequest) {
    this.#request = request;
    const started = asynchronous()?.start(GAI_NOWAIT, request.list, 1, 0);
    if (started === undefined) this.#end(callNow(request), errno());
    else if (started !== 0) this.#end(started, NO_ERRNO);
  }

  /** Whether no thread works on it any more, and none will. */
  isOver(): boolean {
    return this.answer() !== undefined;
  }

  /** @returns undefined while there is no answer yet */
  answer(): Found | undefined {
    const lookups = asynchronous();
    if (this.#found === undefined && lookups !== undefined) {
      const state = lookups.state(this.#request.address);
      if (state !== platform.lookupErrors.inProgress) this.#end(state, NO_ERRNO);
    }
    return this.#found;
  }

  /** Ends the lookup if no thread works on it yet. Nothing ends a thread: the lookup is over when the thread has its answer. */
  abandon(): void {
    const lookups = asynchronous();
    if (this.isOver() || lookups === undefined) return;
    const { canceled } = platform.lookupErrors;
    // gai_cancel(3) leaves gai_error(3) as it is.
    if (lookups.cancel(this.#request.address) === canceled) this.#end(canceled, NO_ERRNO);
    else abandoned.add(this);
  }

  /**
   * Gives a lookup that was abandoned to another thread of this process.
   *
   * @returns what a `LeftLookup` is made of; undefined if the lookup is over
   */
  leave(): number | undefined {
    if (this.isOver()) return undefined;
    abandoned.delete(this);
    // Nothing here looks at its memory any more.
    this.#found = { tag: 'system', val: 'ecanceled' };
    return this.#request.address;
  }

  #end(code: number, osErrno: number): void {
    this.#found = answer(this.#request, code, osErrno);
    this.#request.free();
  }
}

/** A lookup that another thread of this process has left, whose answer nobody wants. */
export class LeftLookup {
  readonly #address: number;
  #isOver = false;

  /** @param address what `StartedLookup.leave` gave, once */
  constructor(address: number) {
    this.#address = address;
  }

  /** Whether no thread works on it any more. Its memory is then given back. */
  isOver(): boolean {
    if (!this.#isOver && asynchronous()?.state(this.#address) !== platform.lookupErrors.inProgress) {
      this.#isOver = true;
      freeRequest(this.#address);
    }
    return this.#isOver;
  }

  /** Nobody asks any more whether it is over. */
  abandon(): void {
    if (!this.isOver()) abandoned.add(this);
  }
}
