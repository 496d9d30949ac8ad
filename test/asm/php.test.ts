// The scenarios of test/php/, as guests and in JavaScript on wasock/php: results, warnings and errors are PHP's, but for
// what stands in differences.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { NOT_SAID } from '../php/script/interpret.ts';
import { unsayable } from '../php/script/sayable.ts';
import { type Block, expected, isCase, transcriptOf, withoutReferencesOfFailures } from '../php/transcript.ts';
import { alone } from '../support/ports.ts';
import {
  interpretScenario,
  readRecording,
  readScenario,
  run,
  runnable,
  runScenario,
  scenarioNames,
} from '../support/scenarios.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const PHP = fileURLToPath(new URL('../php/', import.meta.url));

/** The version of the PHP that is at hand; build.sh installs one where the system has it. */
const version = spawnSync('php', ['-r', 'echo PHP_VERSION, extension_loaded("sockets") ? "" : " without sockets";'])
  .stdout?.toString();
const isRecorder = /^8\.2\.\d+$/.test(version ?? '');
if (!isRecorder) console.warn(`PHP is not asked anew: the recordings are of PHP 8.2, this is ${version ?? 'none'}`);

const TARGETS = ['core', 'component'] as const;
const names = scenarioNames.filter(runnable);
const runs = names.flatMap((scenario) => TARGETS.map((target) => ({ scenario, target })));

test.each(runs)('$scenario goes as in PHP ($target)', async ({ scenario, target }) => {
  const here = expected(readScenario(scenario), readRecording(scenario));
  const there = await run(scenario, () => runScenario(scenario, target));
  expect(transcriptOf(there)).toBe(transcriptOf(here));
});

test.each(names)('%s goes as in PHP (wasock/php)', async (name) => {
  const scenario = readScenario(name);
  const recorded = readRecording(name);
  const left = unsayable(scenario.statements, recorded);
  const isSaid = (_: unknown, index: number) => !left.has(index);
  const here = await run(name, () => interpretScenario(scenario.statements.filter(isSaid)));
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

  if (isRecorder && names.length === scenarioNames.length) {
    test('PHP does the same again', async () => {
      const directory = temporaryDirectory();
      await alone(() => execFileSync('php', [join(PHP, 'record.php'), directory]));
      const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
      expect(files).toContain('strerror.json');
      for (const file of files) {
        expect(readFileSync(join(directory, file), 'utf8'), file).toBe(readFileSync(join(PHP, file), 'utf8'));
      }
    });
  }

  test('at least 300 calls are compared with PHP', () => {
    const compared = scenarios.flatMap(({ statements }) =>
      statements.filter((statement) => isCase(statement) && statement.difference === null),
    );
    expect(compared.length).toBeGreaterThanOrEqual(300);
  });

  test('what is said to differ does', () => {
    const same = differing.filter(({ difference, php }) => difference.here.join('\n') === php?.join('\n'));
    expect(same.map(({ source }) => source)).toEqual([]);
  });

  test('each difference stands in differences.md, and nothing else does', () => {
    const table = readFileSync(join(PHP, 'differences.md'), 'utf8');
    const described = Array.from(table.matchAll(/^\| `([^`]+)` \|/gm), ([, id = '']) => id);
    expect([...new Set(differing.map(({ difference }) => difference.id))].sort()).toEqual(described.sort());
  });
});
