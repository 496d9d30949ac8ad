// The scenarios of test/php/ on wasock/php: results and warnings are PHP's there too.
import { expect, test } from 'vitest';
import { unsayable } from '../php/sayable.ts';
import { expected, transcriptOf, withoutReferencesOfFailures } from '../php/transcript.ts';
import { interpretScenario, readRecording, readScenario, runnable, scenarioNames } from '../support/scenarios.ts';

test.each(scenarioNames.filter(runnable))('%s goes as in PHP', (name) => {
  const scenario = readScenario(name);
  const recorded = readRecording(name);
  const left = unsayable(scenario.statements, recorded);
  const isSaid = (_: unknown, index: number) => !left.has(index);
  const here = withoutReferencesOfFailures(expected(scenario, recorded)).filter(isSaid);
  expect(transcriptOf(interpretScenario(scenario.statements.filter(isSaid)))).toBe(transcriptOf(here));
});
