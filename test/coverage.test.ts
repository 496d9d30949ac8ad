import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverage } from '../docs/coverage/generate.mjs';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('docs/coverage.md is what `npm run docs` makes of the code', () => {
  expect(read('docs/coverage.md')).toBe(coverage().text);
});

test('everything in PHP’s manual is implemented and tested', () => {
  expect(coverage().empty).toEqual([]);
});

test('every guest in examples/manual/ is in the manual', () => {
  const guests = readdirSync(new URL('../examples/manual/', import.meta.url)).filter((name) => /-\d.*\.ts$/.test(name));
  const listed = [...read('docs/coverage/manual.json').matchAll(/"guest": "([^"]+)"/g)].map(([, name]) => `${name}.ts`);
  expect(guests.sort()).toEqual(listed.sort());
});
