import { type Denial, denyAddress, denyFork, denyPattern, denyRaw, type Permission } from './denial.ts';
import { formatInternetAddress, type InternetAddress, ipOf, canonicalAddress } from './internet.ts';
import { localText, visible } from './local.ts';
import { canonicalName, isWritableName, type Transport } from './pattern.ts';
import { resolvedPath } from './resolved-path.ts';
import { isPrivate } from './special-purpose.ts';
import type { IpAddress, SocketAddress } from '../generated/wit-types.ts';

/** The argument of a policy function: what a guest asks for, as plain, frozen data. */
export interface PolicyRequest {
  readonly permission: Permission;
  /** What it is about, for messages: `127.0.0.1:80`, `unix:/run/x.sock`. */
  readonly subject: string;
  /** The pattern that allows it, in the list of its permission; `raw`, `multicast` and `fork` have none. */
  readonly pattern?: string;
  /** For connect and bind: the transport. */
  readonly transport?: Transport;
  /** For connect and bind to an internet address, and for multicast: `127.0.0.1`, `::1`. An IPv4-mapped one is IPv4. */
  readonly address?: string;
  /** For connect and bind to an internet address. */
  readonly port?: number;
  /** Whether `private` covers the address. */
  readonly isPrivate?: boolean;
  /** For connect and bind: the names whose lookups gave the address in the last minute; lower case, no dot at the end. */
  readonly hosts?: readonly string[];
  /**
   * For a Unix socket: its path without links, `.` and `..`. If the name is not UTF-8, neither this nor `abstract` is
   * set.
   */
  readonly path?: string;
  /** For a Unix socket: its abstract name; '' if the system is to choose one. */
  readonly abstract?: string;
  /** For lookup: the name, in lower case, without a dot at the end. */
  readonly host?: string;
  /** For bind: the operation goes on without the permission. If the answer is no, nothing is reported. */
  readonly isOptional?: true;
}

/**
 * Decides what a guest may do. A promise works only if the guest can wait for it: suspended, in a worker or in a
 * process.
 */
export type PolicyFunction = (request: PolicyRequest) => boolean | Promise<boolean>;

/** A request, and the denial to report if the answer is no. */
export interface Question {
  readonly request: PolicyRequest;
  readonly denial: Denial;
}

/** The question about connecting or binding. @param hosts the names that gave the address */
export function addressQuestion(
  permission: 'connect' | 'bind',
  address: SocketAddress,
  transport: Transport,
  hosts: (address: InternetAddress) => readonly string[],
): Question {
  const denial = denyAddress(permission, address);
  const ip = ipOf(address);
  if (address.tag === 'packet') return question(denial, {});
  if (address.tag === 'unix') return question(denial, { transport, ...localName(address.val) });
  if (ip === undefined) return question(denial, { transport });
  const target = canonicalAddress(ip);
  const names = Object.freeze([...hosts(target)]);
  return question(denial, { transport, ...internet(target), port: address.val.port, hosts: names });
}

export function lookupQuestion(asked: string): Question {
  const host = canonicalName(asked);
  return question(denyPattern('lookup', visible(asked), isWritableName(host) ? host : '*'), { host });
}

export function rawQuestion(kind: string): Question {
  return question(denyRaw(kind), {});
}

export function forkQuestion(): Question {
  return question(denyFork(), {});
}

export function multicastQuestion(group: IpAddress): Question {
  return question(denyMulticast(group), internet(canonicalAddress(group)));
}

/** The denial of something that `multicast` allows. */
export function denyMulticast(group: IpAddress): Denial {
  return { permission: 'multicast', subject: unbracketed(canonicalAddress(group)), flag: '--allow-multicast' };
}

/** The same question for an operation that goes on without the permission. */
export function optional({ request, denial }: Question): Question {
  return { request: Object.freeze({ ...request, isOptional: true }), denial };
}

/** A request that came from another thread. */
export function frozen(request: PolicyRequest): PolicyRequest {
  if (request.hosts !== undefined) Object.freeze(request.hosts);
  return Object.freeze(request);
}

function question(denial: Denial, about: Partial<PolicyRequest>): Question {
  const { permission, subject, pattern } = denial;
  const request = { permission, subject, ...(pattern === undefined ? {} : { pattern }), ...about };
  return { request: Object.freeze(request), denial };
}

function internet(address: InternetAddress): Pick<PolicyRequest, 'address' | 'isPrivate'> {
  return { address: unbracketed(address), isPrivate: isPrivate(address) };
}

function localName(name: Uint8Array): Pick<PolicyRequest, 'path' | 'abstract'> {
  if (name.length === 0) return { abstract: '' };
  const isAbstract = name[0] === 0;
  const text = localText(isAbstract ? name.subarray(1) : resolvedPath(name));
  if (text === undefined) return {};
  return isAbstract ? { abstract: text } : { path: text };
}

function unbracketed(address: InternetAddress): string {
  return formatInternetAddress(address).replace(/^\[|\]$/g, '');
}
