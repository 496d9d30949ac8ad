import { isObject, type Kind, type Kinds } from '../options.ts';
import type { GuestOptions } from './guest-options.ts';
import { GuestProcess } from './guest-process.ts';
import { GuestWorker } from './guest-worker.ts';
import { isStream, PROGRAM_OPTIONS } from './program-options.ts';
import type { SpawnOptions } from './spawn-options.ts';

export { readProgramOptions } from './program-options.ts';

const PIPED: Kind = {
  expected: "'inherit', 'ignore', 'pipe' or a descriptor",
  accepts: (value) => value === 'pipe' || isStream(value),
};

const TRACE: Kind = {
  expected: "{ to: a descriptor, format: 'text', 'json' or 'chrome' }",
  accepts: (value) => {
    if (!isObject(value)) return false;
    const { to, format = 'text', ...others } = value as { readonly to?: unknown; readonly format?: unknown };
    const isTarget = Number.isInteger(to) && Number(to) >= 0;
    return isTarget && ['text', 'json', 'chrome'].includes(String(format)) && Object.keys(others).length === 0;
  },
};

/** The options of a guest in a thread or process of its own. */
export const SPAWN_OPTIONS: Kinds<SpawnOptions> = {
  ...PROGRAM_OPTIONS,
  trace: TRACE,
  stdin: PIPED,
  stdout: PIPED,
  stderr: PIPED,
  isolation: {
    expected: "'worker', 'process', or what createGuestProcess or createGuestWorker gives",
    accepts: (value) =>
      value === 'worker' || value === 'process' || value instanceof GuestProcess || value instanceof GuestWorker,
  },
};

/** The options of a guest on this thread. */
export const GUEST_OPTIONS: Kinds<GuestOptions> = {
  ...PROGRAM_OPTIONS,
  trace: TRACE,
  wait: { expected: "'block' or 'suspend'", accepts: (value) => value === 'block' || value === 'suspend' },
  imports: { expected: 'an object of interfaces', accepts: isObject },
};
