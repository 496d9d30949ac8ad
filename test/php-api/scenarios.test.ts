// The scenarios of test/php/ on wasock/php: results and warnings are PHP's there too.
import { expect, test } from 'vitest';
import { unsayable } from '../php/script/sayable.ts';
import { NOT_SAID } from '../php/script/interpret.ts';
import { type Block, expected, transcriptOf, withoutReferencesOfFailures } from '../php/transcript.ts';
import { interpretScenario, readRecording, readScenario, runnable, scenarioNames } from '../support/scenarios.ts';

test.each(scenarioNames.filter(runnable))('%s goes as in PHP', (name) => {
  const scenario = readScenario(name);
  const recorded = readRecording(name);
  const left = unsayable(scenario.statements, recorded);
  const isSaid = (_: unknown, index: number) => !left.has(index);
  const here = interpretScenario(scenario.statements.filter(isSaid));
  const there = withoutReferencesOfFailures(expected(scenario, recorded)).filter(isSaid);
  expect(transcriptOf(here)).toBe(transcriptOf(withRefusals(there, here)));
});

/** Where JavaScript throws for an argument, PHP refuses it: a warning, FALSE, and no error. */
function withRefusals(there: readonly Block[], here: readonly Block[]): Block[] {
  return there.map((block, index) => {
    const isRefusal = /^Warning: [^\n]*\n= FALSE$/.test(block.lines.join('\n'));
    return isRefusal && here[index]?.lines.join('\n') === NOT_SAID ? { ...block, lines: [NOT_SAID] } : block;
  });
}
