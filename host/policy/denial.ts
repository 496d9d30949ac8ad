import { formatInternetAddress, ipOf, canonicalAddress } from './internet.ts';
import { formatLocal, localPattern } from './local.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { unknownCase } from '../unknown-case.ts';

/** What a guest may be allowed. */
export type Permission = 'connect' | 'bind' | 'lookup' | 'raw' | 'multicast' | 'fork';

/** An operation that was denied. */
export interface Denial {
  /** The permission that it needs. */
  readonly permission: Permission;
  /** What it was about, for messages: `127.0.0.1:80`, `unix:/run/x.sock`. */
  readonly subject: string;
  /**
   * The command-line flag that allows it; with `rule`, the one that denies it. Quoted for a shell where it needs to be.
   */
  readonly flag: string;
  /** The pattern that allows it, in the list of its permission; `raw`, `multicast` and `fork` have none. */
  readonly pattern?: string;
  /** The pattern that denies it. No other rule can allow it. */
  readonly rule?: string;
  /** Set if the address is allowed by name, but the name was looked up too long ago: see `lookupTtlSeconds`. */
  readonly isOutdated?: true;
  /** Why a policy function gave no answer: what it threw, or what was wrong with its answer. */
  readonly cause?: unknown;
}

/** The lists of rules that have a flag with a pattern. */
export type ListName = 'connect' | 'bind' | 'lookup';

/** The denial of an address: subject, flag and pattern. */
export function denyAddress(permission: 'connect' | 'bind', address: SocketAddress): Denial {
  switch (address.tag) {
    case 'unix':
      return denyPattern(permission, formatLocal(address.val), localPattern(address.val));
    case 'packet':
      return denyRaw(`packet interface ${address.val.interfaceIndex}`);
    case 'inet':
    case 'inet6': {
      const ip = ipOf(address);
      const subject = `${ip === undefined ? '*' : formatInternetAddress(canonicalAddress(ip))}:${address.val.port}`;
      return denyPattern(permission, subject, subject);
    }
    default:
      throw unknownCase(address);
  }
}

/** The denial of something that a list allows by a pattern. */
export function denyPattern(permission: ListName, subject: string, pattern: string): Denial {
  return { permission, subject, flag: flag('allow', permission, pattern), pattern };
}

/** The denial of something that `raw` allows. */
export function denyRaw(subject: string): Denial {
  return { permission: 'raw', subject, flag: '--allow-raw' };
}

/** The denial of a process of the guest's, which `fork` allows. */
export function denyFork(): Denial {
  return { permission: 'fork', subject: 'another process', flag: '--allow-fork' };
}

/** The same denial, by a rule of a list. */
export function deniedBy({ permission, subject }: Denial, list: ListName, rule: string): Denial {
  return { permission, subject, flag: flag('deny', list, rule), rule };
}

function flag(verb: 'allow' | 'deny', list: ListName, pattern: string): string {
  const quoted = /^[\w@%+=:,./-]*$/.test(pattern) ? pattern : `'${pattern.replaceAll("'", `'\\''`)}'`;
  return `--${verb}-${list} ${quoted}`;
}
