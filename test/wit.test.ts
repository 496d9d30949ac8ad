import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generated } from '../wit/generate.mjs';

test.each(generated())('%s is what `npm run wit` makes', (path, text) => {
  expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(text);
});
