// Names of hosts, services and protocols: the functions of PHP's core that scripts with sockets use.
import { AF_INET } from "../constants";
import { AddressInfo } from "../data/address-info";
import { warn, warnArgument } from "../failure";
import { formatInet, parseInet } from "../inet";
import { lookupPort, lookupProtocol, lookupProtocolNumber, lookupService } from "../system";
import { MAX_NAME_LENGTH, resolve } from "./resolve";

/** Whether a name has a 0 byte, where the system would end it. Warns if so. `parameter` is PHP's name for it. */
function holdsNull(name: string, position: i32, parameter: string, text: string): bool {
  if (text.indexOf("\0") < 0) return false;
  warnArgument(name, position, parameter, "must not contain any null bytes");
  return true;
}

/**
 * Tells the port of a service.
 *
 * @param service a name such as "http"
 * @param protocol "tcp" or "udp"
 * @returns the port; -1 if the service is unknown
 * @see https://www.php.net/manual/en/function.getservbyname.php
 */
export function getservbyname(service: string, protocol: string): i32 {
  if (holdsNull("getservbyname", 1, "service", service)) return -1;
  if (holdsNull("getservbyname", 2, "protocol", protocol)) return -1;
  // An empty protocol means any in the WIT, but no protocol in PHP.
  if (protocol.length == 0) return -1;
  const found = lookupService(service, protocol);
  return found === null ? -1 : found.port;
}

/**
 * Tells which service is on a port.
 *
 * @param port 0 to 65535
 * @param protocol "tcp" or "udp"
 * @returns the name of the service; null if there is none
 * @see https://www.php.net/manual/en/function.getservbyport.php
 */
export function getservbyport(port: i32, protocol: string): string | null {
  if (holdsNull("getservbyport", 2, "protocol", protocol)) return null;
  if (protocol.length == 0) return null;
  const found = lookupPort(port & 0xffff, protocol);
  return found === null ? null : found.name;
}

/**
 * Tells the number of a protocol.
 *
 * @param protocol a name such as "tcp"
 * @returns an IANA number; -1 if the name is unknown
 * @see https://www.php.net/manual/en/function.getprotobyname.php
 */
export function getprotobyname(protocol: string): i32 {
  if (holdsNull("getprotobyname", 1, "protocol", protocol)) return -1;
  const found = lookupProtocol(protocol);
  return found === null ? -1 : found.number;
}

/**
 * Tells the name of a protocol.
 *
 * @param protocol an IANA number, 0 to 255
 * @returns the name; null if the number is unknown
 * @see https://www.php.net/manual/en/function.getprotobynumber.php
 */
export function getprotobynumber(protocol: i32): string | null {
  if (<u32>protocol > 255) return null;
  const found = lookupProtocolNumber(protocol);
  return found === null ? null : found.name;
}

const bytes = new StaticArray<u8>(4);

/** The IPv4 addresses of a host; none if it is unknown. A name that is too long or not valid warns. */
function addressesOf(name: string, hostname: string): string[] {
  const texts = new Array<string>();
  if (holdsNull(name, 1, "hostname", hostname)) return texts;
  if (hostname.length > MAX_NAME_LENGTH) {
    warn(name, "Host name cannot be longer than " + MAX_NAME_LENGTH.toString() + " characters");
    return texts;
  }
  if (parseInet(hostname, bytes)) {
    texts.push(formatInet(bytes));
    return texts;
  }
  const results = new Array<AddressInfo>();
  if (resolve(hostname, AF_INET, 0, results) < 0) return texts;
  for (let i = 0; i < results.length; i++) {
    const text = formatInet(results[i].address.bytes);
    if (!texts.includes(text)) texts.push(text);
  }
  return texts;
}

/**
 * Looks up the first IPv4 address of a host.
 *
 * @param hostname a name, of at most 255 bytes
 * @returns the address; the name itself if it is unknown or may not be looked up
 * @see https://www.php.net/manual/en/function.gethostbyname.php
 */
export function gethostbyname(hostname: string): string {
  const found = addressesOf("gethostbyname", hostname);
  return found.length > 0 ? found[0] : hostname;
}

/**
 * Looks up all IPv4 addresses of a host.
 *
 * @param hostname a name, of at most 255 bytes
 * @returns the addresses; null if the name is unknown or may not be looked up
 * @see https://www.php.net/manual/en/function.gethostbynamel.php
 */
export function gethostbynamel(hostname: string): string[] | null {
  const found = addressesOf("gethostbynamel", hostname);
  return found.length > 0 ? found : null;
}
