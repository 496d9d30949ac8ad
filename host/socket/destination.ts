/**
 * Where the paths of Unix sockets lead, for guests that change paths: with a directory that it may write, a guest makes links,
 * and rules are about paths. Where such a path leads by links must be allowed as well.
 */
import { openWithoutLinks, pathOf } from '../os/beneath.ts';
import { errnoNumber } from '../os/errno.ts';
import { SOCKADDR_SIZE, writeSockaddr } from '../os/sockaddr.ts';
import { sameBytes } from '../policy/local.ts';
import { type Followed, followed, isPath } from '../policy/resolved-path.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { type HostSocket, reportDenial, type SocketContext } from './host-socket.ts';

const EACCES = errnoNumber('eacces');
const ELOOP = errnoNumber('eloop');

/**
 * What links of an address lead to, if the guest may have made them: another address to ask the policy about.
 *
 * @returns undefined if it has none that matter; 'unknown' if there are too many, or one that cannot be read
 */
export function linkedTo(context: SocketContext, address: SocketAddress): LinkedAddress {
  return linkIn(pathFrom(context, address));
}

/** Where an address leads. @returns undefined if the guest cannot lead it elsewhere; 'unknown' as `linkedTo` */
function pathFrom({ changesPaths, policy }: SocketContext, address: SocketAddress): Followed | undefined | 'unknown' {
  if (!changesPaths || policy.allowsEverything || address.tag !== 'unix' || !isPath(address.val)) return undefined;
  // The system gets no address that is longer.
  if (address.val.length > SOCKADDR_SIZE) return undefined;
  return followed(address.val) ?? 'unknown';
}

function linkIn(found: ReturnType<typeof pathFrom>): LinkedAddress {
  if (typeof found !== 'object') return found;
  return found.links === 0 ? undefined : { tag: 'unix', val: found.path };
}

type LinkedAddress = (SocketAddress & { tag: 'unix' }) | undefined | 'unknown';

/** An address that the policy has allowed to connect or send to. */
export class Destination {
  readonly #address: SocketAddress;
  readonly #context: SocketContext;
  readonly #linked: LinkedAddress;
  /** Where its path leads, without links; undefined for an address that nobody can lead elsewhere. */
  readonly #path: Uint8Array | undefined;

  constructor(context: SocketContext, address: SocketAddress, linked: LinkedAddress, path: Uint8Array | undefined) {
    this.#context = context;
    this.#address = address;
    this.#linked = linked;
    this.#path = path;
  }

  /**
   * Makes a system call on the address. An operation that waits does so for each attempt.
   *
   * The guest's other processes, and other guests, may exchange what is at a path for a link at any time. So the system does not get
   * the path: it gets a descriptor of what was found there, where there was no link.
   *
   * @param view where the call finds the address
   * @param call gets the address' length
   * @returns what `call` gives; or minus the system's errno: EACCES if the path leads elsewhere by now
   */
  reach(view: DataView, call: (length: number) => number): number {
    if (this.#hasMoved) return -EACCES;
    const length = writeSockaddr(view, this.#address);
    const path = this.#path;
    if (length < 0 || path === undefined) return length < 0 ? length : call(length);
    const { ledger } = this.#context;
    const found = ledger.open(() => openWithoutLinks(path));
    if (found < 0) return found === -ELOOP ? -EACCES : found;
    try {
      return call(writeSockaddr(view, { tag: 'unix', val: pathOf(found) }));
    } finally {
      ledger.close(found);
    }
  }

  /** Whether its path leads elsewhere by now. */
  get #hasMoved(): boolean {
    const before = this.#linked;
    const now = linkedTo(this.#context, this.#address);
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
  const path = pathFrom(context, to);
  const linked = linkIn(path);
  if (linked === 'unknown' || (linked !== undefined && isDenied(linked))) return -EACCES;
  return new Destination(context, to, linked, typeof path === 'object' ? path.path : undefined);
}
