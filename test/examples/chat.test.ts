import { expect, test } from 'vitest';
import { Command, EXAMPLES } from '../support/command-line.ts';
import { pasted, section } from '../support/examples-readme.ts';

test('what each guest of a chat says reaches the others, and the embedder', async () => {
  const command = new Command('sh', ['-euc', pasted('A chat between guests')]);
  expect(await command.exited, command.stderr).toBe(0);
  expect(command.stderr).toBe('');
  const lines = command.stdout.trimEnd().split('\n');
  const [, documented = ''] = /```text\n([^]*?)\n```/.exec(section('A chat between guests')) ?? [];
  expect(lines.toSorted()).toEqual(documented.split('\n').toSorted());
  expect(lines).toHaveLength(4);
  expectAnswersAfter(lines);
});

test('more than two have a chat', async () => {
  const names = ['Ada', 'Alan', 'Zoë'];
  const command = new Command(process.execPath, ['--no-warnings', `${EXAMPLES}chat/run.mjs`, ...names]);
  expect(await command.exited, command.stderr).toBe(0);
  expect(command.stderr).toBe('');
  const lines = command.stdout.trimEnd().split('\n');
  const said = names.flatMap((name) =>
    names.map((other) => `${name}: ${other === name ? 'Hello' : `Hello, ${other}`}`),
  );
  expect(lines.toSorted()).toEqual(said.toSorted());
  expectAnswersAfter(lines);
});

/** An answer comes after what it answers: its speaker has heard that by the room. */
function expectAnswersAfter(lines: readonly string[]): void {
  const early = lines.filter((line, at) => {
    const greeted = /Hello, (.*)/.exec(line)?.[1];
    return greeted !== undefined && !lines.slice(0, at).includes(`${greeted}: Hello`);
  });
  expect(early).toEqual([]);
}
