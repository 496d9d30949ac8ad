import { expect, test } from 'vitest';
import { Command, EXAMPLES } from '../support/command-line.ts';

const chat = (...names: string[]) => new Command(process.execPath, ['--no-warnings', `${EXAMPLES}chat/run.mjs`, ...names]);

test('what each guest of a chat says reaches the others, and the embedder', async () => {
  const command = chat('Ada', 'Alan', 'Zoë');
  expect(await command.exited, command.stderr).toBe(0);
  expect(command.stderr).toBe('');
  const lines = command.stdout.trimEnd().split('\n');
  expect(lines.toSorted()).toEqual(
    [
      ...['Ada: Hello', 'Ada: Hello, Alan', 'Ada: Hello, Zoë'],
      ...['Alan: Hello', 'Alan: Hello, Ada', 'Alan: Hello, Zoë'],
      ...['Zoë: Hello', 'Zoë: Hello, Ada', 'Zoë: Hello, Alan'],
    ].toSorted(),
  );
  // An answer comes after what it answers: its speaker has heard that by the room.
  const early = lines.filter((line, at) => {
    const greeted = /Hello, (.*)/.exec(line)?.[1];
    return greeted !== undefined && !lines.slice(0, at).includes(`${greeted}: Hello`);
  });
  expect(early).toEqual([]);
});

test('who is alone in a chat leaves it', async () => {
  const command = chat('Ada');
  expect(await command.exited, command.stderr).toBe(0);
  expect(command).toMatchObject({ stdout: 'Ada: Hello\n', stderr: '' });
});
