import type { Errno } from '../../generated/wit-types.ts';
import { errnoName } from '../../os/errno.ts';
import { DONE, err, type Err, type Result } from '../result.ts';

/** `error-code` of wasi:sockets/network. */
export type ErrorCode =
  | 'unknown'
  | 'access-denied'
  | 'not-supported'
  | 'invalid-argument'
  | 'out-of-memory'
  | 'timeout'
  | 'concurrency-conflict'
  | 'not-in-progress'
  | 'would-block'
  | 'invalid-state'
  | 'new-socket-limit'
  | 'address-not-bindable'
  | 'address-in-use'
  | 'remote-unreachable'
  | 'connection-refused'
  | 'connection-reset'
  | 'connection-aborted'
  | 'datagram-too-large'
  | 'name-unresolvable'
  | 'temporary-resolver-failure'
  | 'permanent-resolver-failure';

/** What a function of wasi:sockets gives. */
export type SocketResult<T = undefined> = Result<T, ErrorCode>;

/** The codes of errors, as the documentation of wasi:sockets has them. */
type Codes = Readonly<Partial<Record<Errno, ErrorCode>>>;

const CODES: Codes = {
  eacces: 'access-denied',
  eperm: 'access-denied',
  eopnotsupp: 'not-supported',
  eafnosupport: 'not-supported',
  eprotonosupport: 'not-supported',
  esocktnosupport: 'not-supported',
  enoprotoopt: 'not-supported',
  einval: 'invalid-argument',
  edestaddrreq: 'invalid-argument',
  enomem: 'out-of-memory',
  enobufs: 'out-of-memory',
  etimedout: 'timeout',
  ealready: 'concurrency-conflict',
  eagain: 'would-block',
  enotconn: 'invalid-state',
  eisconn: 'invalid-state',
  emfile: 'new-socket-limit',
  enfile: 'new-socket-limit',
  eaddrnotavail: 'address-not-bindable',
  eaddrinuse: 'address-in-use',
  ehostunreach: 'remote-unreachable',
  ehostdown: 'remote-unreachable',
  enetunreach: 'remote-unreachable',
  enetdown: 'remote-unreachable',
  enonet: 'remote-unreachable',
  econnrefused: 'connection-refused',
  econnreset: 'connection-reset',
  enetreset: 'connection-reset',
  econnaborted: 'connection-aborted',
  epipe: 'connection-aborted',
  emsgsize: 'datagram-too-large',
};

/** Where an operation's documentation says otherwise. */
export const OTHERWISE = {
  // On Linux the error of an implicit bind without a free port.
  connect: { eaddrnotavail: 'address-in-use' },
  // "The socket is already bound."
  bind: { einval: 'invalid-state' },
  listen: { edestaddrreq: 'invalid-state', einval: 'invalid-state' },
  // accept(2): errors of the network that the new connection already has.
  accept: {
    einval: 'invalid-state',
    econnreset: 'connection-aborted',
    enetreset: 'connection-aborted',
    ehostunreach: 'connection-aborted',
    ehostdown: 'connection-aborted',
    enetunreach: 'connection-aborted',
    enetdown: 'connection-aborted',
    enonet: 'connection-aborted',
    eproto: 'connection-aborted',
    enoprotoopt: 'connection-aborted',
    eopnotsupp: 'connection-aborted',
  },
  name: { einval: 'invalid-state' },
  datagram: { econnreset: 'remote-unreachable', enetreset: 'remote-unreachable' },
} satisfies Readonly<Record<string, Codes>>;

/** The code of an error; undefined if it is none of the network's. */
export function codeOf(errno: Errno): ErrorCode | undefined {
  return CODES[errno];
}

/** @param outcome minus the system's errno */
export function failed(outcome: number, otherwise: Codes = {}): Err<ErrorCode> {
  const errno = errnoName(-outcome);
  return err(otherwise[errno] ?? CODES[errno] ?? 'unknown');
}

/** The result of an operation that gives nothing. @param outcome 0, or minus the system's errno */
export function done(outcome: number, otherwise?: Codes): SocketResult {
  return outcome < 0 ? failed(outcome, otherwise) : DONE;
}

export const INVALID_STATE: Err<ErrorCode> = err('invalid-state');
export const INVALID_ARGUMENT: Err<ErrorCode> = err('invalid-argument');
export const CONCURRENCY_CONFLICT: Err<ErrorCode> = err('concurrency-conflict');
export const NOT_IN_PROGRESS: Err<ErrorCode> = err('not-in-progress');
export const WOULD_BLOCK: Err<ErrorCode> = err('would-block');
