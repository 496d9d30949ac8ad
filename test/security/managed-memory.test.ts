// Objects of WebAssembly's garbage collection: they lie in the engine's heap, and an engine without room ends its process.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { usesManagedMemory } from '#host/wasm/managed-memory';
import { NODE_26 } from '../support/families.ts';

describe('a module makes objects', () => {
  test.each([
    ['a struct', '(type (struct (field i32)))', true],
    ['an array', '(type (array (mut i8)))', true],
    ['a type with subtypes', '(type (sub (struct)))', true],
    [
      'types that refer to each other',
      '(rec (type $a (struct (field (ref null $b)))) (type $b (array (ref null $a))))',
      true,
    ],
    ['an array among functions', '(type (func)) (type (array i32)) (type (func (param i32)))', true],
    ['a table of exceptions', '(table 1 exnref)', true],
    [
      'a table of exceptions after others',
      '(table 1 funcref) (func $f) (table 1 (ref func) (ref.func $f)) (table 1 exnref)',
      true,
    ],
    ['exceptions in exceptions', '(tag (param exnref))', true],
    ['exceptions in exceptions, never null', '(tag (param i32 (ref exn)))', true],
    ['a global of an exception', '(global (mut exnref) (ref.null exn))', true],
    [
      'one among others, with initial values of all forms',
      `(func $f) (global i32 (i32.add (i32.const 1) (i32.mul (i32.const 2) (i32.const -3)))) (global f64 (f64.const 1))
       (global v128 (v128.const i64x2 1 2)) (global f32 (f32.const 1)) (global i64 (i64.const -9)) (global funcref (ref.func $f))
       (global (mut exnref) (ref.null exn))`,
      true,
    ],
    ['large exceptions', `(tag (param${' i64'.repeat(8)} i32))`, true],
    ['exceptions with large numbers', `(tag (param i32)) (tag (param${' v128'.repeat(5)}))`, true],
    ['exceptions with many references', `(tag (param${' funcref'.repeat(9)}))`, true],
    ['exceptions of 64 bytes', `(tag (param${' i64'.repeat(8)})) (tag (param${' i32'.repeat(16)}))`, false],
    [
      'exceptions as C++, Rust and longjmp have them',
      '(tag (param i32)) (tag (param i64)) (tag (param i32 i32))',
      false,
    ],
    [
      'globals of all other types',
      `(func $f) (global i32 (i32.const 1)) (global v128 (v128.const i64x2 1 2)) (global funcref (ref.func $f))
       (global externref (ref.null extern)) (global (mut f64) (f64.const 1))`,
      false,
    ],
    ['functions', '(type (func (param i32) (result i64))) (func)', false],
    ['exceptions with numbers', '(tag (param i64 f64)) (func (throw 0 (i64.const 1) (f64.const 1)))', false],
    ['functions on exceptions', '(func (param exnref) (result exnref) (local.get 0))', false],
    ['references to what there is', '(table 10 funcref) (table 10 externref) (func (param externref))', false],
    [
      'references to functions of a type',
      '(type $f (func)) (table 0 (ref null $f)) (func (param (ref null $f)))',
      false,
    ],
    ['a table that begins with functions', '(func $f) (table 5 (ref func) (ref.func $f)) (memory 1)', false],
    ['nothing at all', '', false],
  ])('%s', async (_, text, expected) => {
    expect(usesManagedMemory(await parse(`(module ${text})`))).toBe(expected);
  });
});

test.each([
  ['(core module (type (array i8)))', true],
  ['(component (component (core module (type (struct)))))', true],
  ['(core module (type (func))) (component (core module))', false],
])('a component makes objects if a module in it does: %s', async (text, expected) => {
  const wasm = await parse(`(component ${text})`);
  expect(usesManagedMemory(wasm)).toBe(expected);
});

test('a component that makes objects is refused on this thread, also by an engine that has none', async () => {
  const wasm = await parse('(component (core module (type (array i8))))');
  await expect(runGuest(wasm)).rejects.toThrow(/isolation: 'process'|experimental-wasm-gc/);
});

describe.skipIf(NODE_26 === undefined)('a guest with objects (needs Node 26)', async () => {
  const script = fileURLToPath(new URL('node26/managed-memory.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(NODE_26 ?? '', ['--no-warnings', script]);
  const outcomes = JSON.parse(stdout) as Record<string, unknown>;

  test('is refused where nothing bounds them: on this thread, and in a worker', () => {
    const { thread, worker } = outcomes;
    expect(thread).toMatch(/^ERR_WASOCK_LINK: .*isolation: 'process'.*gcHeap: Infinity/);
    expect(worker).toBe(thread);
  });

  test('runs where the embedder allows all memory, and in a process', () => {
    expect(outcomes).toMatchObject({ allowedThread: 0, allowedWorker: 0, process: 0 });
  });

  test.each(['small', 'large', 'huge', 'list', 'exceptions'])('that keeps %s ones ends its process only', (which) => {
    expect(outcomes[which]).toMatchObject({ code: 'ERR_WASOCK_CRASH', isBounded: true });
  });
});
