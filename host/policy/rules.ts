import { PolicyError } from './error.ts';
import { type AddressRule, type NameRule, parseAddressRule, parseNameRule } from './pattern.ts';

/**
 * What a guest is allowed. It is plain data: it can be cloned to a worker, or come from JSON (policy.schema.json). What
 * no rule allows is denied. What a `deny…` list covers is denied, whatever else allows it.
 *
 * Address patterns: `127.0.0.1:8080`, `127.0.0.1` (any port), `[::1]:80`, `10.0.0.0/8:443`, `[fe80::]/10`, `*:80` (any
 * IPv4 or IPv6 address), `*`, port ranges `127.0.0.1:8000-9000`; `private` (everything but the public internet:
 * policy/special-purpose.ts), `private:80`; `localhost:6379` and `*.example.com:443` (names: looking them up is
 * allowed, and the addresses that the lookup gave); each of these for one transport, `tcp:*:443`, `udp:10.0.0.1:53`;
 * `unix:/run/x.sock`,
 * `unix:/run/app/*` (everything below), `unix:@abstract`, `unix:@*`, `unix:*`. An IPv4-mapped IPv6 address is the IPv4
 * address.
 */
export interface PolicyRules {
  /** Allows everything. With a `deny…` list, it does not allow `raw`, which would get round the list. */
  readonly all?: boolean;
  /** Where to connect and to send datagrams: address patterns. */
  readonly connect?: readonly string[];
  /** Where not to. A name without a port and a transport may not be looked up either. */
  readonly denyConnect?: readonly string[];
  /** Where to bind: address patterns. Port 0 means a port of the system's choice. */
  readonly bind?: readonly string[];
  /** Where not to bind. An unspecified address binds to all. */
  readonly denyBind?: readonly string[];
  /** Which host names to look up: `example.com`, `*.example.com`, `*`. Numeric addresses need none. */
  readonly lookup?: readonly string[];
  /** Which names not to look up. Names with characters other than letters, digits, - and _ are then denied as well. */
  readonly denyLookup?: readonly string[];
  /** Raw and packet sockets, and the options that only they and privileged programs use. */
  readonly raw?: boolean;
  /** Joining multicast groups. */
  readonly multicast?: boolean;
  /**
   * How many processes the guest may have at once besides its first (pcntl_fork), 0 to 1000. By default none; with `all`, and
   * where a function decides, 16.
   */
  readonly fork?: number;
  /**
   * How long the addresses of a name that is allowed stay allowed after the lookup, in seconds; 60 by default. null and
   * Infinity mean as long as the guest lives. getaddrinfo(3) does not tell for how long an answer is valid.
   */
  readonly lookupTtlSeconds?: number | null;
  /** For editors: ignored. */
  readonly $schema?: string;
}

/** The rules, read. */
export interface Rules {
  readonly all: boolean;
  readonly connect: readonly AddressRule[];
  readonly denyConnect: readonly AddressRule[];
  readonly bind: readonly AddressRule[];
  readonly denyBind: readonly AddressRule[];
  readonly lookup: readonly NameRule[];
  readonly denyLookup: readonly NameRule[];
  readonly raw: boolean;
  readonly multicast: boolean;
  readonly fork: number;
  readonly lookupTtlMs: number;
}

/** The default, in seconds: a common value of name servers, and of resolvers for answers without one. */
export const DEFAULT_LOOKUP_TTL = 60;

/** How many processes a guest may have beside its first where nobody says how many. */
export const DEFAULT_PROCESSES = 16;

/** The most that rules can allow. */
const MOST_PROCESSES = 1000;

const KEYS = [
  'all',
  'connect',
  'denyConnect',
  'bind',
  'denyBind',
  'lookup',
  'denyLookup',
  'raw',
  'multicast',
  'fork',
  'lookupTtlSeconds',
  '$schema',
] as const satisfies readonly (keyof PolicyRules)[];

/** The keys of rules. */
export const RULE_KEYS: readonly string[] = KEYS;

/**
 * Reads rules, which may come from JSON or JavaScript, so that types are not checked. Inherited properties do not count.
 *
 * @throws {PolicyError} for a rule that is not valid
 */
export function readRules(rules: unknown): Rules {
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
    throw new PolicyError(describe(rules), 'an object with rules');
  }
  const own = new Map<string, unknown>(Object.entries(rules));
  for (const name of own.keys()) {
    if (!RULE_KEYS.includes(name)) throw new PolicyError(`'${name}'`, `one of ${RULE_KEYS.join(', ')}`, name);
  }
  readText(own, '$schema');
  return {
    all: readSwitch(own, 'all'),
    connect: readPatterns(own, 'connect', addressRule),
    denyConnect: readPatterns(own, 'denyConnect', addressRule),
    bind: readPatterns(own, 'bind', addressRule),
    denyBind: readPatterns(own, 'denyBind', addressRule),
    lookup: readPatterns(own, 'lookup', nameRule),
    denyLookup: readPatterns(own, 'denyLookup', nameRule),
    raw: readSwitch(own, 'raw'),
    multicast: readSwitch(own, 'multicast'),
    fork: readCount(own, 'fork', MOST_PROCESSES) ?? (own.get('all') === true ? DEFAULT_PROCESSES : 0),
    lookupTtlMs: readSeconds(own, 'lookupTtlSeconds', DEFAULT_LOOKUP_TTL) * 1000,
  };
}

type Key = (typeof KEYS)[number];
type Own = ReadonlyMap<string, unknown>;

function readSwitch(rules: Own, name: Key): boolean {
  const value = rules.get(name);
  if (value !== undefined && typeof value !== 'boolean') throw new PolicyError(`'${name}'`, 'true or false', name);
  return value === true;
}

function readCount(rules: Own, name: Key, most: number): number | undefined {
  const value = rules.get(name);
  if (value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most)) {
    return value as number | undefined;
  }
  throw new PolicyError(`'${name}'`, `a number from 0 to ${most}`, name);
}

function readText(rules: Own, name: Key): void {
  const value = rules.get(name);
  if (value !== undefined && typeof value !== 'string') throw new PolicyError(`'${name}'`, 'a text', name);
}

function readSeconds(rules: Own, name: Key, otherwise: number): number {
  const value = rules.get(name);
  if (value === undefined) return otherwise;
  if (value === null) return Infinity;
  if (typeof value === 'number' && value > 0) return value;
  throw new PolicyError(`'${name}'`, 'a number of seconds above 0, or null for no limit', name);
}

// What reads a rule is loaded with the first.
const addressRule = (pattern: string) => parseAddressRule(pattern);
const nameRule = (pattern: string) => parseNameRule(pattern);

function readPatterns<T>(rules: Own, name: Key, parse: (pattern: string) => T): T[] {
  const value = rules.get(name);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new PolicyError(`'${name}'`, 'a list of patterns', name);
  return Array.from({ length: value.length }, (_, index) => {
    const pattern: unknown = Object.hasOwn(value, index) ? value[index] : undefined;
    if (typeof pattern !== 'string') throw new PolicyError(`'${name}'`, 'a list of patterns', `${name}[${index}]`);
    try {
      return parse(pattern);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw new PolicyError(error.subject, error.expected, `${name}[${index}]`);
    }
  });
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `'${String(value)}'`;
}
