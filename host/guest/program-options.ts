import { checkedDirectories, EXPECTED_DIRECTORIES, isDirectories } from '../files/directories.ts';
import type { HostOptions } from '../host.ts';
import { HOST_OPTIONS, isObject, type Kind, type Kinds, readOptions } from '../options.ts';
import { areGivenSockets, EXPECTED_SOCKETS } from './given-sockets.ts';
import type { ProgramOptions, WasiOptions } from './wasi.ts';

const STREAM: Kind = { expected: "'inherit', 'ignore' or a descriptor", accepts: isStream };

/** The options of every guest that is a program. */
export const PROGRAM_OPTIONS: Kinds<HostOptions & ProgramOptions> = {
  ...HOST_OPTIONS,
  args: { expected: 'a list of texts', accepts: (value) => Array.isArray(value) && value.every(isText) },
  env: { expected: 'an object of texts', accepts: isTexts },
  dirs: { expected: EXPECTED_DIRECTORIES, accepts: isDirectories },
  sockets: { expected: EXPECTED_SOCKETS, accepts: areGivenSockets },
  onListening: { expected: 'a function', accepts: (value) => typeof value === 'function' },
  stdin: STREAM,
  stdout: STREAM,
  stderr: STREAM,
};

/**
 * Options of a program, as `readOptions` reads them, with directories that exist.
 *
 * @throws OptionError as `readOptions`, and for what is no directory
 */
export function readProgramOptions<Options extends HostOptions & Pick<WasiOptions, 'dirs'>>(
  given: Options,
  kinds: Kinds<Options>,
): Options {
  const options = readOptions(given, kinds);
  return options.dirs === undefined ? options : { ...options, dirs: checkedDirectories(options.dirs) };
}

export function isStream(value: unknown): boolean {
  return value === 'inherit' || value === 'ignore' || (Number.isInteger(value) && Number(value) >= 0);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isText);
}
