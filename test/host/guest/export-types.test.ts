// The types of what a guest exports, in TypeScript.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { exportTypes, LinkError } from 'wasock';
import { wasock } from '../../support/command-line.ts';
import { component } from '../../support/components.ts';
import { compiled } from '../../support/guest.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const PLUGIN = fileURLToPath(new URL('guests/plugin.ts', import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

const typesOf = (lines: readonly string[]) =>
  `/** What the guest exports, as loadGuest gives it. */\nexport interface Exports {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** Whether TypeScript takes a module with the types and what is after them. */
function checked(types: string, use: string): string {
  const file = join(temporaryDirectory(), 'use.ts');
  writeFileSync(file, `${types}\n${use}\n`);
  try {
    return execFileSync(process.execPath, [TSC, '--noEmit', '--strict', '--target', 'esnext', file], {
      cwd: dirname(file),
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}

describe('of a guest in AssemblyScript', () => {
  test.each(['core', 'component'] as const)('are those of its functions (%s)', async (form) => {
    expect(exportTypes(await compiled(PLUGIN, form))).toBe(
      typesOf([
        'count(): Promise<number>;',
        'greet(name: string, times: number): Promise<string>;',
        'reverse(data: Uint8Array): Promise<Uint8Array>;',
        'middle(data: Uint8Array): Promise<Uint8Array>;',
        'numbers(a: number, b: number, c: number, d: number, e: number, f: bigint, g: bigint, h: number, i: number, j: boolean): Promise<string>;',
        'negative(): Promise<number>;',
        'large(): Promise<bigint>;',
        'isEven(value: number): Promise<boolean>;',
        'through(data: Uint8Array): Promise<Uint8Array>;',
        'hear(): Promise<string>;',
        'fail(): Promise<void>;',
        'leave(): Promise<void>;',
        'spin(): Promise<void>;',
        'same(list: number): Promise<number>;',
      ]),
    );
  });

  test('are written by the command, and TypeScript takes them', async () => {
    const directory = temporaryDirectory();
    const [guest, output] = [join(directory, 'guest.wasm'), join(directory, 'guest.d.ts')];
    writeFileSync(guest, await compiled(PLUGIN));
    const command = wasock('types', guest, '-o', output);
    expect(await command.exited, command.stderr).toBe(0);
    const types = readFileSync(output, 'utf8');
    expect(checked(types, 'export const f = (e: Exports): Promise<string> => e.greet("a", 1);')).toBe('');
    expect(checked(types, 'export const f = (e: Exports): Promise<string> => e.greet(1, 1);')).toContain('TS2345');
  });
});

test('of a component with every type are what TypeScript takes', async () => {
  const text = `
    (import "x:y/types@1.0.0" (instance $types
      (type $r' (record (field "a-b" u8) (field "perhaps" (option string)) (field "new" (list (tuple u16 char)))))
      (export "r" (type $r (eq $r')))
      (type $v' (variant (case "one") (case "two" (list f32)))) (export "v" (type $v (eq $v')))
      (type $e' (enum "x" "y-z")) (export "e" (type $e (eq $e')))
      (type $f' (flags "p" "q-r")) (export "f" (type $f (eq $f')))
      (export "thing" (type $thing (sub resource)))))
    ${['r', 'v', 'e', 'f', 'thing'].map((name) => `(alias export $types "${name}" (type $${name}))`).join(' ')}
    (core module $M (memory (export "memory") 1)
      (func (export "f") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) unreachable)
      (func (export "g") (param i32 i32 i64) (result i32) unreachable) (func (export "h") (param i32))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
    (core instance $m (instantiate $M)) (alias core export $m "memory" (core memory $memory))
    (core func $realloc (alias core export $m "realloc"))
    (func $f (param "r" $r) (param "v" $v) (param "e" $e) (result $f)
      (canon lift (core func $m "f") (memory $memory) (realloc $realloc)))
    (func $g (param "in" (option (option u64))) (result (result (list u8) (error string)))
      (canon lift (core func $m "g") (memory $memory) (realloc $realloc)))
    (func $h (param "thing" (own $thing)) (canon lift (core func $m "h")))
    (export "every-type" (func $f)) (export "default-value" (func $g)) (export "takes-thing" (func $h))
    (instance $i (export "some-f" (func $g)))
    (export "a:b/c@1.0.0" (instance $i))`;
  const types = exportTypes(await component(text));
  expect(types).toBe(
    typesOf([
      "everyType(r: { aB: number; perhaps?: string | undefined; new: Array<[number, string]> }, v: { tag: 'one'; val?: undefined } | { tag: 'two'; val: Float32Array }, e: 'x' | 'y-z'): Promise<{ p?: boolean; qR?: boolean }>;",
      "defaultValue(in_: { tag: 'some'; val: bigint | undefined } | { tag: 'none'; val?: undefined }): Promise<Uint8Array>;",
      '"a:b/c@1.0.0": {',
      "  someF(in_: { tag: 'some'; val: bigint | undefined } | { tag: 'none'; val?: undefined }): Promise<Uint8Array>;",
      '};',
      'c: Exports["a:b/c@1.0.0"];',
    ]),
  );
  expect(checked(types, 'export const f = (e: Exports): Promise<Uint8Array> => e.c.someF({ tag: "none" });')).toBe('');
});

test('of any other module are those of numbers', async () => {
  const wasm = await parse(`(module (memory (export "memory") 1) (func (export "_start"))
    (func (export "add") (param i32 i64) (result f64) unreachable) (func (export "a-b"))
    (func (export "two") (result i32 i32) unreachable))`);
  expect(exportTypes(wasm)).toBe(typesOf(['add(a0: number, a1: bigint): Promise<number>;', '"a-b"(): Promise<void>;']));
});

test('of what is none are refused', async () => {
  expect(() => exportTypes(Uint8Array.of(1, 2, 3))).toThrow(WebAssembly.CompileError);
  expect(() => exportTypes('guest.wasm' as unknown as Uint8Array)).toThrow('its bytes');
  // Each type twice in the next, and so on.
  const types = Array.from({ length: 24 }, (_, index) => `(type $t${index + 1} (tuple $t${index} $t${index}))`);
  const bomb = await component(`(type $t0 (tuple u8 u8)) ${types.join(' ')}
    (core module $M (memory (export "memory") 1) (func (export "f") (param i32 i32))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
    (core instance $m (instantiate $M)) (alias core export $m "memory" (core memory $memory))
    (core func $realloc (alias core export $m "realloc"))
    (func $f (param "a" (list $t24)) (canon lift (core func $m "f") (memory $memory) (realloc $realloc)))
    (export "f" (func $f))`);
  expect(() => exportTypes(bomb)).toThrow(LinkError);
});
