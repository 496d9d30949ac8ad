// The addresses of streams: `tcp://127.0.0.1:80`, `udp://[::1]:53`, `unix:///run/x.sock`.
import { parseScoped, UNIX_PATH_ROOM } from "../addresses/address";
import { MAX_NAME_LENGTH } from "../addresses/resolve";
import { AF_INET, AF_INET6, AF_UNIX, SOCK_DGRAM, SOCK_STREAM } from "../constants";
import { AddressInfo } from "../data/address-info";
import { LOOKUP_FAILED, LookupError } from "../data/lookup";
import { SocketAddress } from "../data/socket-address";
import { errnoText } from "../errno";
import { notice, warn } from "../failure";
import { bytesOf } from "../foreign-text";
import { parseInet } from "../inet";
import { lookupAddress } from "../system";
import { Endpoint, readEndpoint } from "./endpoint";

// PHP's stream types
export const TCP: string = "tcp_socket";
export const UDP: string = "udp_socket";
export const UNIX: string = "unix_socket";
export const UDG: string = "udg_socket";
export const GENERIC: string = "generic_socket";

/** The transport that a scheme stands for. */
@final
export class Transport {
  constructor(
    readonly scheme: string,
    readonly streamType: string,
    /** Whether its addresses are paths. */
    readonly isLocal: bool,
    /** `SOCK_*`. */
    readonly socketType: i32,
  ) {}
}

const TRANSPORTS: StaticArray<Transport> = [
  new Transport("tcp", TCP, false, SOCK_STREAM),
  new Transport("udp", UDP, false, SOCK_DGRAM),
  new Transport("unix", UNIX, true, SOCK_STREAM),
  new Transport("udg", UDG, true, SOCK_DGRAM),
];

/** Why a stream could not be opened: the values of `$error_code` and `$error_message`. */
@final
export class Failure {
  code: i32 = 0;
  message: string = "";
}

/** How many characters of an unknown scheme a message shows. */
const SHOWN_SCHEME: i32 = 31;

/** The length of the scheme before `://`; 0 if there is none, which means tcp. */
function schemeLength(address: string): i32 {
  const end = address.indexOf("://");
  if (end < 2) return 0;
  for (let i = 0; i < end; i++) {
    const character = address.charCodeAt(i);
    const isLetter = <u32>((character | 0x20) - 0x61) < 26;
    const isOther = <u32>(character - 0x30) < 10 || "+-.".includes(address.charAt(i));
    if (!isLetter && !isOther) return 0;
  }
  return end;
}

/** The transport of an address; null if the scheme is unknown. */
export function transportOf(address: string, failure: Failure): Transport | null {
  const length = schemeLength(address);
  const scheme = length == 0 ? "tcp" : address.substring(0, length);
  for (let i = 0; i < TRANSPORTS.length; i++) if (TRANSPORTS[i].scheme == scheme) return TRANSPORTS[i];
  const question = "did you forget to enable it when you configured PHP?";
  failure.message = `Unable to find the socket transport "${scheme.substring(0, SHOWN_SCHEME)}" - ${question}`;
  return null;
}

/** The endpoint of an address without its scheme; null if it is not valid. */
function endpointOf(text: string, failure: Failure): Endpoint | null {
  const isBracketed = text.startsWith("[") && text.length > 1;
  const endpoint = readEndpoint(text);
  // Here a colon must be followed by a port. For datagrams it need not be.
  if (endpoint !== null && (isBracketed || text.indexOf(":") < text.length - 1)) return endpoint;
  failure.message = `Failed to parse ${isBracketed ? "IPv6 address" : "address"} "${text}"`;
  return null;
}

/** The text of getaddrinfo(3) for a failure of the system layer's lookup. */
function lookupText(failure: i32): string {
  switch (LOOKUP_FAILED - failure) {
    case LookupError.NameUnknown:
      return "Name or service not known";
    case LookupError.NoData:
      return "No address associated with hostname";
    case LookupError.TryAgain:
      return "Temporary failure in name resolution";
    case LookupError.BadFamily:
      return "Address family for hostname not supported";
  }
  return failure > LOOKUP_FAILED ? errnoText(-failure) : "Non-recoverable failure in name resolution";
}

function lookUp(host: string, type: i32, results: AddressInfo[]): i32 {
  if (host.length == 0 || host.length > MAX_NAME_LENGTH) return LOOKUP_FAILED - LookupError.NameUnknown;
  const count = lookupAddress(host, null, 0, 0, type, 0, results);
  return count == 0 ? LOOKUP_FAILED - LookupError.NoData : count;
}

/** Every address of a host, IPv4 or IPv6, with its port. None, with a warning, if there is none. */
export function hostAddresses(name: string, endpoint: Endpoint, type: i32, failure: Failure): SocketAddress[] {
  const host = endpoint.host;
  const found = new Array<SocketAddress>();
  const literal = new SocketAddress();
  const isInet = parseInet(host, literal.bytes);
  if (isInet || parseScoped(host, literal)) {
    literal.family = isInet ? AF_INET : AF_INET6;
    found.push(literal);
  } else {
    const results = new Array<AddressInfo>();
    const count = lookUp(host, type, results);
    if (count < 0) {
      failure.message = `php_network_getaddresses: getaddrinfo for ${host} failed: ${lookupText(count)}`;
      warn(name, failure.message);
    }
    for (let i = 0; i < results.length; i++) found.push(results[i].address);
  }
  for (let i = 0; i < found.length; i++) found[i].port = endpoint.port;
  return found;
}

/** A path as an address. A path that is too long is cut, with a notice. */
function pathAddress(name: string, path: string): SocketAddress {
  const address = new SocketAddress();
  address.family = AF_UNIX;
  address.name = bytesOf(path);
  const most = UNIX_PATH_ROOM - 1;
  if (address.name.byteLength > most) {
    notice(name, `socket path exceeded the maximum allowed length of ${most} bytes and was truncated`);
    address.name = address.name.slice(0, most);
  }
  return address;
}

/** The addresses of the text after the scheme. None, with the reason in `failure`, if there is none. */
export function addressesOf(name: string, transport: Transport, address: string, failure: Failure): SocketAddress[] {
  const length = schemeLength(address);
  const text = length == 0 ? address : address.substring(length + 3);
  if (transport.isLocal) return [pathAddress(name, text)];
  const endpoint = endpointOf(text, failure);
  if (endpoint === null) return [];
  return hostAddresses(name, endpoint, transport.socketType, failure);
}
