// What the command says of a guest that traps or aborts: in the terms of its source.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileGuest } from 'wasock/build';
import { wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const TRAPS = fileURLToPath(new URL('guests/traps.ts', import.meta.url));

async function ended(guest: string, how: string, ...flags: string[]) {
  const command = wasock('run', guest, ...flags, '--', how);
  return { code: await command.exited, said: command.stderr };
}

describe.each([
  ['on this thread', []],
  ['in a worker', ['--max-wall-time', '600s']],
])('a trap %s', (_, flags) => {
  test('is shown in the guest’s source', async () => {
    const { code, said } = await ended(TRAPS, 'divide', ...flags);
    expect(code).toBe(134);
    const [first, place, line, mark] = said.split('\n');
    expect(first).toBe('wasock: the guest trapped: divide by zero');
    expect(place).toMatch(/^ {4}at .*traps\.ts:(6|21):\d+\)?$/);
    expect(line).toMatch(/^ +(6|21) \| .*divi/);
    expect(mark).toMatch(/^ +\| +\^$/);
  });

  test('of endless recursion shows the function', async () => {
    const { code, said } = await ended(TRAPS, 'down', ...flags);
    expect(code).toBe(134);
    expect(said).toMatch(
      /call stack size exceeded\n {4}at down \(.*traps\.ts:11:\d+\)\n +11 \| {3}return down\(n \+ 1\) \+ n;\n/,
    );
  });
});

test('of a module that was compiled before, there is what the engine says', async () => {
  const guest = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(guest, await compileGuest(TRAPS));
  const { code, said } = await ended(guest, 'divide');
  expect(code).toBe(134);
  expect(said).toMatch(/^wasock: the guest trapped: divide by zero\n {4}at wasm:.*wasm-function\[\d+\]:0x/);
});

describe.each(['core', 'component'] as const)('an abort (%s)', (target) => {
  test.each([
    [
      'accept',
      [
        "'null' (not assigned or failed cast), after socket_accept() [11]: Resource temporarily unavailable in traps.ts(27:3)",
      ],
    ],
    ['null', ["Unexpected 'null' (not assigned or failed cast) in traps.ts(32:15)"]],
    ['deep', ['stack overflow in (1:1)']],
    ['long', ['Grüße xxx', 'xxx in traps.ts(29:20)']],
  ])('%s says why, and where', async (how, texts) => {
    const guest = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(guest, await compileGuest(TRAPS, { target }));
    const { code, said } = await ended(guest, how, '--allow-bind', '0.0.0.0:0');
    expect(code).toBe(target === 'core' ? 255 : 1);
    expect(said).toMatch(/^abort: .*\n$/);
    for (const text of texts) expect(said).toContain(text);
  });
});
