// Texts that a guest makes, against what PHP made of the same.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../support/guest.ts';

const guest = (name: string) => fileURLToPath(new URL(`../guests/${name}.ts`, import.meta.url));

function recorded(name: string): [string, unknown][] {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`../php/${name}.json`, import.meta.url), 'utf8'));
  return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
}

test('socket_strerror says of every number what PHP says', async () => {
  const texts = recorded('strerror');
  expect(texts.length).toBeGreaterThan(140);
  const { lines } = await run(guest('strerror'), texts.map(([number]) => number));
  expect(lines).toEqual(texts.map(([, text]) => text));
});

test('IPv6 addresses are read as inet_pton reads them and written as inet_ntop writes them', async () => {
  const forms = recorded('inet6');
  const { lines } = await run(guest('inet6'), forms.map(([text]) => text));
  expect(lines.map((line, index) => [forms[index]?.[0], line])).toEqual(
    forms.map(([text, canonical]) => [text, canonical ?? 'none']),
  );
});
