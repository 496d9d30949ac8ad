// The scenarios of test/php/ as guests: what they print and the warnings they raise are PHP's, but for what stands in
// differences.md.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isCase, expected, transcriptOf } from '../php/transcript.ts';
import { readRecording, readScenario, runnable, runScenario, scenarioNames } from '../support/scenarios.ts';

const TARGETS = ['core', 'component'] as const;
const runs = scenarioNames.filter(runnable).flatMap((scenario) => TARGETS.map((target) => ({ scenario, target })));

test.each(runs)('$scenario goes as in PHP ($target)', async ({ scenario, target }) => {
  const here = expected(readScenario(scenario), readRecording(scenario));
  expect(transcriptOf(await runScenario(scenario, target))).toBe(transcriptOf(here));
});

describe('the recordings', () => {
  const scenarios = scenarioNames.map((name) => ({ name, ...readScenario(name), recorded: readRecording(name) }));
  const differing = scenarios.flatMap(({ statements, recorded }) =>
    statements.flatMap(({ difference, source }, index) =>
      difference === null ? [] : [{ difference, source, php: recorded[index]?.lines }],
    ),
  );

  test.each(scenarios)('$name is of the scenario as it is', ({ statements, recorded }) => {
    expect(recorded.map(({ source }) => source)).toEqual(statements.map(({ source }) => source));
  });

  test('at least 240 calls are compared with PHP', () => {
    const compared = scenarios.flatMap(({ statements }) =>
      statements.filter((statement) => isCase(statement) && statement.difference === null),
    );
    expect(compared.length).toBeGreaterThanOrEqual(240);
  });

  test('what is said to differ does', () => {
    const same = differing.filter(({ difference, php }) => difference.here.join('\n') === php?.join('\n'));
    expect(same.map(({ source }) => source)).toEqual([]);
  });

  test('each difference stands in differences.md, and nothing else does', () => {
    const table = readFileSync(new URL('../php/differences.md', import.meta.url), 'utf8');
    const described = Array.from(table.matchAll(/^\| `([^`]+)` \|/gm), ([, id = '']) => id);
    expect([...new Set(differing.map(({ difference }) => difference.id))].sort()).toEqual(described.sort());
  });
});
