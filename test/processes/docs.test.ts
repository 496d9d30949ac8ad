// What docs/fork.md says can be pasted.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spawnGuest } from 'wasock';
import { wasock } from '../support/command-line.ts';
import { compiled } from '../support/guest.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const TEXT = readFileSync(new URL('../../docs/fork.md', import.meta.url), 'utf8');

const [PROGRAM = ''] = Array.from(TEXT.matchAll(/```ts\n([^]*?)```/g), ([, text = '']) => text);

function program(): string {
  const path = join(temporaryDirectory(), 'pair.ts');
  writeFileSync(path, PROGRAM);
  return path;
}

test('the program prints what its other process says', async () => {
  const path = program();
  const command = wasock('run', path, '--allow-fork');
  expect(await command.exited, command.stderr).toBe(0);
  expect(command.stdout).toBe('hello from the child\n');
  const denied = wasock('run', path);
  await denied.exited.catch(() => {});
  expect(denied.stderr).toContain('wasock: another process denied; allow it with --allow-fork');
  expect(denied.stderr).toContain('Warning: pcntl_fork(): Error 1');
});

test('an embedder allows it by a rule', async () => {
  const guest = spawnGuest(await compiled(program()), { policy: { fork: 4 }, stdout: 'ignore' });
  expect(await guest.exited).toBe(0);
});
