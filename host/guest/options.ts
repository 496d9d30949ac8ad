import { checkedDirectories, EXPECTED_DIRECTORIES, isDirectories } from '../files/directories.ts';
import { HOST_OPTIONS, type Kind, type Kinds, readOptions } from '../options.ts';
import type { GuestOptions } from './guest-options.ts';
import { GuestProcess } from './guest-process.ts';
import type { SpawnOptions } from './spawn-options.ts';

const DESCRIPTOR: Kind = {
  expected: 'a descriptor',
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
};

/** The options of every guest that is a program. */
const PROGRAM_OPTIONS: Kinds<Omit<GuestOptions, 'imports' | 'wait'>> = {
  ...HOST_OPTIONS,
  args: { expected: 'a list of texts', accepts: (value) => Array.isArray(value) && value.every(isText) },
  env: { expected: 'an object of texts', accepts: isTexts },
  dirs: { expected: EXPECTED_DIRECTORIES, accepts: isDirectories },
  stdin: DESCRIPTOR,
  stdout: DESCRIPTOR,
  stderr: DESCRIPTOR,
};

/** The options of a guest in a thread or process of its own. */
export const SPAWN_OPTIONS: Kinds<SpawnOptions> = {
  ...PROGRAM_OPTIONS,
  isolation: {
    expected: "'worker', 'process', or what createGuestProcess gives",
    accepts: (value) => value === 'worker' || value === 'process' || value instanceof GuestProcess,
  },
};

/** The options of a guest on this thread. */
export const GUEST_OPTIONS: Kinds<GuestOptions> = {
  ...PROGRAM_OPTIONS,
  wait: { expected: "'block' or 'suspend'", accepts: (value) => value === 'block' || value === 'suspend' },
  imports: { expected: 'an object of interfaces', accepts: isObject },
};

/**
 * Options of a program, as `readOptions` reads them, with directories that exist.
 *
 * @throws OptionError as `readOptions`, and for what is no directory
 */
export function readProgramOptions<Options extends Omit<GuestOptions, 'wait'>>(
  given: Options,
  kinds: Kinds<Options>,
): Options {
  const options = readOptions(given, kinds);
  return options.dirs === undefined ? options : { ...options, dirs: checkedDirectories(options.dirs) };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isText);
}
