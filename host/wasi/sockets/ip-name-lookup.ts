// wasi:sockets/ip-name-lookup
import { domainToASCII } from 'node:url';
import {
  immediate,
  providedInterface,
  type ProvidedInterface,
  type ProvidedResource,
} from '../../component/provided.ts';
import type { AddressInfo, LookupError, LookupHints } from '../../generated/wit-types.ts';
import { errnoNumber } from '../../os/errno.ts';
import { lookupNumericAddress } from '../../os/names.ts';
import type { SocketContext } from '../../socket/host-socket.ts';
import { beginLookup, type BegunLookup } from '../../socket/lookup.ts';
import type { WasiEnvironment } from '../environment.ts';
import { Pollable } from '../io/pollable.ts';
import { type Err, err, ok } from '../result.ts';
import { WASI_VERSION } from '../version.ts';
import { type ErrorCode, failed, INVALID_ARGUMENT, type SocketResult, WOULD_BLOCK } from './error-code.ts';
import { type IpAddress, ipAddressOf } from './ip-address.ts';
import type { Network } from './network.ts';

/** One answer for each address, not one for each type of socket. */
const HINTS: LookupHints = { flags: {}, socketType: 'stream', protocol: 0 };

/** The longest name in bytes, without the last dot, and its labels: RFC 1035, with underscores as in use. */
const LONGEST_NAME = 253;
const NAME = /^[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*\.?$/i;

/** IPv6, or what ends in a number as IPv4 does: no name. */
const NUMBER = /:|(?:^|\.)\d+\.?$/;

/** What is told of a lookup that failed, in place of `permanent-resolver-failure`. */
const FAILURES: Readonly<Partial<Record<LookupError['tag'], ErrorCode>>> = {
  'name-unknown': 'name-unresolvable',
  'no-data': 'name-unresolvable',
  'bad-family': 'name-unresolvable',
  'try-again': 'temporary-resolver-failure',
};

function failureOf(failure: LookupError): Err<ErrorCode> {
  if (failure.tag === 'system') return failed(-errnoNumber(failure.val));
  return err(FAILURES[failure.tag] ?? 'permanent-resolver-failure');
}

/** The name as name servers have it. @returns undefined if it is none */
function nameOf(name: string): string | undefined {
  // An encoded name is no shorter than the name. What takes long to encode is none.
  if (name.length > LONGEST_NAME + 1) return undefined;
  const isAscii = Buffer.byteLength(name) === name.length;
  const ascii = isAscii ? name : domainToASCII(name);
  return ascii.length <= LONGEST_NAME + 1 && NAME.test(ascii) ? ascii : undefined;
}

/** `resolve-address-stream`. */
export class ResolveAddressStream {
  readonly #lookup: BegunLookup | undefined;
  #failure: LookupError | undefined;
  /** What is left to give, once there is an answer. */
  #left: IpAddress[] | undefined;

  constructor(begun: AddressInfo[] | BegunLookup) {
    if (Array.isArray(begun)) this.#take(begun);
    else this.#lookup = begun;
  }

  next(): SocketResult<IpAddress | undefined> {
    if (!this.isDone()) return WOULD_BLOCK;
    return this.#failure === undefined ? ok(this.#left?.shift()) : failureOf(this.#failure);
  }

  /** Whether there is an answer. */
  isDone(): boolean {
    if (this.#left !== undefined || this.#failure !== undefined) return true;
    const found = this.#lookup?.answer();
    if (found === undefined) return false;
    if (Array.isArray(found)) this.#take(found);
    else this.#failure = found;
    return true;
  }

  drop(): void {
    this.#lookup?.end();
  }

  #take(found: AddressInfo[]): void {
    this.#left = found.map(({ address }) => ipAddressOf(address)).filter((address) => address !== undefined);
  }
}

const RESOLVE_ADDRESS_STREAM: ProvidedResource<ResolveAddressStream> = {
  name: 'resolve-address-stream',
  drop: (stream) => stream.drop(),
};

/** Starts a lookup. What is written as an address is that address. */
function resolve(context: SocketContext, asked: string): SocketResult<ResolveAddressStream> {
  if (NUMBER.test(asked)) {
    const found = lookupNumericAddress(asked, undefined, HINTS);
    return found === undefined ? INVALID_ARGUMENT : ok(new ResolveAddressStream(found));
  }
  const name = nameOf(asked);
  if (name === undefined) return INVALID_ARGUMENT;
  const begun = beginLookup(context, name, HINTS);
  return 'tag' in begun ? failureOf(begun) : ok(new ResolveAddressStream(begun));
}

export function ipNameLookup({ context }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:sockets/ip-name-lookup', WASI_VERSION, [RESOLVE_ADDRESS_STREAM], {
    'resolve-addresses': immediate((_: Network, name: string) => resolve(context, name)),
    '[method]resolve-address-stream.resolve-next-address': immediate((self: ResolveAddressStream) => self.next()),
    '[method]resolve-address-stream.subscribe': immediate(
      (self: ResolveAddressStream) => new Pollable(() => ({ isDone: () => self.isDone() })),
    ),
  });
}
