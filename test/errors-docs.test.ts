// docs/errors.md has an entry for every error, and for no other.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const HOST = fileURLToPath(new URL('../host/', import.meta.url));
const DOCUMENT = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');

test('every code is a heading, in their order, with the class that has it', () => {
  const classes = new Map<string, string>();
  for (const name of readdirSync(HOST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))) {
    const text = readFileSync(HOST + name, 'utf8');
    // The class around each `code = 'ERR_WASOCK_…'`.
    for (const [, own = '', code = ''] of text.matchAll(
      /class (\w+)(?:(?!\nclass |\nexport )[^])*?\bcode = '(ERR_WASOCK_\w+)'/g,
    )) {
      classes.set(code, own);
    }
  }
  const headings = Array.from(DOCUMENT.matchAll(/^### (ERR_WASOCK_\w+)\n\n(?:`(\w+)`)?/gm), ([, code, own]) => [
    code,
    own,
  ]);
  expect(classes.size).toBeGreaterThan(15);
  // The command's own has no class that a program could import.
  const expected = [...classes].map(([code, own]) => [code, code === 'ERR_WASOCK_USAGE' ? undefined : own]).sort();
  expect(headings).toEqual(expected);
});

test('no other code is anywhere in the sources', () => {
  const found = readdirSync(HOST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((name) => readFileSync(HOST + name, 'utf8').match(/ERR_WASOCK_[A-Z_]*[A-Z]/g) ?? []);
  for (const code of new Set(found)) expect(DOCUMENT).toContain(`### ${code}\n`);
});
