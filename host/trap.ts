/** Thrown through a guest that broke the rules of the canonical ABI; it cannot catch it, and ends. */
export class GuestTrap extends Error {
  override readonly name = 'GuestTrap';
  readonly code = 'ERR_WASOCK_TRAP';
}

/** Thrown where a module cannot be linked at all. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly code = 'ERR_WASOCK_LINK';
}
