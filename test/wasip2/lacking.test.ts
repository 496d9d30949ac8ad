// Every case of every guest is known, and the lists name nothing else.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guestFile } from '../support/cases.ts';
import { LACKING, NOT_COMPARED, ON_THE_HOST_ONLY } from './lacking.ts';
import { GUESTS } from './properties.ts';

test('every case that a guest has is in its table, or needs this package’s host', () => {
  for (const [name, cases] of GUESTS) {
    const source = readFileSync(guestFile(name), 'utf8');
    const inGuest = Array.from(source.matchAll(/\btestCase == '([^']+)'/g), ([, testCase]) => testCase);
    if (inGuest.length === 0) continue;
    const known = [...Object.keys(cases), ...(ON_THE_HOST_ONLY[name] ?? [])];
    expect([name, inGuest.sort()]).toEqual([name, known.sort()]);
  }
});

test('what is listed exists', () => {
  const tables = new Map(GUESTS);
  const named = [...LACKING, ...NOT_COMPARED].flatMap(({ cases }) =>
    Object.entries(cases).flatMap(([guest, names]) => names.map((testCase) => [guest, testCase] as const)),
  );
  const unknown = named.filter(([guest, testCase]) => tables.get(guest)?.[testCase] === undefined);
  expect(unknown).toEqual([]);
});
