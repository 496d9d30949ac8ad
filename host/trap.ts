import { Uncatchable } from './uncatchable.ts';

/** Thrown through a guest that broke the rules of the canonical ABI. The guest cannot catch it, and ends. */
export class GuestTrap extends Uncatchable {
  override readonly name = 'GuestTrap';
  static readonly code = 'ERR_WASOCK_TRAP';
  readonly code = GuestTrap.code;
}

/** Thrown if a module cannot be linked. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  static readonly code = 'ERR_WASOCK_LINK';
  readonly code = LinkError.code;
}

/** Thrown if a guest has reached a limit. The guest cannot catch it, and ends; or it is not started at all. */
export class LimitError extends Uncatchable {
  override readonly name = 'LimitError';
  static readonly code = 'ERR_WASOCK_LIMIT';
  readonly code = LimitError.code;
  /** The limit: a property of `Limits`. */
  readonly limit: string;
  /** The limit's value. */
  readonly value: number;

  /** @param detail what the guest asked for, if that is known */
  constructor(limit: string, value: number, detail = 'the guest has reached it') {
    super(`limits.${limit} is ${value}: ${detail}`);
    this.limit = limit;
    this.value = value;
  }

  /** The error of another thread, from its message. */
  static of(message: string): LimitError {
    const [, limit = '', value, detail] = /^limits\.(\w+) is (\S+): (.*)$/s.exec(message) ?? [];
    return new LimitError(limit, Number(value), detail);
  }
}
