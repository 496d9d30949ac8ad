// The tables of c/ and the WIT, whose order is the boundary's.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The cases of an enum of the WIT. */
function cases(name: string): string[] {
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(read('wit/types.wit'))?.[1] ?? '';
  return Array.from(body.matchAll(/^ {8}%?([\w-]+),$/gm), ([, found]) => found ?? '');
}

test('errno.c has the cases of errno', () => {
  const rows = Array.from(read('c/src/errno.c').matchAll(/^ {2}E\w+, \/\/ (\w+)$/gm), ([, name]) => name);
  expect(rows).toEqual(cases('errno'));
});

test('option-name.h has the cases of option-name', () => {
  const names = Array.from(read('c/src/option-name.h').matchAll(/^ {2}OPTION_(\w+),$/gm), ([, name]) => name);
  expect(names).toEqual(cases('option-name').map((name) => name.toUpperCase().replaceAll('-', '_')));
});
