// The tables of c/ and the WIT, whose order is the boundary's.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { casesOf } from '../support/wit-cases.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('errno.c has the cases of errno', () => {
  const rows = Array.from(read('c/src/errno.c').matchAll(/^ {2}E\w+, \/\/ (\w+)$/gm), ([, name]) => name);
  expect(rows).toEqual(casesOf('errno'));
});

test('option-name.h has the cases of option-name', () => {
  const names = Array.from(read('c/src/option-name.h').matchAll(/^ {2}OPTION_(\w+),$/gm), ([, name]) => name);
  expect(names).toEqual(casesOf('option-name').map((name) => name.toUpperCase().replaceAll('-', '_')));
});
