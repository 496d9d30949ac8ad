// What docs/policy.md says can be pasted.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseCommand } from '#host/cli/flags';
import { Policy, type PolicyRules } from '#host/policy';
import { RULE_KEYS } from '#host/policy/rules';
import { Command } from './support/command-line.ts';

const TEXT = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return Array.from(TEXT.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g')), ([, text = '']) => text);
}

/** The first column of the table below a heading, in pieces. */
function firstColumn(heading: string): string[] {
  const section = TEXT.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.match(/^\| .*$/gm) ?? [];
  return rows.slice(2).flatMap((row) => (row.split(' | ')[0] ?? '').match(/`[^`]+`/g) ?? []);
}

const bare = (code: string) => code.replaceAll('`', '');

test.each(firstColumn('Patterns of addresses').map(bare))('the pattern %s is one', (pattern) => {
  expect(() => new Policy({ connect: [pattern], denyBind: [pattern] })).not.toThrow();
});

test('the table of permissions has every key and its flag', () => {
  const section = TEXT.split('\n## Permissions\n')[1]?.split('\n## ')[0] ?? '';
  const rows = Array.from(section.matchAll(/^\| `(--[a-z-]+)[^`]*`.*? \| `(\w+)` \|/gm), ([, flag, key]) => [
    flag,
    key,
  ]);
  expect(rows.map(([, key]) => key).sort()).toEqual(RULE_KEYS.filter((key) => key !== '$schema').sort());
  for (const [flag = ''] of rows) {
    const value = /raw|multicast|fork|all$/.test(flag) ? [] : [flag === '--lookup-ttl' ? '1' : 'a.test'];
    expect(() => parseCommand(['run', 'a.ts', flag, ...value]), flag).not.toThrow();
  }
});

test('its commands are such', () => {
  const commands = blocks('sh').flatMap((text) => text.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) {
    const [, words = ''] = /^npx wasock (.*)$/.exec(command) ?? [];
    const parsed = parseCommand(words.split(' ').map((word) => word.replaceAll("'", '')));
    expect(parsed.name).toBe('run');
    expect(() => Policy.validate('policy' in parsed ? parsed.policy : {})).not.toThrow();
  }
});

describe('its programs', () => {
  const [file = ''] = blocks('json');
  const GUEST = `
    import { AF_INET, SOCK_STREAM, socket_bind, socket_connect, socket_create, socket_last_error } from 'wasock';
    socket_connect(socket_create(AF_INET, SOCK_STREAM, 0)!, 'localhost', 6379);
    socket_bind(socket_create(AF_INET, SOCK_STREAM, 0)!, '127.0.0.1', 25);
    console.log(socket_last_error().toString());
  `;

  test('the file is rules', () => {
    const rules: PolicyRules = JSON.parse(file);
    expect(() => Policy.validate(rules)).not.toThrow();
  });

  test.each(blocks('js'))('%s', async (text) => {
    const directory = fileURLToPath(new URL(`../build/policy-docs-${process.pid}/`, import.meta.url));
    mkdirSync(directory, { recursive: true });
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    writeFileSync(join(directory, 'policy.json'), file);
    writeFileSync(join(directory, 'guest.ts'), GUEST);
    writeFileSync(join(directory, 'program.mjs'), text);
    const program = new Command('sh', ['-c', `cd '${directory}' && '${process.execPath}' program.mjs`]);
    expect(await program.exited, program.stderr).toBe(0);
    expect(program.stdout).toBe('13\n');
  });
});
