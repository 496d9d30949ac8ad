// docs/runtimes.md is what the probes say. `npm run docs` writes its table anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { describe, expect, test } from 'vitest';
import { GUESTS, withLanguages } from '../components/languages.ts';
import { INTERNET } from '../support/families.ts';
import { hasOwnNetwork } from '../support/own-network.ts';
import { type Cells, COLUMNS, measure } from './columns.ts';
import { cellsIn, NONE, withTable } from './document.ts';
import { FEATURES } from './features.ts';

const DOCUMENT = new URL('../../docs/runtimes.md', import.meta.url);
const WRITING = env['WASOCK_DOCS'] === 'write';

const read = () => readFileSync(DOCUMENT, 'utf8');
const before = read();
/** What the table is to say: columns that cannot be measured here stay as they are. */
const columns = new Map<string, Cells>(COLUMNS.map(({ title }) => [title, cellsIn(before, title)]));

// Raw sockets and IPv6 are among the features.
describe.skipIf(!hasOwnNetwork() || INTERNET.length < 2)('docs/runtimes.md', () => {
  for (const column of COLUMNS) {
    test.skipIf(!column.isThere)(`the column "${column.title}" is what a guest gets there`, async () => {
      const measured = await measure(column);
      const probes = FEATURES.filter(({ not }) => not !== column.language).map(({ key }) => key);
      expect(Object.keys(measured).sort()).toEqual(probes.sort());
      const cells: Cells = Object.fromEntries(FEATURES.map(({ key }) => [key, measured[key] ?? NONE]));
      if (WRITING) columns.set(column.title, cells);
      expect(cells).toEqual(columns.get(column.title));
    });
  }
});

test('docs/runtimes.md has the rows of test/runtimes/features.ts, and the footnotes that they name', () => {
  const written = withLanguages(withTable(before, columns));
  if (WRITING) writeFileSync(DOCUMENT, written);
  const text = read();
  expect(text).toBe(written);
  const named = new Set(Array.from(text.matchAll(/\[\^([\w-]+)\](?!:)/g), ([, note]) => note));
  const footnotes = Array.from(text.matchAll(/^\[\^([\w-]+)\]:/gm), ([, note]) => note);
  expect(footnotes.sort()).toEqual([...named].sort());
});

test('a guest that the table of languages stands on is started by a test', () => {
  const tests = readFileSync(new URL('../components/guest-tests.ts', import.meta.url), 'utf8');
  expect(GUESTS.filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
});

test('a cell in docs/runtimes.md is yes, no and a footnote, an errno or a dash', () => {
  const text = read();
  const cells = COLUMNS.flatMap(({ title }) => FEATURES.map(({ key }) => cellsIn(text, title)[key]));
  expect(cells.filter((cell) => !/^(yes|no|E[A-Z0-9]+|–)$/.test(cell ?? ''))).toEqual([]);
  expect(Array.from(text.matchAll(/^[^[\n]*\| no \|.*$/gm), ([line]) => line)).toEqual([]);
});
