// What somebody who knows TypeScript tries first, and what they are told.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CompileError, compileGuest } from 'wasock/build';
import { hintsFor } from '#host/build/hints';
import { temporaryDirectory } from '../support/temporary.ts';

/** A mistake, and how its hint begins. */
const MISTAKES: Readonly<Record<string, readonly [program: string, hint: string]>> = {
  'a closure': [
    'function times(k: i32): i32 { const list: i32[] = [1]; return list.map<i32>((x) => x * k)[0]; } times(2);',
    'a function cannot use the variables',
  ],
  'a union': ['function f(x: string | i32): void {} f(1);', 'a type is one type'],
  'a number or null': ['let x: i32 | null = null;', 'numbers cannot be null'],
  'bytes as text': [
    "import { socket_create, socket_read } from 'wasock'; const text: string = socket_read(socket_create(2, 1, 0)!, 1);",
    'what is received is bytes',
  ],
  'a global that was compared with null': [
    "import { socket_close, socket_create } from 'wasock'; const s = socket_create(2, 1, 0); if (s !== null) socket_close(s);",
    'the value may be null',
  ],
  'data that may be null to standard output': [
    "import { socket_create, socket_read } from 'wasock'; process.stdout.write(socket_read(socket_create(2, 1, 0)!, 1));",
    'process.stdout.write takes',
  ],
  'a number where there must be text': ['console.log(5);', 'a number becomes text'],
  'for … of': ['const list: i32[] = [1]; for (const x of list) console.log(x.toString());', 'there is no for … of'],
  'try … catch': ["try { throw new Error('x'); } catch (e) {}", 'there is no try … catch'],
  'an object without a class': ['const o = { a: 1 }; console.log(o.a.toString());', 'an object needs a class'],
  'a regular expression': ["'abc'.replace(/b/, 'x');", 'there are no regular expressions'],
  any: ['function f(x: any): void {} f(1);', 'every value has one type'],
  async: ['async function f(): Promise<void> {}', 'there is no async'],
  'a timer': ['setTimeout(() => {}, 10);', 'there is no async'],
  '?.': [
    "import { socket_create } from 'wasock'; const s = socket_create(2, 1, 0); console.log((s?.family).toString());",
    'there is no ?.',
  ],
  destructuring: ['const list: i32[] = [1, 2]; const [x, y] = list;', 'there is no destructuring'],
  "a module of Node's": ["import { readFileSync } from 'node:fs'; readFileSync('x');", 'a guest is no Node program'],
  "JavaScript's JSON": ['console.log(JSON.stringify(1));', 'a guest is no Node program'],
};

test.each(Object.entries(MISTAKES))('%s', async (_, [program, hint]) => {
  const guest = join(temporaryDirectory(), 'guest.ts');
  writeFileSync(guest, `${program}\n`);
  const error: unknown = await compileGuest(guest).catch((thrown: unknown) => thrown);
  const hints = error instanceof CompileError ? error.hints : [];
  expect(hints.map((text) => text.slice(0, hint.length))).toContain(hint);
});

test('other mistakes have none', () => {
  expect(hintsFor("ERROR TS2304: Cannot find name 'socket_creat'.")).toEqual([]);
});
