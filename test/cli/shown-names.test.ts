// What the commands print of a guest's names: nothing that a terminal obeys.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** CSI as one character, and what turns the direction of a line. */
const NAME = 'a\u009b31mb\u202ec';

test.each([['inspect'], ['inspect', '--json'], ['types']])('wasock %s %s', async (...words) => {
  const guest = join(temporaryDirectory(), 'guest.wasm');
  const name = NAME.replaceAll(/\P{ASCII}/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  writeFileSync(
    guest,
    await parse(`(module (memory (export "memory") 1) (func (export "_start")) (func (export "${name}")))`),
  );
  const command = wasock(...words, guest);
  expect(await command.exited, command.stderr).toBe(0);
  expect(command.stdout + command.stderr).not.toMatch(/[^\n\P{C}]/u);
  const isJson = words.includes('--json');
  const names = isJson ? JSON.stringify(JSON.parse(command.stdout)) : NAME;
  expect(names).toContain(NAME);
});
