import type { HostOptions } from './host.ts';
import { OptionError } from './option-error.ts';

/** What an option may be. */
export interface Kind {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

/** What each of some options may be. */
export type Kinds<Options> = Readonly<Record<keyof Options, Kind>>;

const FUNCTION: Kind = { expected: 'a function', accepts: isFunction };

/** The options of every host. What a policy says, the policy itself reads. */
export const HOST_OPTIONS: Kinds<HostOptions> = {
  policy: { expected: 'an object with rules, or a function', accepts: (value) => isObject(value) || isFunction(value) },
  limits: { expected: 'an object with limits', accepts: isObject },
  onWarning: FUNCTION,
  onDenied: FUNCTION,
};

/**
 * Looks at options from JavaScript, where a type does not hold: rules that stand beside `policy` would allow nothing, and
 * nobody would know why.
 *
 * @returns a copy that has nothing but what the options have of their own, and inherits nothing
 * @throws {OptionError} for what is none
 */
export function readOptions<Options extends object>(options: Options, kinds: Kinds<Options>): Options {
  if (!isObject(options)) throw new OptionError(String(options), 'an object');
  const known = new Map<string, Kind>(Object.entries<Kind>(kinds));
  const own: Options = Object.create(null);
  for (const [name, value] of Object.entries(options)) {
    const kind = known.get(name);
    if (kind === undefined) throw new OptionError(`'${name}'`, `one of ${[...known.keys()].join(', ')}`);
    if (value === undefined) continue;
    if (!kind.accepts(value)) throw new OptionError(`'${name}'`, kind.expected);
    Object.assign(own, { [name]: value });
  }
  return own;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
