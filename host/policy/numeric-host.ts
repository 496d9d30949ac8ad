// Texts that libc reads as IPv4 addresses: inet_aton(3), which getaddrinfo(3) tries before any name server.
import { formatInternetAddress } from './internet.ts';

/** A part in decimal, octal (`0…`) or hexadecimal (`0x…`), as strtoul(3) reads it with base 0. */
const PART = /^(?:0x[0-9a-f]*|[0-9]+)$/i;

/**
 * Whether a host ends in a number: `127.1`, `0x7f.0.0.1`, `1`. No name server has such a name, and some programs read
 * it as an IPv4 address. It is the test of the URL standard ("ends in a number"), which covers everything that
 * inet_aton(3) reads, and more.
 */
export function endsInNumber(host: string): boolean {
  return PART.test(host.slice(host.lastIndexOf('.') + 1));
}

/** The address that libc reads from a text, in the usual form; undefined if it reads none. */
export function readByLibc(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => PART.test(part))) return undefined;
  const numbers = parts.map(readPart);
  // The last part fills the rest of the 32 bits.
  const last = numbers.pop() ?? NaN;
  if (!numbers.every((number) => number <= 0xff) || !(last < 2 ** (32 - 8 * numbers.length))) return undefined;
  const address = numbers.reduce((sum, number, index) => sum + number * 2 ** (24 - 8 * index), last);
  return formatInternetAddress(address);
}

/** NaN if it is no number in its base: `08`, `0x`. */
function readPart(part: string): number {
  return Number(/^0[0-9]/.test(part) ? `0o${part.slice(1)}` : part);
}
