/** The patterns of address and name rules. */
import { PolicyError } from './error.ts';
import { type InternetAddress, parseInternetAddress } from './internet.ts';
import { type LocalRule, parseLocalRule } from './local.ts';
import { endsInNumber, readByLibc } from './numeric-host.ts';

/** What carries the data. A rule may be about one transport. `other`: Unix, raw and packet sockets, and all else. */
export type Transport = 'tcp' | 'udp' | 'other';

/** Ports from `low` to `high`, both included. */
export interface Ports {
  readonly low: number;
  readonly high: number;
}

/** A host name in lower case, or every name below one (`*.example.com`), or any (`*`). */
export interface NameRule {
  readonly pattern: string;
  readonly name: string;
  readonly below: boolean;
}

/** What an address rule covers. */
export type AddressRule =
  | (Over & { readonly kind: 'any' | 'private' })
  | (Over & { readonly kind: 'network'; readonly address: InternetAddress; readonly bits: number })
  | (Over & { readonly kind: 'name'; readonly name: NameRule })
  | { readonly kind: 'local'; readonly pattern: string; readonly rule: LocalRule };

interface Over {
  /** As it was written. */
  readonly pattern: string;
  readonly ports: Ports;
  /** undefined for any. */
  readonly transport: Transport | undefined;
}

/** A rule for internet addresses. */
export type InternetRule = Exclude<AddressRule, { kind: 'local' }>;

const ANY_PORT: Ports = { low: 0, high: 65535 };

const EXPECTED_ADDRESS =
  "an address ('127.0.0.1:80', '[::1]:80', '10.0.0.0/8:443', '*:80'), 'private' or a name ('localhost:6379'), with or " +
  "without 'tcp:' or 'udp:' before it; or a Unix socket ('unix:/run/x.sock'). The port may be left out, or be a range " +
  "('8000-9000')";

const EXPECTED_NAME = "a host name ('example.com'), the names below one ('*.example.com') or '*'";

/** Labels of letters, digits, `-` and `_`, separated by dots. At least one letter tells a name from an address. */
const NAME = /^(?=.*[a-z])[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/;

/**
 * Reads a pattern of addresses.
 * @throws {PolicyError} naming the pattern and what was expected
 */
export function parseAddressRule(pattern: string): AddressRule {
  if (pattern.startsWith('unix:')) {
    return { kind: 'local', pattern, rule: parseLocalRule(pattern.slice(5), pattern) };
  }
  const [, transport, rest = ''] = /^(?:(tcp|udp):)?(.*)$/s.exec(pattern) ?? [];
  const { host, ports } = split(rest, pattern);
  const over: Over = { pattern, ports, transport: transport as Transport | undefined };
  if (host === '*') return { ...over, kind: 'any' };
  if (host === 'private') return { ...over, kind: 'private' };
  const network = parseNetwork(host, pattern);
  if (network !== undefined) return { ...over, kind: 'network', ...network };
  return { ...over, kind: 'name', name: parseName(host, pattern, EXPECTED_ADDRESS) };
}

/**
 * Reads a pattern of names: a name, `*.example.com` or `*`.
 * @throws {PolicyError} as parseAddressRule
 */
export function parseNameRule(pattern: string): NameRule {
  if (pattern === '*') return { pattern, name: '', below: true };
  return parseName(pattern, pattern, EXPECTED_NAME);
}

/**
 * A host name in the form that rules compare: lower case, without the closing dot. Only ASCII is lowered, as name
 * servers do (RFC 4343): toLowerCase would also turn U+212A into a k, which is another name.
 */
export function canonicalName(name: string): string {
  const lower = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** Whether a rule covers a canonical name. */
export function coversName(rule: NameRule, name: string): boolean {
  if (!rule.below) return rule.name === name;
  return rule.name === '' || name.endsWith(`.${rule.name}`);
}

/**
 * Whether a rule covers a canonical name, or may cover what a resolver reads it as. Resolvers read escapes
 * (`\\101.test`) and, if configured, letters of other scripts (IDN) as other characters.
 */
export function mayBe(rule: NameRule, name: string): boolean {
  return coversName(rule, name) || !NAME.test(name);
}

/** Whether a canonical name can be written as a pattern. */
export function isWritableName(name: string): boolean {
  return NAME.test(name) && !endsInNumber(name) && name !== 'private';
}

function split(text: string, pattern: string): { host: string; ports: Ports } {
  const bracketed = /^\[([^\]]*)\](\/\d+)?(?::(.*))?$/.exec(text);
  if (bracketed !== null) {
    const [, host = '', prefix = '', ports] = bracketed;
    // Brackets are for IPv6 only: '[localhost]' is a mistake.
    if (!host.includes(':')) throw new PolicyError(`'${pattern}'`, EXPECTED_ADDRESS);
    return { host: host + prefix, ports: parsePorts(ports, pattern) };
  }
  // More than one colon: an IPv6 address without brackets and port.
  const parts = text.split(':');
  if (parts.length > 2) {
    refuseAmbiguous(text, pattern);
    return { host: text, ports: ANY_PORT };
  }
  return { host: parts[0] ?? '', ports: parsePorts(parts[1], pattern) };
}

/** `::1:80` is an address, but its author probably means a port. @throws {PolicyError} which says how to write either */
function refuseAmbiguous(text: string, pattern: string): void {
  const [, address = '', port] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || parseInternetAddress(address) === undefined) return;
  throw new PolicyError(`'${pattern}'`, `brackets: '[${address}]:${port}' for the port, '[${text}]' for the address`);
}

function parsePorts(text: string | undefined, pattern: string): Ports {
  if (text === undefined || text === '*') return ANY_PORT;
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const low = Number(match?.[1]);
  const high = Number(match?.[2] ?? match?.[1]);
  if (match === null || low > high || high > 65535) {
    throw new PolicyError(`'${pattern}'`, "after ':' a port from 0 to 65535, a range ('8000-9000') or '*'");
  }
  return { low, high };
}

function parseNetwork(host: string, pattern: string): { address: InternetAddress; bits: number } | undefined {
  const [text = '', prefix, ...more] = host.split('/');
  const address = parseInternetAddress(text);
  if (address === undefined || more.length > 0) return undefined;
  const width = typeof address === 'number' ? 32 : 128;
  if (prefix === undefined) return { address, bits: width };
  // The prefix length of an IPv4-mapped address includes the 96 bits before the IPv4 address.
  const skipped = typeof address === 'number' && text.includes(':') ? 96 : 0;
  const bits = Number(prefix) - skipped;
  if (!/^\d{1,3}$/.test(prefix) || bits < 0 || bits > width) {
    throw new PolicyError(`'${pattern}'`, `after '/' a prefix of ${skipped} to ${skipped + width} bits`);
  }
  return { address, bits };
}

function parseName(text: string, pattern: string, expected: string): NameRule {
  const below = text.startsWith('*.');
  const name = canonicalName(below ? text.slice(2) : text);
  if (endsInNumber(name)) {
    const address = below ? undefined : readByLibc(name);
    const why = address === undefined ? 'no name does' : `libc reads it as ${address}`;
    throw new PolicyError(`'${pattern}'`, `a name that does not end in a number (${why})`);
  }
  if (!NAME.test(name)) throw new PolicyError(`'${pattern}'`, expected);
  return { pattern, name, below };
}
