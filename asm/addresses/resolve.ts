// Host names to addresses, with the failures numbered as PHP numbers them.
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

/** Appends the addresses of a host of one family; 0, or the negative number of the system layer's failure. */
export function resolve(host: string, family: i32, flags: i32, results: AddressInfo[]): i32 {
  if (host.length == 0) return LOOKUP_FAILED - LookupError.Failed;
  const isNoName = host.length > MAX_NAME_LENGTH || (family == AF_INET && endsInNumber(host));
  if (isNoName) return LOOKUP_FAILED - LookupError.NameUnknown;
  // One type, or each address would come once for every type.
  const count = lookupAddress(host, null, flags, family, SOCK_STREAM, 0, results);
  if (count > 0) return 0;
  return count == 0 ? LOOKUP_FAILED - LookupError.NoData : count;
}

/**
 * Whether the last label is a number, as no name's is: a mistyped address, or one of the forms that PHP does not
 * understand for IPv4 (`0x7f.1`) and getaddrinfo(3), which it asks for IPv6, would.
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
