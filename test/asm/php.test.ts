// The scenarios of test/php/ as guests: what they print and the warnings they raise are PHP's.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Linking } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const WARNING = 'Warning: ';

const LINKINGS: Linking[] = ['blocking', 'transpiled'];
const SCENARIOS = ['warnings', 'lines', 'addresses', 'options'];
const cases = LINKINGS.flatMap((linking) => SCENARIOS.map((scenario) => ({ linking, scenario })));

test.each(cases)('$scenario are as PHP has them ($linking)', async ({ linking, scenario }) => {
  const source = fileURLToPath(new URL(`../guests/php/${scenario}.ts`, import.meta.url));
  const { code, lines, warnings } = await run(source, [temporaryDirectory()], { policy: { all: true }, linking });
  const recorded = readFileSync(new URL(`../php/${scenario}.txt`, import.meta.url), 'utf8').split('\n').slice(0, -1);

  expect(lines).toEqual(recorded.filter((line) => !line.startsWith(WARNING)));
  expect(warnings).toEqual(
    recorded.filter((line) => line.startsWith(WARNING)).map((line) => line.slice(WARNING.length)),
  );
  expect(code).toBe(0);
});
