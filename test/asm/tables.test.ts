// The tables of asm/ against PHP's own, recorded in test/php/, and against C's.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { constantDeclarations } from '../../wit/constants.mjs';
import { evaluateInC, hasCompiler } from '../support/c-compiler.ts';
import { casesOf } from '../support/wit-cases.ts';

const HEADERS = [
  'linux/filter.h',
  'linux/if_ether.h',
  'netdb.h',
  'netinet/in.h',
  'netinet/tcp.h',
  'netinet/udp.h',
  'sys/socket.h',
];

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the numbers of errors are PHP’s', () => {
  const numbers = [...read('asm/generated/errno.ts').matchAll(/^ {2}(\d+), \/\/ (\w+)$/gm)];
  expect(numbers.map(([, , name]) => name)).toEqual(casesOf('errno'));
  const php = constants('test/php/constants.json');
  const known = numbers.filter(([, , name = '']) => `SOCKET_${name.toUpperCase()}` in php);
  expect(known.length).toBeGreaterThan(90);
  for (const [, number, name = ''] of known) {
    expect(`${name} ${number}`).toBe(`${name} ${php[`SOCKET_${name.toUpperCase()}`]}`);
  }
});

const own = Object.fromEntries(
  [...constantDeclarations().matchAll(/^export const (\w+): i32 = (\S+);$/gm)].map(([, name, value]) => [
    name,
    Number(value),
  ]),
);

test('every constant of PHP’s extension has PHP’s number', () => {
  expect(own).toMatchObject(constants('test/php/constants.json'));
});

test.skipIf(!hasCompiler || process.platform !== 'linux')('the constants of later versions have C’s numbers', () => {
  const recorded = constants('test/php/constants.json');
  // Those of PHP's streams and errors are not the system's.
  const later = Object.keys(own).filter((name) => !(name in recorded) && !/^(STREAM|E)_/.test(name));
  expect(later.length).toBeGreaterThan(50);
  const inC = (name: string) => name.replace(/^SOL_(?!SOCKET)/, 'IPPROTO_');
  const values = evaluateInC(HEADERS, later.map(inC));
  expect(Object.fromEntries(later.map((name) => [name, own[name]]))).toEqual(
    Object.fromEntries(later.map((name, i) => [name, values[i]])),
  );
});

function constants(path: string): Record<string, number> {
  const parsed: unknown = JSON.parse(read(path));
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError(`${path} holds no object`);
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, Number(value)]));
}
