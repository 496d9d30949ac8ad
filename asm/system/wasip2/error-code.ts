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
import { ErrorCode } from "../../generated/wasi";

/** Of each case the errno. */
const NUMBERS: StaticArray<i32> = [
  ErrorCode.Unknown, SOCKET_EIO,
  ErrorCode.AccessDenied, SOCKET_EACCES,
  ErrorCode.NotSupported, SOCKET_EOPNOTSUPP,
  ErrorCode.InvalidArgument, SOCKET_EINVAL,
  ErrorCode.OutOfMemory, SOCKET_ENOMEM,
  ErrorCode.Timeout, SOCKET_ETIMEDOUT,
  ErrorCode.ConcurrencyConflict, SOCKET_EALREADY,
  ErrorCode.NotInProgress, SOCKET_EINVAL,
  ErrorCode.WouldBlock, SOCKET_EAGAIN,
  ErrorCode.InvalidState, SOCKET_EINVAL,
  ErrorCode.NewSocketLimit, SOCKET_EMFILE,
  ErrorCode.AddressNotBindable, SOCKET_EADDRNOTAVAIL,
  ErrorCode.AddressInUse, SOCKET_EADDRINUSE,
  ErrorCode.RemoteUnreachable, SOCKET_EHOSTUNREACH, // ENETUNREACH is lost
  ErrorCode.ConnectionRefused, SOCKET_ECONNREFUSED,
  ErrorCode.ConnectionReset, SOCKET_ECONNRESET,
  ErrorCode.ConnectionAborted, SOCKET_ECONNABORTED,
  ErrorCode.DatagramTooLarge, SOCKET_EMSGSIZE,
];

/** The errno of a case of error-code. Those of name lookup come from nothing else; they, and what is new, are EIO. */
export function errnoOf(code: i32): i32 {
  for (let row = 0; row < NUMBERS.length; row += 2) if (NUMBERS[row] == code) return NUMBERS[row + 1];
  return SOCKET_EIO;
}
