/**
 * Where the paths of Unix sockets lead, for guests that change paths: with a directory that it may write, a guest makes links,
 * and rules are about paths. Where such a path leads by links must be allowed as well.
 */
import { errnoNumber } from '../os/errno.ts';
import { SOCKADDR_SIZE } from '../os/sockaddr.ts';
import { sameBytes } from '../policy/local.ts';
import { followed, isPath } from '../policy/resolved-path.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { type HostSocket, reportDenial, type SocketContext } from './host-socket.ts';

const EACCES = errnoNumber('eacces');

/**
 * What links of an address lead to, if the guest may have made them: another address to ask the policy about.
 *
 * @returns undefined if it has none that matter; 'unknown' if there are too many, or one that cannot be read
 */
export function linkedTo({ changesPaths, policy }: SocketContext, address: SocketAddress): LinkedAddress {
  if (!changesPaths || policy.allowsEverything || address.tag !== 'unix' || !isPath(address.val)) return undefined;
  // The system gets no address that is longer.
  if (address.val.length > SOCKADDR_SIZE) return undefined;
  const found = followed(address.val);
  if (found === undefined) return 'unknown';
  return found.links === 0 ? undefined : { tag: 'unix', val: found.path };
}

type LinkedAddress = (SocketAddress & { tag: 'unix' }) | undefined | 'unknown';

/** An address that the policy has allowed to connect or send to. */
export class Destination {
  readonly address: SocketAddress;
  readonly #context: SocketContext;
  readonly #linked: LinkedAddress;

  constructor(context: SocketContext, address: SocketAddress, linked: LinkedAddress) {
    this.#context = context;
    this.address = address;
    this.#linked = linked;
  }

  /** Whether its path leads elsewhere by now. An operation that waits asks before each attempt. */
  get hasMoved(): boolean {
    const before = this.#linked;
    const now = linkedTo(this.#context, this.address);
    if (typeof before === 'object' && typeof now === 'object') return !sameBytes(before.val, now.val);
    return before !== now;
  }
}

/**
 * Asks the policy about an address to connect or send to.
 *
 * @returns −EACCES if it is denied, which is reported; or if nobody can tell where its links lead
 */
export function destination({ context, transport }: HostSocket, to: SocketAddress): Destination | number {
  const isDenied = (address: SocketAddress): boolean =>
    reportDenial(context, context.policy.checkConnect(address, transport));
  if (isDenied(to)) return -EACCES;
  const linked = linkedTo(context, to);
  if (linked === 'unknown' || (linked !== undefined && isDenied(linked))) return -EACCES;
  return new Destination(context, to, linked);
}
