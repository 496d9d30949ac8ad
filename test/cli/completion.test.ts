// What shells complete.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completion } from '#host/cli/completion';
import { COMMANDS, FLAGS, SHELLS } from '#host/cli/flag-tables';
import { HELP } from '#host/cli/help';
import { temporaryDirectory } from '../support/temporary.ts';

/** Every flag of every command. */
const ALL = COMMANDS.flatMap((command) => Object.keys(FLAGS[command]));

/** What bash completes after these words; the last is begun. */
function completed(...words: string[]): string[] {
  const script = `${completion('bash')}
    compopt() { COMPREPLY=(FILES); }
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _wasock
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

describe('bash', () => {
  test.each([
    [
      ['wasock', 'in'],
      ['inspect', 'init'],
    ],
    [['wasock', 'run', '--allow-c'], ['--allow-connect']],
    [
      ['wasock', 'run', 'guest.ts', '--wait', ''],
      ['block', 'suspend'],
    ],
    [['wasock', 'build', 'guest.ts', '--target', 'w'], ['wasip2']],
    [['wasock', 'init', '--template', 'h'], ['http']],
    [
      ['wasock', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['wasock', 'run', 'gu'], ['FILES']],
    [['wasock', 'build', 'guest.ts', '-o', ''], ['FILES']],
    [['wasock', 'run', 'guest.ts', '--', '--allow-c'], ['FILES']],
    [['wasock', 'run', '--max-memory', ''], ['']],
  ])('%j is completed by %j', (words, found) => {
    expect(completed(...words)).toEqual(found);
  });
});

test.each(SHELLS)('%s has every command and every flag', (shell) => {
  const script = completion(shell);
  for (const command of COMMANDS) expect(script).toMatch(new RegExp(`\\b${command}\\b`));
  for (const flag of ALL) expect(script).toMatch(new RegExp(shell === 'fish' ? `-l ${flag}\\b` : `--${flag}\\b`));
});

test.each(SHELLS)('%s finds no mistake in its script', (shell) => {
  const file = join(temporaryDirectory(), 'script');
  writeFileSync(file, completion(shell));
  const { status, error } = spawnSync(shell, ['-n', file]);
  // Not every machine has every shell.
  expect(error === undefined ? status : 0).toBe(0);
});

test('--help tells of every command and every flag', () => {
  for (const command of COMMANDS) expect(HELP).toContain(`  wasock ${command} `);
  for (const flag of ALL) expect(HELP).toMatch(new RegExp(`--${flag}\\b`));
});
