// What a host's name stands for: an address in text, which is read here, or what wasi:sockets/ip-name-lookup says.
import { resolveAddresses, resolveDrop, resolveNextAddress, resolveSubscribe } from "../../../bindings/wasi-sockets";
import { AF_INET, AF_INET6 } from "../../../constants";
import { LOOKUP_FAILED, LookupError } from "../../../data/lookup";
import { SocketAddress } from "../../../data/socket-address";
import { ErrorCode } from "../../../generated/wasi";
import { parseInet, parseInet6 } from "../../../inet";
import { errnoOf } from "../error-code";
import { liftBareAddress, network, toLoopback, unspecified } from "../ip-address";
import { RESULT } from "../result-area";
import { FOREVER, waitUntil } from "../wait";

/** What no name means: all of this machine's addresses, or those that only itself reaches. */
export function ownAddresses(passive: bool, addresses: SocketAddress[]): void {
  const families: StaticArray<i32> = [AF_INET6, AF_INET];
  for (let i = 0; i < 2; i++) {
    const address = new SocketAddress();
    unspecified(families[i], address);
    if (!passive) toLoopback(address);
    addresses.push(address);
  }
}

/** The address that a text is, as getaddrinfo(3) reads it; null: it is none. Of scopes, numbers are known. */
export function addressIn(text: string): SocketAddress | null {
  const address = new SocketAddress();
  address.family = AF_INET;
  if (parseInet(text, address.bytes, true)) return address;
  address.family = AF_INET6;
  const percent = text.indexOf("%");
  if (!parseInet6(text, percent < 0 ? text.length : percent, address.bytes)) return null;
  return percent < 0 || takeScope(text, percent + 1, address) ? address : null;
}

function takeScope(text: string, from: i32, address: SocketAddress): bool {
  let scope: u64 = 0;
  for (let i = from; i < text.length; i++) {
    const digit = <u32>(text.charCodeAt(i) - 0x30);
    scope = scope * 10 + digit;
    if (digit > 9 || scope > u32.MAX_VALUE) return false;
  }
  address.scopeId = <u32>scope;
  return from < text.length;
}

/**
 * Appends the addresses of a name; 0, or the failure: `LOOKUP_FAILED - LookupError`, or minus the errno. What cannot be
 * a name is not asked for: some runtimes would read an address in it.
 */
export function resolve(name: string, addresses: SocketAddress[]): i32 {
  if (!isName(name)) return LOOKUP_FAILED - LookupError.NameUnknown;
  resolveAddresses(network(), changetype<usize>(name), name.length, RESULT);
  if (load<u8>(RESULT) != 0) return failureOf(load<u8>(RESULT, 4));
  const stream = load<i32>(RESULT, 4);
  let failure = 0;
  while (true) {
    // Result: error-code 2; or whether an address 2, and it 4.
    resolveNextAddress(stream, RESULT);
    if (load<u8>(RESULT) == 0) {
      if (load<u8>(RESULT, 2) == 0) break;
      const address = new SocketAddress();
      liftBareAddress(RESULT + 4, address);
      addresses.push(address);
      continue;
    }
    const code = load<u8>(RESULT, 2);
    if (code != ErrorCode.WouldBlock) {
      failure = failureOf(code);
      break;
    }
    waitUntil(resolveSubscribe(stream), FOREVER);
  }
  resolveDrop(stream);
  return failure;
}

/** No name has white space, control characters, or what only addresses have. */
function isName(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character <= 0x20 || character == 0x25 || character == 0x3a || character == 0x5b) return false;
  }
  return text.length > 0;
}

function failureOf(code: i32): i32 {
  if (code == ErrorCode.NameUnresolvable || code == ErrorCode.InvalidArgument) {
    return LOOKUP_FAILED - LookupError.NameUnknown;
  }
  if (code == ErrorCode.TemporaryResolverFailure) return LOOKUP_FAILED - LookupError.TryAgain;
  if (code == ErrorCode.PermanentResolverFailure) return LOOKUP_FAILED - LookupError.Failed;
  return -errnoOf(code);
}
