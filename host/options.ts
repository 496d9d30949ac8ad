import type { HostOptions } from './host.ts';
import { OptionError } from './option-error.ts';

/** Which values an option may have. */
export interface Kind {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

/** Which values each option may have. */
export type Kinds<Options> = Readonly<Record<keyof Options, Kind>>;

const FUNCTION: Kind = { expected: 'a function', accepts: isFunction };

/** The options of every host. The policy reads its own rules. */
export const HOST_OPTIONS: Kinds<HostOptions> = {
  policy: { expected: 'an object with rules, or a function', accepts: (value) => isObject(value) || isFunction(value) },
  limits: { expected: 'an object with limits', accepts: isObject },
  onWarning: FUNCTION,
  onDenied: FUNCTION,
};

/**
 * Checks options, because JavaScript does not check types. Otherwise rules that stand beside `policy` instead of in it
 * would allow nothing, and nobody would know why.
 *
 * @returns a copy of the options' own properties, which inherits nothing
 * @throws {OptionError} for an option that does not exist or is not valid
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

/** Whether a value is an object, and no array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
