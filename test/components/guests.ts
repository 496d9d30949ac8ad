// Guests of other toolchains, which install.sh and build.sh have built: Rust, Python, JavaScript, C, Go. See guests/README.md.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

/** Where build.sh puts them. */
export const BUILT = env['WASOCK_COMPONENTS'] ?? fileURLToPath(new URL('../../build/components', import.meta.url));

/** A compiled guest, and the words that come before its arguments; or why it is missing. */
export type Guest = { path: string; words: readonly string[] } | { missing: string };

/** Groups that are one component, whose first argument says which of its guests is meant. */
const TOGETHER = new Set(['python', 'javascript']);

/** A guest by its group and its name: `rust/tcp-client`, `python/bench`, `go/listener.core`. */
export function guest(name: string): Guest {
  const [group = '', file = ''] = name.split('/');
  const path = join(BUILT, group, `${TOGETHER.has(group) ? 'guests' : file}.wasm`);
  return existsSync(path) ? { path, words: TOGETHER.has(group) ? [file] : [] } : { missing: reason(group) };
}

/** Why guests of these names are missing, the first of those that are; undefined if all are there. Says so, too. */
export function whyMissing(...names: string[]): string | undefined {
  for (const name of names) {
    const found = guest(name);
    if (!('missing' in found)) continue;
    console.warn(`a test with ${name} is left out: ${found.missing}`);
    return found.missing;
  }
  return undefined;
}

function reason(group: string): string {
  const said = join(BUILT, `${group}.missing`);
  return existsSync(said) ? readFileSync(said, 'utf8').trim() : 'test/components/install.sh has not been run';
}
