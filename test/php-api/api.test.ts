// One list of functions in four places: the library for guests, the WIT, JavaScript's object, the documentation.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as module from 'wasock/php';
import { usePhp } from './support.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The names of PHP's functions that guests can import. */
function guestFunctions(): string[] {
  const files = [...read('asm/index.ts').matchAll(/export \{([^}]*)\} from/g)].flatMap(([, names = '']) => names);
  return [...new Set(files.join(',').match(/\b[a-z][a-z0-9_]*\b/g))];
}

const snake = (name: string) => name.replaceAll('-', '_');
const camel = (name: string) => name.replaceAll(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const exported = Array.from(read('wit/php.wit').matchAll(/^ {4}([a-z0-9-]+): func/gm), ([, name = '']) => name);

test('the component exports every function that a guest can import', () => {
  expect(exported.map(snake).sort()).toEqual(guestFunctions().sort());
});

test("JavaScript's object has every function of the WIT", () => {
  const own = new Set(['close', 'warnings']);
  const functions = Object.keys(usePhp()).filter((name) => !own.has(name));
  expect(functions).toEqual(exported.map(camel));
});

test('wasock/php exports every constant of PHP with its number', () => {
  const constants = Object.entries(module).filter(([name]) => /^[A-Z][A-Z0-9_]+$/.test(name));
  const given = Object.fromEntries(constants);
  const known = read('asm/constants.ts').matchAll(/^export const ([A-Z0-9_]+): i32 = (-?\w+);/gm);
  expect(given).toEqual(Object.fromEntries(Array.from(known, ([, name = '', value]) => [name, Number(value)])));
});
