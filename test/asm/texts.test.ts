// Texts that a guest makes, against what PHP made of the same.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LINKINGS } from '../support/families.ts';
import { run } from '../support/guest.ts';

const guest = (name: string) => fileURLToPath(new URL(`../guests/${name}.ts`, import.meta.url));

function recorded(name: string): [string, unknown][] {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`../php/${name}.json`, import.meta.url), 'utf8'));
  return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
}

test.each(LINKINGS)('socket_strerror says of every number what PHP says, %s', async (linking) => {
  const texts = recorded('strerror');
  expect(texts.length).toBeGreaterThan(140);
  const numbers = texts.map(([number]) => number);
  const { lines } = await run(guest('strerror'), numbers, { linking });
  expect(lines).toEqual(texts.map(([, text]) => text));
});

test.each(LINKINGS)('IPv6 addresses are read as inet_pton reads them and written as inet_ntop writes them, %s', async (linking) => {
  // An argument that is an empty text ends a guest there: docs/limitations.md.
  const forms = recorded('inet6').filter(([text]) => text !== '' || linking !== 'transpiled');
  const texts = forms.map(([text]) => text);
  const { lines } = await run(guest('inet6'), texts, { linking });
  expect(lines.map((line, index) => [forms[index]?.[0], line])).toEqual(
    forms.map(([text, canonical]) => [text, canonical ?? 'none']),
  );
});
