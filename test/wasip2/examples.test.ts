// The examples that are listed in lacking-examples.ts. The others are run beside those in Node: test/examples/.
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '../support/command-line.ts';
import { runExample } from '../support/places.ts';
import { EXAMPLES_LACKING, EXAMPLES_NOT_RUN } from './lacking-examples.ts';
import { RUNTIMES } from './runtimes.ts';

describe.each(RUNTIMES)('in %s', (runtime) => {
  test.each(EXAMPLES_LACKING)('$example gives what is listed', async ({ example, args, gives }) => {
    const command = await runExample(example, runtime, [], args);
    const code = await command.exited;
    expect({ code, stdout: command.stdout, stderr: command.stderr }).toEqual(gives);
  });
});

test('what is listed exists, and is listed once', () => {
  const listed = [...EXAMPLES_LACKING.map(({ example }) => example), ...Object.values(EXAMPLES_NOT_RUN).flat()];
  expect(listed.filter((example) => !existsSync(`${EXAMPLES}${example}.ts`))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});
