// What examples/README.md tells its reader to paste.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXAMPLES } from './command-line.ts';

const README = readFileSync(`${EXAMPLES}README.md`, 'utf8');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The text below a heading of the second level. */
export function section(title: string): string {
  const found = README.split(/^## /m).find((text) => text.startsWith(`${title}\n`));
  if (found === undefined) throw new Error(`examples/README.md has no section '${title}'`);
  return found;
}

/** A block of commands of a section, the first by default, for a shell: in the clone, where its reader is. */
export function pasted(title: string, index = 0): string {
  const [, found] = [...section(title).matchAll(/```sh\n([^]*?)```/g)][index] ?? [];
  if (found === undefined) throw new Error(`section '${title}' has no commands ${index}`);
  return `cd '${ROOT}'\n${found}`;
}
