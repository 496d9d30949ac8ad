// "wasock/php": PHP's socket functions for JavaScript.
import type { HostOptions } from '../host.ts';
import type { Usage } from '../limits/usage.ts';
import { type PhpFunctions, SIGNATURES } from './generated/interface.ts';
import { HOST_OPTIONS, readOptions } from '../options.ts';
import { Library } from './library.ts';

export type { HostOptions, Severity } from '../host.ts';
export type { Limits } from '../limits.ts';
export type { Figure, Usage } from '../limits/usage.ts';
export { OptionError } from '../option-error.ts';
export { LimitError } from '../trap.ts';
export { type Denial, PolicyError, type PolicyFunction, type PolicyRequest, type PolicyRules } from '../policy.ts';
export * from './generated/constants.ts';
export type * from './generated/interface.ts';
export { PhpStateError } from './library.ts';
export { AddressInfo, Socket, Stream } from './resources.ts';

/** PHP's functions, and the end of them. */
export interface Php extends PhpFunctions {
  /** Closes every socket. From now on calls throw a PhpStateError. */
  close(): void;
  /** How much of `options.limits` has been taken. */
  usage(): Usage;
  [Symbol.dispose](): void;
}

/**
 * PHP's socket functions on this thread. A call that blocks, blocks the thread. Without `options.policy` only sockets
 * without an address are allowed. PHP's warnings go to `options.onWarning`, before the function that raised them
 * returns; without it they go to standard error. If a callback throws, the call throws.
 *
 * Each thread needs an object of its own, and sockets belong to the object that made them.
 *
 * @throws OptionError, PolicyError if options or rules are not valid, or a limit cannot be enforced here
 */
export function createPhp(options: HostOptions = {}): Php {
  const library = new Library(readOptions(options, HOST_OPTIONS));
  const functions = Object.entries(SIGNATURES).map(([name, signature]) => [name, library.bind(name, signature)]);
  const close = (): void => library.close();
  // The table that the functions are made by and their types come from the same file, wit/php.wit.
  return Object.freeze({
    ...(Object.fromEntries(functions) as PhpFunctions),
    close,
    usage: () => library.usage(),
    [Symbol.dispose]: close,
  });
}
