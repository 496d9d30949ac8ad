/**
 * What a guest may do. It is asked here, before the system call. By default a
 * guest may make socket pairs, and sockets, which reach nothing by themselves.
 *
 * What rules do not see:
 * - `0.0.0.0` and `::` as a destination mean this machine (ip(7)). A rule that
 *   allows `127.0.0.1` does not allow them. Rules for themselves, for a range
 *   that contains them, `private` and `*` do. Rules that deny consider this.
 * - A link-local rule covers the address on every interface (scope).
 * - Symbolic links below an allowed directory are followed by the system. Where
 *   they lead is asked about for guests that make links: socket/destination.ts.
 * - A name's addresses are what the lookup gave, so whoever answers for the name
 *   decides where it leads. Deny `private` with names that others answer for.
 * - A host that is denied by name has other names. Its addresses are not denied
 *   until the name is looked up.
 * - `raw` lets a guest write its own headers, and so get round `connect`.
 */
import { Allowing, Denying } from './policy/address-rules.ts';
import { bounded, LONGEST_NAME } from './policy/bounds.ts';
import { type Denial, denyAddress, deniedBy, denyFork, denyPattern, denyRaw, type ListName } from './policy/denial.ts';
import { ipOf, canonicalAddress, parseInternetAddress } from './policy/internet.ts';
import { LastAddress } from './policy/last-address.ts';
import { visible } from './policy/local.ts';
import { LookedUp, type LookedUpData } from './policy/looked-up.ts';
import { canonicalName, coversName, isWritableName, mayBe, type NameRule, type Transport } from './policy/pattern.ts';
import { denyMulticast } from './policy/request.ts';
import { type PolicyRules, readRules } from './policy/rules.ts';
import type { IpAddress, SocketAddress } from './generated/wit-types.ts';
import { reserveStack } from './stack-room.ts';

export type { Denial } from './policy/denial.ts';
export { PolicyError } from './policy/error.ts';
export { frozen, type PolicyFunction, type PolicyRequest } from './policy/request.ts';
export type { Transport } from './policy/pattern.ts';
export type { PolicyRules } from './policy/rules.ts';

/** A monotonic clock, in milliseconds. */
export type Clock = () => number;

/** What operations ask. A check returns the denial, if there is one. */
export type GuestPolicy = Pick<
  Policy,
  | 'allowsEverything'
  | 'checkConnect'
  | 'checkBind'
  | 'mayBind'
  | 'checkLookup'
  | 'checkRaw'
  | 'checkMembership'
  | 'checkFork'
  | 'grantLookup'
  | 'forgetAnswers'
  | 'copyLookedUp'
  | 'becomeLookedUp'
>;

/** The rules of one guest, and the addresses that its lookups have granted. */
export class Policy {
  readonly #all: boolean;
  readonly #raw: boolean;
  readonly #multicast: boolean;
  readonly #fork: number;
  readonly #lookup: readonly NameRule[];
  readonly #denyLookup: readonly NameRule[];
  readonly #connect: Allowing;
  readonly #denyConnect: Denying;
  readonly #bind: Allowing;
  readonly #denyBind: Denying;
  readonly #lookupTtlMs: number;
  readonly #now: Clock;
  /** Whether any rule denies. */
  readonly #denies: boolean;
  /** The addresses of names, for rules that allow by name. They expire. */
  readonly #granted = new LookedUp();
  /** The addresses of names, for rules that deny by name. They do not expire. */
  readonly #withheld = new LookedUp();
  readonly #lastConnect = new LastAddress();

  /** @throws {PolicyError} for a rule that is not valid */
  constructor(rules: PolicyRules = {}, now: Clock = () => performance.now()) {
    const read = readRules(rules);
    this.#multicast = read.multicast || read.all;
    this.#fork = read.fork;
    this.#lookup = read.lookup;
    this.#denyLookup = read.denyLookup;
    this.#connect = new Allowing(read.connect);
    this.#denyConnect = new Denying(read.denyConnect);
    this.#bind = new Allowing(read.bind);
    this.#denyBind = new Denying(read.denyBind);
    this.#lookupTtlMs = read.lookupTtlMs;
    this.#now = now;
    this.#denies = !this.#denyConnect.isEmpty || !this.#denyBind.isEmpty || this.#denyLookup.length > 0;
    this.#all = read.all;
    this.#raw = read.raw || (read.all && !this.#denies);
  }

  /** @throws {PolicyError} for a rule that is not valid */
  static validate(rules: PolicyRules | undefined): void {
    void new Policy(rules);
  }

  /** Whether nothing is denied. */
  get allowsEverything(): boolean {
    return this.#all && !this.#denies;
  }

  /** Connecting to an address, or sending a datagram there. */
  checkConnect(to: SocketAddress, transport: Transport): Denial | undefined {
    if (this.allowsEverything) return undefined;
    const last = this.#lastConnect;
    if (last.is(to, transport) && this.#holds(last.until)) return undefined;
    reserveStack();
    const address = bounded(to);
    const rule = this.#denyConnect.patternFor(address, transport, this.#withheld, false);
    if (rule !== undefined) return deniedBy(denyAddress('connect', address), 'connect', rule);
    const until = this.#until(this.#connect, address, transport);
    if (!this.#holds(until)) return outdatedIf(until > 0, denyAddress('connect', address));
    last.set(address, transport, until);
    return undefined;
  }

  /** Binding to an address. Listening on an unbound socket also binds it, to port 0 of the unspecified address. */
  checkBind(local: SocketAddress, transport: Transport): Denial | undefined {
    reserveStack();
    const address = bounded(local);
    const rule = this.#denyBind.patternFor(address, transport, this.#withheld, true);
    if (rule !== undefined) return deniedBy(denyAddress('bind', address), 'bind', rule);
    const until = this.#until(this.#bind, address, transport);
    return this.#holds(until) ? undefined : outdatedIf(until > 0, denyAddress('bind', address));
  }

  /** Whether binding is allowed, if the answer is not reported but decides how to go on. */
  mayBind(local: SocketAddress, transport: Transport): boolean {
    return this.checkBind(local, transport) === undefined;
  }

  /** Looking up a host name. */
  checkLookup(asked: string): Denial | undefined {
    const host = asked.slice(0, LONGEST_NAME);
    if (parseInternetAddress(host) !== undefined) return undefined;
    const name = canonicalName(host);
    const denial = (): Denial => denyPattern('lookup', visible(host), isWritableName(name) ? name : '*');
    const denied = this.#deniesName(name);
    if (denied !== undefined) return deniedBy(denial(), ...denied);
    if (this.#all || this.#lookup.some((rule) => coversName(rule, name))) return undefined;
    if (this.#connect.hasName(name) || this.#bind.hasName(name)) return undefined;
    return denial();
  }

  /**
   * Making a socket that address rules do not cover completely.
   *
   * @param kind for messages: `inet raw socket`
   */
  checkRaw(kind: string): Denial | undefined {
    return this.#raw ? undefined : denyRaw(kind);
  }

  /** Joining a multicast group, from any source or one. */
  checkMembership(group: IpAddress): Denial | undefined {
    if (this.#multicast) return undefined;
    return denyMulticast(group);
  }

  /** Making another process of the guest's: how many it may have is `readRules`' to say. */
  checkFork(): Denial | undefined {
    return this.#fork > 0 ? undefined : denyFork();
  }

  /**
   * Records the addresses of a lookup, for rules that allow or deny the host by name. It must be called for every answer,
   * whichever rule allowed the lookup. Ports come from the rules, not from the addresses.
   */
  grantLookup(host: string, addresses: Iterable<SocketAddress>): void {
    const name = canonicalName(host.slice(0, LONGEST_NAME));
    const isGranted = this.#connect.hasName(name) || this.#bind.hasName(name);
    const isWithheld = this.#denyConnect.hasName(name) || this.#denyBind.hasName(name);
    if (!isGranted && !isWithheld) return;
    const now = this.#now();
    for (const address of addresses) {
      const ip = ipOf(address);
      if (ip === undefined) continue;
      if (isGranted) this.#granted.add(name, canonicalAddress(ip), now + this.#lookupTtlMs, now);
      if (isWithheld) this.#withheld.add(name, canonicalAddress(ip), Infinity, now);
    }
    this.#lastConnect.clear();
  }

  copyLookedUp(offset: number): readonly LookedUpData[] {
    return [this.#granted.copy(offset), this.#withheld.copy(offset)];
  }

  becomeLookedUp([granted, withheld]: readonly LookedUpData[], offset: number): void {
    if (granted !== undefined) this.#granted.become(granted, offset);
    if (withheld !== undefined) this.#withheld.become(withheld, offset);
  }

  /** Rules answer at once, so there is nothing to forget. */
  forgetAnswers(): void {}

  /** Whether a time is not over. Reading the clock is comparatively slow, and most permissions have no end. */
  #holds(until: number): boolean {
    return until === Infinity || (until > 0 && this.#now() < until);
  }

  /** Until when rules allow an address. */
  #until(rules: Allowing, address: SocketAddress, transport: Transport): number {
    // A packet address names an interface. Making a packet socket already needed permission.
    if (address.tag === 'packet') return this.#raw ? Infinity : -Infinity;
    return this.#all ? Infinity : rules.until(address, transport, this.#granted);
  }

  /** The list, and the rule in it, that deny looking up a canonical name. */
  #deniesName(name: string): [list: ListName, rule: string] | undefined {
    if (!this.#denies) return undefined;
    const lists: [ListName, string | undefined][] = [
      ['lookup', this.#denyLookup.find((rule) => mayBe(rule, name))?.pattern],
      ['connect', this.#denyConnect.patternForName(name, this.#withheld)],
      ['bind', this.#denyBind.patternForName(name, this.#withheld)],
    ];
    for (const [list, rule] of lists) if (rule !== undefined) return [list, rule];
    return undefined;
  }
}

function outdatedIf(isOutdated: boolean, denial: Denial): Denial {
  return isOutdated ? { ...denial, isOutdated } : denial;
}
