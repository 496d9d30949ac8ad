// Begins the command.
import { defaultCacheDirectory, makePrivate } from '../cache-directory.ts';
import type * as command from './command.ts';
import { KeptCode, type Others } from './kept-code.ts';

/**
 * Does what the command line says.
 *
 * @param directory that of the bundle
 * @param others loads other modules from there
 * @returns the exit code
 */
export async function start(directory: string, others: Others): Promise<number> {
  const [, , name] = process.argv;
  const code = new KeptCode(directory, others, process.argv.includes('--no-cache') ? null : privateCache());
  const { execute } = code.load('command.bundle.js') as typeof command;
  const exitCode = await execute(process.argv.slice(2));
  // Under other flags V8 does not take the same code.
  const isUsual = process.execArgv.length === 0 && process.env['NODE_OPTIONS'] === undefined;
  if (name === 'run' && isUsual) code.keep();
  return exitCode;
}

function privateCache(): string | null {
  const directory = defaultCacheDirectory();
  return directory !== null && makePrivate(directory) ? directory : null;
}
