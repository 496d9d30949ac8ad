import { Uncatchable } from './uncatchable.ts';

/** Thrown through a guest that broke the rules of the canonical ABI; it cannot catch it, and ends. */
export class GuestTrap extends Uncatchable {
  override readonly name = 'GuestTrap';
  static readonly code = 'ERR_WASOCK_TRAP';
  readonly code = GuestTrap.code;
}

/** Thrown where a module cannot be linked at all. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  static readonly code = 'ERR_WASOCK_LINK';
  readonly code = LinkError.code;
}
