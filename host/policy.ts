/**
 * What a guest may do: one place, asked before the system call. Nothing is
 * allowed by default but making sockets, which reach nothing by themselves,
 * and socketpairs.
 *
 * What rules do not see:
 * - `0.0.0.0` and `::` as a destination mean this machine (ip(7)). A rule for
 *   `127.0.0.1` does not allow them; only they themselves, a range that has
 *   them in it, or `*` do.
 * - A link-local rule allows the address on every interface (scope).
 * - Symbolic links below an allowed directory are followed by the system.
 * - A name's addresses are what the lookup gave: who answers for the name
 *   decides what it reaches.
 * - `raw` lets a guest write its own headers, and so escapes `connect`.
 */
import { PolicyError } from './policy/error.ts';
import { addressKey, formatInternetAddress, judged, parseInternetAddress, sharesPrefix } from './policy/internet.ts';
import { allowsLocal, formatLocal, localPattern, visible } from './policy/local.ts';
import {
  type AddressRule,
  type NameRule,
  type Ports,
  allowsName,
  canonicalName,
  isWritableName,
  parseAddressRule,
  parseNameRule,
} from './policy/pattern.ts';
import { LastAddress } from './policy/last-address.ts';
import type { IpAddress, SocketAddress } from './wit-types.ts';

export { PolicyError } from './policy/error.ts';

/**
 * What a guest is allowed. Plain data: it can be cloned to a worker, or come
 * from JSON. Everything left out is denied.
 *
 * Address patterns: `127.0.0.1:8080`, `127.0.0.1` (any port), `[::1]:80`, `10.0.0.0/8:443`, `[fe80::]/10`, `*:80`
 * (any IPv4 or IPv6 address), `*`, port ranges `127.0.0.1:8000-9000`; `localhost:6379` and `*.example.com:443` (names:
 * allow looking them up, and the addresses the lookup gave); `unix:/run/x.sock`, `unix:/run/app/*` (what is below),
 * `unix:@abstract`, `unix:@*`, `unix:*`. An IPv4-mapped IPv6 address is the IPv4 address.
 */
export interface PolicyRules {
  /** Allows everything. */
  readonly all?: boolean;
  /** Where to connect and to send datagrams: address patterns. */
  readonly connect?: readonly string[];
  /** Where to bind: address patterns. Port 0 is the system's choice of one. */
  readonly bind?: readonly string[];
  /** Which host names to look up: `example.com`, `*.example.com`, `*`. Numeric addresses need none. */
  readonly lookup?: readonly string[];
  /** Raw and packet sockets, and the options that only they and privileged programs use. */
  readonly raw?: boolean;
  /** Joining multicast groups. */
  readonly multicast?: boolean;
}

/** Something that a guest may not do. */
export interface Denial {
  /** The rule that would have to allow it. */
  readonly permission: 'connect' | 'bind' | 'lookup' | 'raw' | 'multicast';
  /** What it was about, for people to read: `127.0.0.1:80`, `unix:/run/x.sock`. */
  readonly subject: string;
  /** The command-line flag that allows it, quoted for a shell where it needs to be. */
  readonly flag: string;
}

/** What carries it: a rule may be about one of them only. `other`: Unix, raw and packet sockets, and what else there is. */
export type Transport = 'tcp' | 'udp' | 'other';

const RULE_NAMES = new Set(['all', 'connect', 'bind', 'lookup', 'raw', 'multicast']);

/**
 * How much of a name is looked at, in bytes or characters: no system has a longer one, so whatever is said of its
 * beginning, it is refused. A guest may have one of gigabytes, which would take a denial as much memory or more.
 */
const LONGEST_NAME = 4096;

/** The rules of one guest, and the addresses that its lookups have opened. */
export class Policy {
  readonly #all: boolean;
  readonly #raw: boolean;
  readonly #multicast: boolean;
  readonly #lookup: readonly NameRule[];
  readonly #connect: AddressRules;
  readonly #bind: AddressRules;
  readonly #lastConnect = new LastAddress();

  /** @throws {PolicyError} for a rule that cannot be read */
  constructor(rules: PolicyRules = {}) {
    for (const name of Object.keys(rules)) {
      if (!RULE_NAMES.has(name)) throw new PolicyError(`'${name}'`, `one of ${[...RULE_NAMES].join(', ')}`);
    }
    this.#all = readSwitch(rules, 'all');
    this.#raw = readSwitch(rules, 'raw');
    this.#multicast = readSwitch(rules, 'multicast');
    this.#lookup = readPatterns(rules, 'lookup').map(parseNameRule);
    this.#connect = new AddressRules(readPatterns(rules, 'connect').map(parseAddressRule));
    this.#bind = new AddressRules(readPatterns(rules, 'bind').map(parseAddressRule));
  }

  /** @throws {PolicyError} for a rule that cannot be read */
  static validate(rules: PolicyRules | undefined): void {
    void new Policy(rules);
  }

  /** Connecting to an address, or sending a datagram there. */
  checkConnect(to: SocketAddress, _transport: Transport): Denial | undefined {
    if (this.#all) return undefined;
    const address = bounded(to);
    if (this.#lastConnect.is(address)) return undefined;
    if (!this.#allows(this.#connect, address)) return denyAddress('connect', address);
    this.#lastConnect.set(address);
    return undefined;
  }

  /** Binding to an address. Listening on an unbound socket binds it too: to port 0 of the unspecified address. */
  checkBind(local: SocketAddress, _transport: Transport): Denial | undefined {
    if (this.#all) return undefined;
    const address = bounded(local);
    if (this.#allows(this.#bind, address)) return undefined;
    return denyAddress('bind', address);
  }

  /** Whether binding is allowed, where the answer is no denial but decides how to go on. */
  mayBind(local: SocketAddress, transport: Transport): boolean {
    return this.checkBind(local, transport) === undefined;
  }

  /** Looking up a host name. */
  checkLookup(asked: string): Denial | undefined {
    if (this.#all) return undefined;
    const host = asked.slice(0, LONGEST_NAME);
    if (parseInternetAddress(host) !== undefined) return undefined;
    const name = canonicalName(host);
    if (this.#lookup.some((rule) => allowsName(rule, name))) return undefined;
    if (this.#connect.hasName(name) || this.#bind.hasName(name)) return undefined;
    const pattern = isWritableName(name) ? name : '*';
    return { permission: 'lookup', subject: visible(host), flag: flag('lookup', pattern) };
  }

  /**
   * Making a socket that the rules on addresses do not tell everything about.
   *
   * @param kind for people to read: `inet raw socket`
   */
  checkRaw(kind: string): Denial | undefined {
    if (this.#all || this.#raw) return undefined;
    return { permission: 'raw', subject: kind, flag: '--allow-raw' };
  }

  /** Joining a multicast group, from any source or one. */
  checkMembership(group: IpAddress): Denial | undefined {
    if (this.#all || this.#multicast) return undefined;
    const subject = formatInternetAddress(judged(group)).replace(/^\[|\]$/g, '');
    return { permission: 'multicast', subject, flag: '--allow-multicast' };
  }

  /**
   * Opens what a lookup gave to the rules that name the host. Call it with every answer, whichever rule allowed the
   * lookup; ports come from the rules, not from the addresses.
   */
  grantLookup(host: string, addresses: Iterable<SocketAddress>): void {
    const name = canonicalName(host);
    for (const address of addresses) {
      this.#connect.grant(name, address);
      this.#bind.grant(name, address);
    }
  }

  #allows(rules: AddressRules, address: SocketAddress): boolean {
    // A packet address names an interface; to have a socket that takes one is the permission.
    return address.tag === 'packet' ? this.#raw : rules.allow(address);
  }
}

/** The address rules of one permission, and what lookups have added to them. */
class AddressRules {
  readonly #rules: readonly AddressRule[];
  readonly #granted = new Map<string, Set<Ports>>();

  constructor(rules: readonly AddressRule[]) {
    this.#rules = rules;
  }

  hasName(name: string): boolean {
    return this.#rules.some((rule) => rule.kind === 'name' && allowsName(rule.name, name));
  }

  grant(name: string, address: SocketAddress): void {
    const ip = ipOf(address);
    if (ip === undefined) return;
    for (const rule of this.#rules) {
      if (rule.kind !== 'name' || !allowsName(rule.name, name)) continue;
      const key = addressKey(judged(ip));
      const ports = this.#granted.get(key) ?? new Set();
      this.#granted.set(key, ports.add(rule.ports));
    }
  }

  allow(address: SocketAddress): boolean {
    if (address.tag === 'unix') {
      return this.#rules.some((rule) => rule.kind === 'local' && allowsLocal(rule.rule, address.val));
    }
    const ip = ipOf(address);
    if (ip === undefined || address.tag === 'packet') return false;
    const target = judged(ip);
    const { port } = address.val;
    const contains = (ports: Ports): boolean => ports.low <= port && port <= ports.high;
    for (const rule of this.#rules) {
      if (rule.kind === 'any' && contains(rule.ports)) return true;
      if (rule.kind === 'network' && contains(rule.ports) && sharesPrefix(rule.address, target, rule.bits)) return true;
    }
    if (this.#granted.size === 0) return false;
    return [...(this.#granted.get(addressKey(target)) ?? [])].some(contains);
  }
}

/** The address, with no more of a local name than is looked at. */
function bounded(address: SocketAddress): SocketAddress {
  if (address.tag !== 'unix' || address.val.length <= LONGEST_NAME) return address;
  return { tag: 'unix', val: address.val.subarray(0, LONGEST_NAME) };
}

function ipOf(address: SocketAddress): IpAddress | undefined {
  switch (address.tag) {
    case 'inet':
      return { tag: 'inet', val: address.val.address };
    case 'inet6':
      return { tag: 'inet6', val: address.val.address };
    case 'unix':
    case 'packet':
      return undefined;
    default:
      return address satisfies never;
  }
}

function denyAddress(permission: 'connect' | 'bind', address: SocketAddress): Denial {
  switch (address.tag) {
    case 'unix':
      return { permission, subject: formatLocal(address.val), flag: flag(permission, localPattern(address.val)) };
    case 'packet':
      return { permission: 'raw', subject: `packet interface ${address.val.interfaceIndex}`, flag: '--allow-raw' };
    case 'inet':
    case 'inet6': {
      const ip = ipOf(address);
      const host = ip === undefined ? '*' : formatInternetAddress(judged(ip));
      const subject = `${host}:${address.val.port}`;
      return { permission, subject, flag: flag(permission, subject) };
    }
    default:
      return address satisfies never;
  }
}

function flag(permission: 'connect' | 'bind' | 'lookup', pattern: string): string {
  const quoted = /^[\w@%+=:,./-]*$/.test(pattern) ? pattern : `'${pattern.replaceAll("'", `'\\''`)}'`;
  return `--allow-${permission} ${quoted}`;
}

function readSwitch(rules: PolicyRules, name: 'all' | 'raw' | 'multicast'): boolean {
  // Rules may come from JSON or JavaScript, where a type does not hold.
  const value: unknown = rules[name];
  if (value !== undefined && typeof value !== 'boolean') throw new PolicyError(`'${name}'`, 'true or false');
  return value === true;
}

function readPatterns(rules: PolicyRules, name: 'connect' | 'bind' | 'lookup'): readonly string[] {
  const value: unknown = rules[name];
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new PolicyError(`'${name}'`, 'a list of patterns');
  }
  return value;
}
