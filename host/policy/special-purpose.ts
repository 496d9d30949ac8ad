/**
 * Addresses that are not the public internet: `private` in a rule.
 *
 * The table has IANA's registries of special-purpose addresses (RFC 6890 with its updates, as of 2025:
 * https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry), and multicast and
 * unassigned addresses. Ranges that are globally reachable as a whole (AS112, AMT) are left out. A range with only a
 * few such addresses is in the table as a whole. An address that contains an IPv4 address (RFC 6052, 3056, 4380) is
 * private if that is. An IPv4-mapped one is the IPv4 address: internet.ts.
 */
import { type InternetAddress, parseInternetAddress, sharesPrefix } from './internet.ts';

/** A range, what it is, and the source. */
export type SpecialRange = readonly [range: string, what: string, source: string];

// prettier-ignore
export const PRIVATE_RANGES: readonly SpecialRange[] = [
  ['0.0.0.0/8', '"this network"; 0.0.0.0 is this machine to Linux', 'RFC 791, ip(7)'],
  ['10.0.0.0/8', 'private use', 'RFC 1918'],
  ['100.64.0.0/10', 'shared address space (CGNAT)', 'RFC 6598'],
  ['127.0.0.0/8', 'loopback', 'RFC 1122'],
  ['169.254.0.0/16', 'link-local, and metadata of clouds', 'RFC 3927'],
  ['172.16.0.0/12', 'private use', 'RFC 1918'],
  ['192.0.0.0/24', 'IETF protocol assignments', 'RFC 6890'],
  ['192.0.2.0/24', 'documentation', 'RFC 5737'],
  ['192.88.99.0/24', '6to4 relays, deprecated', 'RFC 7526'],
  ['192.168.0.0/16', 'private use', 'RFC 1918'],
  ['198.18.0.0/15', 'benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'reserved, and broadcast', 'RFC 1112, RFC 919'],
  ['::/3', '::1, ::, IPv4-compatible, discard-only, local translation, the rest not assigned', 'RFC 4291, RFC 6666, RFC 8215'],
  ['2001::/23', 'IETF protocol assignments: benchmarking, ORCHID …', 'RFC 2928, RFC 5180, RFC 7343'],
  ['2001:db8::/32', 'documentation', 'RFC 3849'],
  ['3fff::/20', 'documentation', 'RFC 9637'],
  ['4000::/2', 'not assigned; 5f00::/16, segment routing', 'RFC 4291, RFC 9602'],
  ['8000::/1', 'not assigned; fc00::/7 unique local, fe80::/10 link-local, fec0::/10 site-local, ff00::/8 multicast',
    'RFC 4291, RFC 4193, RFC 3879'],
];

/** IPv6 addresses that contain an IPv4 address, which a translator on the way extracts: where it starts, in groups. */
// prettier-ignore
const EMBEDDINGS: readonly { range: string; groups: readonly number[]; isComplement?: boolean; source: string }[] = [
  { range: '64:ff9b::/96', groups: [6], source: 'NAT64: RFC 6052' },
  { range: '2002::/16', groups: [1], source: '6to4: RFC 3056' },
  // The server, then the client with inverted bits.
  { range: '2001::/32', groups: [2], source: 'Teredo: RFC 4380' },
  { range: '2001::/32', groups: [6], isComplement: true, source: 'Teredo: RFC 4380' },
];

/** The same for addresses that are routed nowhere, or that only a translator on this machine takes. */
const DEPRECATED: typeof EMBEDDINGS = [
  { range: '::/96', groups: [6], source: 'IPv4-compatible: RFC 4291' },
  { range: '::ffff:0:0:0/96', groups: [6], source: 'IPv4-translated: RFC 2765' },
];

// Made when first asked for: most guests have no rules about ranges.
const ranges = once(() => PRIVATE_RANGES.map(([range]) => parseRange(range)));
const linkRanges = once(() => ['169.254.0.0/16', '224.0.0.0/4', 'fe80::/10', 'ff00::/8'].map(parseRange));
const embeddings = once(() => compiled(EMBEDDINGS));
const allEmbeddings = once(() => [...embeddings(), ...compiled(DEPRECATED)]);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Whether an address is in one of the ranges, or contains one that is. */
export function isPrivate(address: InternetAddress): boolean {
  const embedded = embeddedIn(address, embeddings());
  if (embedded.length > 0) return embedded.some(isPrivate);
  return ranges().some((range) => sharesPrefix(range.address, address, range.bits));
}

/** Whether an address means another machine on each link: link-local, or multicast. */
export function isOnOneLink(address: InternetAddress): boolean {
  return linkRanges().some((range) => sharesPrefix(range.address, address, range.bits));
}

/** The IPv4 addresses, as 32-bit numbers, that an IPv6 address contains in any form. */
export function embeddedAddresses(address: InternetAddress): number[] {
  return embeddedIn(address, allEmbeddings());
}

interface Range {
  readonly address: InternetAddress;
  readonly bits: number;
}

interface Embedding extends Range {
  readonly group: number;
  readonly isComplement: boolean;
}

function embeddedIn(address: InternetAddress, known: readonly Embedding[]): number[] {
  if (typeof address === 'number') return [];
  return known
    .filter((embedding) => sharesPrefix(embedding.address, address, embedding.bits))
    .map(({ group, isComplement }) => {
      const bits = ((address[group] ?? 0) << 16) | (address[group + 1] ?? 0);
      return (isComplement ? ~bits : bits) >>> 0;
    });
}

function compiled(table: typeof EMBEDDINGS): Embedding[] {
  return table.flatMap(({ range, groups, isComplement = false }) =>
    groups.map((group) => ({ ...parseRange(range), group, isComplement })),
  );
}

function parseRange(range: string): Range {
  const [text = '', bits] = range.split('/');
  return { address: parseInternetAddress(text)!, bits: Number(bits) };
}
