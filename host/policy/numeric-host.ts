// Texts that libc takes for IPv4 addresses: inet_aton(3), which getaddrinfo(3) asks before any name server.
import { formatInternetAddress } from './internet.ts';

/** A part in decimal, octal (`0…`) or hexadecimal (`0x…`), as strtoul(3) reads it with base 0. */
const PART = /^(?:0x[0-9a-f]*|[0-9]+)$/i;

/**
 * Whether a host ends in a number, so that no name server has it and some reader takes it for an IPv4 address:
 * `127.1`, `0x7f.0.0.1`, `1`. It is the test of the URL standard ("ends in a number"), which holds for all that
 * inet_aton(3) reads, and for more.
 */
export function endsInNumber(host: string): boolean {
  return PART.test(host.slice(host.lastIndexOf('.') + 1));
}

/** The address that libc reads in a text, as it is usually written; undefined if it reads none. */
export function readByLibc(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => PART.test(part))) return undefined;
  const numbers = parts.map(readPart);
  // The last part fills what the others leave of 32 bits.
  const last = numbers.pop() ?? NaN;
  if (!numbers.every((number) => number <= 0xff) || !(last < 2 ** (32 - 8 * numbers.length))) return undefined;
  const address = numbers.reduce((sum, number, index) => sum + number * 2 ** (24 - 8 * index), last);
  return formatInternetAddress(address);
}

/** NaN for what is no number in its base: `08`, `0x`. */
function readPart(part: string): number {
  return Number(/^0[0-9]/.test(part) ? `0o${part.slice(1)}` : part);
}
