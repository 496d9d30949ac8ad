// Which file of c/src/ may need which, as c/README.md says it: by what is included, and by the symbols of what `wasock cc`
// compiles and links.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasWasiCompiler, libraryObjects } from '../support/c-guests.ts';
import { objectSymbols } from '../support/object-symbols.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const SOURCES = fileURLToPath(new URL('../../c/src/', import.meta.url));

/** The files with tables of what a kind of descriptor does. */
const KINDS = new Set(['socket-operations', 'streams', 'epoll']);

/** That a file needs another: names without their endings, since a header belongs to the file of its name. */
type Need = readonly [from: string, to: string];

const shown = ([from, to]: Need) => `${from} needs ${to}`;

const isBetweenFiles = ([from, to]: Need) => from !== to;

const bare = (name: string) => name.replace(/\.[cho]$/, '');

function includes(): Need[] {
  return readdirSync(SOURCES)
    .filter((name) => /\.[ch]$/.test(name))
    .flatMap((name) => {
      const found = readFileSync(SOURCES + name, 'utf8').matchAll(/^#include "([^"/]+)"$/gm);
      return Array.from(found, ([, header = '']): Need => [bare(name), bare(header)]);
    })
    .filter(isBetweenFiles);
}

function references(): Need[] {
  const files = libraryObjects(temporaryDirectory()).map(({ name, bytes }) => ({
    name: bare(name),
    symbols: objectSymbols(bytes),
  }));
  const homes = new Map<string, string>();
  // What is called `__wrap_f` is what the linker takes for `f`.
  for (const { name, symbols } of files)
    for (const symbol of symbols.defined) homes.set(symbol.replace(/^__wrap_/, ''), name);
  const needs = files.flatMap(({ name, symbols }) =>
    symbols.undefined.map((symbol): Need => [name, homes.get(symbol) ?? name]),
  );
  return needs.filter(isBetweenFiles);
}

/** What is left when that has been taken away, again and again, which nothing needs or which needs nothing. */
function circular(needs: readonly Need[]): readonly Need[] {
  const needed = new Set(needs.map(([, to]) => to));
  const needing = new Set(needs.map(([from]) => from));
  const left = needs.filter(([from, to]) => needed.has(from) && needing.has(to));
  return left.length === needs.length ? left : circular(left);
}

test('what is left of needs when they are followed are circles', () => {
  const circle: Need[] = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
  ];
  expect(circular([['in', 'a'], ...circle, ['c', 'out'], ['in', 'out']])).toEqual(circle);
  expect(circular(circle.slice(1))).toEqual([]);
});

test('no header of c/src/ includes another in a circle', () => {
  expect(circular(includes()).map(shown)).toEqual([]);
});

test.skipIf(!hasWasiCompiler)('no file of c/src/ needs, by others or itself, one that needs it', () => {
  const all = [...includes(), ...references()];
  const needs = [...new Map(all.map((need) => [shown(need), need])).values()];
  expect(needs.length).toBeGreaterThan(50);
  expect(circular(needs).map(shown)).toEqual([]);

  // No kind of descriptor is known to what closes, reads or waits: but for the first three, and to what makes sockets.
  const known = needs.filter(([, to]) => KINDS.has(to)).map(shown);
  expect(known.sort()).toEqual([
    'descriptors needs streams',
    'given needs socket-operations',
    'lifecycle needs socket-operations',
  ]);
});
