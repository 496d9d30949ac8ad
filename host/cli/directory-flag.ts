// The flag --dir of `wasock run`.
import type { GivenDirectory } from '../index.ts';
import { UsageError } from './usage-error.ts';

/** The directories of the flags: `host`, `host:guest`, each with `:ro` at the end or without. @throws UsageError */
export function directoriesOf(flags: readonly string[]): Readonly<Record<string, GivenDirectory>> {
  const directories = new Map<string, GivenDirectory>();
  for (const flag of flags) {
    const parts = flag.split(':');
    const readOnly = parts.length > 1 && parts.at(-1) === 'ro';
    if (readOnly) parts.pop();
    const [path = '', guest = path, more] = parts;
    if (path === '' || guest === '' || more !== undefined) {
      throw new UsageError(`--dir takes <host>[:<guest>][:ro], not '${flag}'`);
    }
    if (directories.has(guest)) throw new UsageError(`--dir gives the guest two directories at ${guest}`);
    directories.set(guest, { path, readOnly });
  }
  return Object.fromEntries(directories);
}
