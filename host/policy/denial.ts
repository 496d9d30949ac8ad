import { formatInternetAddress, ipOf, judged } from './internet.ts';
import { formatLocal, localPattern } from './local.ts';
import type { SocketAddress } from '../wit-types.ts';
import { unknownCase } from '../unknown-case.ts';

/** What a guest may be allowed. */
export type Permission = 'connect' | 'bind' | 'lookup' | 'raw' | 'multicast';

/** Something that a guest may not do. */
export interface Denial {
  /** The rule that would have to allow it. */
  readonly permission: Permission;
  /** What it was about, for people to read: `127.0.0.1:80`, `unix:/run/x.sock`. */
  readonly subject: string;
  /**
   * The command-line flag that allows it; with `rule`, the one that denies it. Quoted for a shell where it needs to be.
   */
  readonly flag: string;
  /** The pattern that allows it, in the list of its permission; `raw` and `multicast` have none. */
  readonly pattern?: string;
  /** The pattern that denies it: no other rule allows it then. */
  readonly rule?: string;
  /** It was allowed to whom a name is, but the name was looked up too long ago: see `lookupTtlSeconds`. */
  readonly isOutdated?: true;
  /** Why a policy function did not answer: what it has thrown, or what was wrong with its answer. */
  readonly cause?: unknown;
}

/** The lists of rules that have a flag with a pattern. */
export type ListName = 'connect' | 'bind' | 'lookup';

/** What a denial says of an address: subject, flag and pattern. */
export function denyAddress(permission: 'connect' | 'bind', address: SocketAddress): Denial {
  switch (address.tag) {
    case 'unix':
      return denyPattern(permission, formatLocal(address.val), localPattern(address.val));
    case 'packet':
      return denyRaw(`packet interface ${address.val.interfaceIndex}`);
    case 'inet':
    case 'inet6': {
      const ip = ipOf(address);
      const subject = `${ip === undefined ? '*' : formatInternetAddress(judged(ip))}:${address.val.port}`;
      return denyPattern(permission, subject, subject);
    }
    default:
      throw unknownCase(address);
  }
}

/** What a list would have to allow by a pattern. */
export function denyPattern(permission: ListName, subject: string, pattern: string): Denial {
  return { permission, subject, flag: flag('allow', permission, pattern), pattern };
}

/** What `raw` would have to allow. */
export function denyRaw(subject: string): Denial {
  return { permission: 'raw', subject, flag: '--allow-raw' };
}

/** The same, denied by a rule of a list. */
export function deniedBy({ permission, subject }: Denial, list: ListName, rule: string): Denial {
  return { permission, subject, flag: flag('deny', list, rule), rule };
}

function flag(verb: 'allow' | 'deny', list: ListName, pattern: string): string {
  const quoted = /^[\w@%+=:,./-]*$/.test(pattern) ? pattern : `'${pattern.replaceAll("'", `'\\''`)}'`;
  return `--${verb}-${list} ${quoted}`;
}
