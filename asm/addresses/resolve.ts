// Resolves host names to addresses. Failures have PHP's numbers.
import { AF_INET, SOCK_STREAM, SOCKET_EACCES } from "../constants";
import { AddressInfo } from "../data/address-info";
import { LOOKUP_FAILED, LookupError } from "../data/lookup";
import { lookupAddress } from "../system";

/** `-10000 - h_errno` of netdb.h. */
const HOST_NOT_FOUND: i32 = -10001;
const TRY_AGAIN: i32 = -10002;
const NO_RECOVERY: i32 = -10003;
const NO_DATA: i32 = -10004;

/** Longer names are refused; MAXFQDNLEN of PHP. */
export const MAX_NAME_LENGTH: i32 = 255;

/** Appends a host's addresses of one family. Returns 0, or the system layer's negative number of a failure. */
export function resolve(host: string, family: i32, flags: i32, results: AddressInfo[]): i32 {
  if (host.length == 0) return LOOKUP_FAILED - LookupError.Failed;
  const isNoName = host.length > MAX_NAME_LENGTH || (family == AF_INET && endsInNumber(host));
  if (isNoName) return LOOKUP_FAILED - LookupError.NameUnknown;
  // One type is asked for. Otherwise each address would come once for every type.
  const count = lookupAddress(host, null, flags, family, SOCK_STREAM, 0, results);
  if (count > 0) return 0;
  return count == 0 ? LOOKUP_FAILED - LookupError.NoData : count;
}

/**
 * Whether the last label is a number, so that it cannot be a name: a mistyped address, or a form of IPv4 addresses that
 * PHP does not understand (`0x7f.1`). PHP asks getaddrinfo(3) for IPv6, which would understand it.
 */
function endsInNumber(host: string): bool {
  const end = host.endsWith(".") ? host.length - 1 : host.length;
  const start = host.lastIndexOf(".", end - 1) + 1;
  const hexadecimal = end - start > 1 && host.substr(start, 2).toLowerCase() == "0x";
  for (let i = hexadecimal ? start + 2 : start; i < end; i++) {
    const character = host.charCodeAt(i);
    const letter = (character | 0x20) - 0x61;
    if (<u32>(character - 0x30) > 9 && (!hexadecimal || <u32>letter > 5)) return false;
  }
  return end > start;
}

/** The error number of a failed lookup: `-10000 - h_errno`, or the errno of a refusal. */
export function lookupFailure(failure: i32): i32 {
  switch (LOOKUP_FAILED - failure) {
    case LookupError.NameUnknown:
    case LookupError.BadFamily:
      return HOST_NOT_FOUND;
    case LookupError.NoData:
      return NO_DATA;
    case LookupError.TryAgain:
      return TRY_AGAIN;
  }
  return failure == -SOCKET_EACCES ? SOCKET_EACCES : NO_RECOVERY;
}
