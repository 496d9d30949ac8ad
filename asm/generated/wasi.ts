// Generated from wit/ by `npm run wit`; not to be edited.
// The cases of enums and variants, in the order of the WIT.

/** `error-code`. */
export enum ErrorCode {
  Unknown,
  AccessDenied,
  NotSupported,
  InvalidArgument,
  OutOfMemory,
  Timeout,
  ConcurrencyConflict,
  NotInProgress,
  WouldBlock,
  InvalidState,
  NewSocketLimit,
  AddressNotBindable,
  AddressInUse,
  RemoteUnreachable,
  ConnectionRefused,
  ConnectionReset,
  ConnectionAborted,
  DatagramTooLarge,
  NameUnresolvable,
  TemporaryResolverFailure,
  PermanentResolverFailure,
}

/** `ip-address-family`. */
export enum IpAddressFamily {
  Ipv4,
  Ipv6,
}

/** `ip-address`. */
export enum IpAddressCase {
  Ipv4,
  Ipv6,
}

/** `ip-socket-address`. */
export enum IpSocketAddressCase {
  Ipv4,
  Ipv6,
}
