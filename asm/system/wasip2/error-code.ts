// wasi:sockets' error-code to Linux's errno. WASI folds many errnos into few codes; this is the likeliest of each, and
// what the context tells (a socket's state, the operation) is put right where the operation is.
import {
  SOCKET_EACCES,
  SOCKET_EADDRINUSE,
  SOCKET_EADDRNOTAVAIL,
  SOCKET_EAGAIN,
  SOCKET_EALREADY,
  SOCKET_ECONNABORTED,
  SOCKET_ECONNREFUSED,
  SOCKET_ECONNRESET,
  SOCKET_EHOSTUNREACH,
  SOCKET_EINVAL,
  SOCKET_EIO,
  SOCKET_EMFILE,
  SOCKET_EMSGSIZE,
  SOCKET_ENOMEM,
  SOCKET_EOPNOTSUPP,
  SOCKET_ETIMEDOUT,
} from "../../constants";

/** In the order of the WIT's enum. */
const NUMBERS: StaticArray<i32> = [
  SOCKET_EIO, // unknown
  SOCKET_EACCES, // access-denied
  SOCKET_EOPNOTSUPP, // not-supported
  SOCKET_EINVAL, // invalid-argument
  SOCKET_ENOMEM, // out-of-memory
  SOCKET_ETIMEDOUT, // timeout
  SOCKET_EALREADY, // concurrency-conflict
  SOCKET_EINVAL, // not-in-progress
  SOCKET_EAGAIN, // would-block
  SOCKET_EINVAL, // invalid-state
  SOCKET_EMFILE, // new-socket-limit
  SOCKET_EADDRNOTAVAIL, // address-not-bindable
  SOCKET_EADDRINUSE, // address-in-use
  SOCKET_EHOSTUNREACH, // remote-unreachable: ENETUNREACH is lost
  SOCKET_ECONNREFUSED, // connection-refused
  SOCKET_ECONNRESET, // connection-reset
  SOCKET_ECONNABORTED, // connection-aborted
  SOCKET_EMSGSIZE, // datagram-too-large
  SOCKET_EIO, // name-unresolvable: of name lookup only, as the two below
  SOCKET_EIO, // temporary-resolver-failure
  SOCKET_EIO, // permanent-resolver-failure
];

/** The errno of a case of error-code. */
export function errnoOf(code: i32): i32 {
  return NUMBERS[code];
}
