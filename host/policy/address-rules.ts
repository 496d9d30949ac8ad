import { type InternetAddress, ipOf, canonicalAddress, packed, sharesPrefix } from './internet.ts';
import { coversLocal, type LocalRule } from './local.ts';
import type { LookedUp } from './looked-up.ts';
import { type AddressRule, coversName, type InternetRule, mayBe, type Transport } from './pattern.ts';
import { followed, isPath, resolvedPath } from './resolved-path.ts';
import { embeddedAddresses, isPrivate } from './special-purpose.ts';
import type { Ipv6Address, SocketAddress } from '../generated/wit-types.ts';
import { unknownCase } from '../unknown-case.ts';

const LOOPBACK = packed([127, 0, 0, 1]);
const LOOPBACK6: Ipv6Address = [0, 0, 0, 0, 0, 0, 0, 1];

/** Before every time: never allowed. */
const NOT_ALLOWED = -Infinity;

/** The address rules of one list, and the addresses that lookups of their names have given. */
abstract class AddressRules {
  protected readonly local: readonly (AddressRule & { kind: 'local' })[];
  protected readonly internet: readonly InternetRule[];

  constructor(rules: readonly AddressRule[]) {
    this.local = rules.filter((rule) => rule.kind === 'local');
    this.internet = rules.filter((rule) => rule.kind !== 'local');
  }

  get isEmpty(): boolean {
    return this.local.length + this.internet.length === 0;
  }

  /** Whether a rule names this host. */
  hasName(name: string): boolean {
    return this.internet.some((rule) => rule.kind === 'name' && coversName(rule.name, name));
  }
}

/** Rules that allow. */
export class Allowing extends AddressRules {
  /** Until when an address is allowed: Infinity for as long as the rules exist, -Infinity for not at all. */
  until(address: SocketAddress, transport: Transport, lookedUp: LookedUp): number {
    if (address.tag === 'unix') {
      return this.local.some(({ rule }) => coversLocal(rule, address.val)) ? Infinity : NOT_ALLOWED;
    }
    const ip = ipOf(address);
    if (ip === undefined || address.tag === 'packet') return NOT_ALLOWED;
    const target = canonicalAddress(ip);
    const { port } = address.val;
    for (const rule of this.internet) {
      if (isOver(rule, port, transport) && covers(rule, target)) return Infinity;
    }
    let latest = NOT_ALLOWED;
    for (const [name, until] of lookedUp.names(target)) {
      if (until <= latest) continue;
      for (const rule of this.internet) {
        if (rule.kind === 'name' && isOver(rule, port, transport) && coversName(rule.name, name)) latest = until;
      }
    }
    return latest;
  }
}

/** Rules that deny. They cover their addresses, and other addresses that reach the same place. */
export class Denying extends AddressRules {
  /**
   * The pattern that denies an address.
   *
   * @param isBind whether it is an address to bind to: an unspecified one means all of its family
   */
  patternFor(address: SocketAddress, transport: Transport, lookedUp: LookedUp, isBind: boolean): string | undefined {
    if (this.isEmpty) return undefined;
    if (address.tag === 'unix') return this.local.find(({ rule }) => reachesLocal(rule, address.val))?.pattern;
    const ip = ipOf(address);
    if (ip === undefined || address.tag === 'packet') return undefined;
    const target = canonicalAddress(ip);
    const { port } = address.val;
    const everywhere = isBind && isUnspecified(target);
    const reached = isBind ? [target] : reachedAt(target);
    const isDenied = (rule: InternetRule): boolean => {
      if (!isOver(rule, port, transport)) return false;
      if (everywhere && listensIn(rule, target)) return true;
      if (rule.kind !== 'name') return reached.some((one) => covers(rule, one));
      return reached.some((one) => Array.from(lookedUp.names(one)).some(([name]) => coversName(rule.name, name)));
    };
    return this.internet.find(isDenied)?.pattern;
  }

  /**
   * The pattern that denies looking a name up. It is one for all ports and transports; or one for some, if no more
   * addresses can be remembered for it.
   */
  patternForName(name: string, lookedUp: LookedUp): string | undefined {
    return this.internet.find(
      (rule) => rule.kind === 'name' && mayBe(rule.name, name) && (isOverAll(rule) || lookedUp.isFull),
    )?.pattern;
  }
}

function isOver({ ports, transport }: InternetRule, port: number, by: Transport): boolean {
  return ports.low <= port && port <= ports.high && (transport === undefined || transport === by);
}

function isOverAll({ ports, transport }: InternetRule): boolean {
  return ports.low === 0 && ports.high === 65535 && transport === undefined;
}

/** Whether a rule without a name covers an address. */
function covers(rule: InternetRule, address: InternetAddress): boolean {
  switch (rule.kind) {
    case 'any':
      return true;
    case 'private':
      return isPrivate(address);
    case 'network':
      return sharesPrefix(rule.address, address, rule.bits);
    case 'name':
      return false;
    default:
      throw unknownCase(rule);
  }
}

function isUnspecified(address: InternetAddress): boolean {
  return typeof address === 'number' ? address === 0 : address.every((group) => group === 0);
}

/** Whether an unspecified address includes addresses of a rule when bound to: `::` takes IPv4 too (ipv6(7)). */
function listensIn(rule: InternetRule, unspecified: InternetAddress): boolean {
  return rule.kind !== 'network' || typeof unspecified !== 'number' || typeof rule.address === 'number';
}

/**
 * Whether a rule covers a local socket, by this path or by another one that leads there. Links are followed as they are
 * now: see socket/destination.ts for guests that make links.
 */
function reachesLocal(rule: LocalRule, name: Uint8Array): boolean {
  if (coversLocal(rule, name)) return true;
  const path = isPath(name) ? followed(name)?.path : name;
  // Nobody can tell where it leads, so it may be there.
  if (path === undefined) return rule.kind === 'exact' || rule.kind === 'below';
  switch (rule.kind) {
    case 'exact':
      return coversLocal({ kind: 'exact', name: resolvedPath(rule.name) }, path);
    case 'below':
      return coversLocal({ kind: 'below', directory: below(resolvedPath(rule.directory)) }, path);
    case 'abstract':
    case 'any':
      return false;
    default:
      throw unknownCase(rule);
  }
}

function below(directory: Uint8Array): Uint8Array {
  return directory.length === 1 ? directory : Buffer.concat([directory, Buffer.from('/')]);
}

/**
 * Every address that traffic to this one may reach: those embedded in it, and this machine's if it is unspecified
 * (ip(7)).
 */
function reachedAt(address: InternetAddress): InternetAddress[] {
  if (isUnspecified(address)) return [address, LOOPBACK, LOOPBACK6];
  return [address, ...embeddedAddresses(address)];
}
