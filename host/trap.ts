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

/** A guest has taken what its limits give it; it cannot catch this, and ends, or is not started at all. */
export class LimitError extends Uncatchable {
  override readonly name = 'LimitError';
  static readonly code = 'ERR_WASOCK_LIMIT';
  readonly code = LimitError.code;
  /** Which limit: a property of `Limits`. */
  readonly limit: string;
  /** What it is. */
  readonly value: number;

  /** @param detail what the guest asked for, where that says more */
  constructor(limit: string, value: number, detail = 'the guest has reached it') {
    super(`limits.${limit} is ${value}: ${detail}`);
    this.limit = limit;
    this.value = value;
  }

  /** The same error, of another thread, of which the message has come. */
  static of(message: string): LimitError {
    const [, limit = '', value, detail] = /^limits\.(\w+) is (\S+): (.*)$/s.exec(message) ?? [];
    return new LimitError(limit, Number(value), detail);
  }
}
