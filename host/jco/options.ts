import type { HostOptions } from '../host.ts';

/** Options that are none: nothing is configured by them. */
export class OptionError extends TypeError {
  /** Stable: for programs that tell errors apart. */
  readonly code = 'ERR_WASOCK_OPTION';
  override readonly name = 'OptionError';

  /**
   * @param subject what was wrong, as it was given
   * @param expected what may stand there
   */
  constructor(subject: string, expected: string) {
    super(`${subject} is not a valid option: expected ${expected}`);
  }
}

interface Kind {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

const CALLBACK: Kind = { expected: 'a function', accepts: (value) => typeof value === 'function' };

const KINDS: Readonly<Record<keyof HostOptions, Kind>> = {
  policy: { expected: 'an object with rules', accepts: isObject },
  maxSockets: { expected: 'a number of sockets', accepts: (value) => typeof value === 'number' && value >= 0 },
  onWarning: CALLBACK,
  onDenied: CALLBACK,
};

/**
 * Looks at options from JavaScript, where a type does not hold: rules that stand beside `policy` would allow nothing, and
 * nobody would know why.
 *
 * @throws {OptionError} for what is none
 */
export function checkOptions(options: unknown): void {
  if (!isObject(options)) throw new OptionError(String(options), 'an object');
  const kinds = new Map<string, Kind>(Object.entries(KINDS));
  for (const [name, value] of Object.entries(options)) {
    const kind = kinds.get(name);
    if (kind === undefined) throw new OptionError(`'${name}'`, `one of ${[...kinds.keys()].join(', ')}`);
    if (value !== undefined && !kind.accepts(value)) throw new OptionError(`'${name}'`, kind.expected);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
