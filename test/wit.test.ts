import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { typesModule } from '../wit/generate.mjs';

test('host/wit-types.ts is what `npm run wit` makes of wit/', async () => {
  expect(readFileSync(new URL('../host/wit-types.ts', import.meta.url), 'utf8')).toBe(await typesModule());
});
