// Names that a guest chooses: of what it imports and exports, and in a component. None reaches what is not meant for it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { LinkError, runGuest, spawnGuest } from 'wasock';
import { checkComponent } from 'wasock/build';
import { createHost, diagnostics, host } from 'wasock/host';
import * as wasi from 'wasock/wasi';
import { caseAt } from '#host/abi/case-at';
import { ResourceTable } from '#host/resources';
import { GuestTrap } from '#host/trap';
import { wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What every object of JavaScript inherits. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

const module = (text: string, memory = '(memory (export "memory") 1)') =>
  parse(`(module ${text} ${memory} (func (export "_start")))`);

/** `wasock run` without flags. */
function runFile(wasm: Uint8Array) {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, wasm);
  return wasock('run', path);
}

/** Every way to run a core module. */
const ROUTES: [name: string, run: (wasm: Uint8Array) => Promise<unknown>][] = [
  ['runGuest', (wasm) => runGuest(wasm)],
  ['spawnGuest', async (wasm) => spawnGuest(wasm, { policy: {} }).exited],
];

describe('imports of a core module', () => {
  describe.each(ROUTES)('%s', (_, run) => {
    test.each(INHERITED)('from the module %s, which every object inherits', async (from) => {
      for (const name of [...INHERITED, 'assign', 'call', 'prototype']) {
        const wasm = await module(`(import "${from}" "${name}" (func (param externref) (result externref)))`);
        await expect(run(wasm), name).rejects.toThrow(LinkError);
      }
    });

    test.each(['wasock:sockets/host@0.1.0', 'wasock:sockets/diagnostics@0.1.0', 'wasi_snapshot_preview1'])(
      'of %s by names that every object inherits',
      async (from) => {
        for (const name of INHERITED) {
          const wasm = await module(`(import "${from}" "${name}" (func (param externref) (result externref)))`);
          await expect(run(wasm), name).rejects.toThrow(LinkError);
        }
      },
    );

    test.each([
      ['(func (param i32))', 'another result'],
      ['(func (result i32))', 'fewer parameters'],
      ['(func (param i32 i32 externref) (result i32))', 'a reference'],
      ['(func (param i32 i64) (result i32))', 'a larger number'],
      ['(func (param f32 i32) (result i32))', 'another number'],
      ['(global i32)', 'a global'],
      ['(global externref)', 'a global of a reference'],
      ['(table 1 funcref)', 'a table'],
      ['(tag (param i32))', 'a tag'],
    ])('as %s: %s', async (type) => {
      const wasm = await module(`(import "wasi_snapshot_preview1" "args_sizes_get" ${type})`);
      await expect(run(wasm)).rejects.toThrow(LinkError);
    });

    test('as a memory', async () => {
      const wasm = await module('(import "wasi_snapshot_preview1" "args_sizes_get" (memory 1))', '');
      await expect(run(wasm)).rejects.toThrow(LinkError);
    });

    test('by the right name and type', async () => {
      const wasm = await module(
        '(import "wasi_snapshot_preview1" "args_sizes_get" (func (param i32 i32) (result i32)))',
      );
      await expect(run(wasm)).resolves.toBe(0);
    });
  });

  test('by the command: a name that is inherited runs nothing', async () => {
    const wasm = await module('(import "valueOf" "constructor" (func (param externref) (result externref)))');
    const command = runFile(wasm);
    expect(await command.exited).toBe(2);
    expect(command.stderr).toMatch(
      /^wasock: the module imports 'constructor' of 'valueOf'; wasock provides wasock:.*\n$/,
    );
  });
});

describe('what a guest exports', () => {
  test.each([...INHERITED, 'then'])('%s in the place of what the host asks for', async (name) => {
    const wasm = await parse(`(module (func (export "${name}")))`);
    await expect(runGuest(wasm)).rejects.toThrow(LinkError);
  });
});

describe('tables of the host', () => {
  test.each([...INHERITED, 'length', '0.5', -1, 4_294_967_296])('have nothing at %s', (position) => {
    const table = new ResourceTable<object>('thing');
    expect(() => table.get(position as number)).toThrow(GuestTrap);
    if (typeof position !== 'string') return;
    expect(() => caseAt([], position as unknown as number)).toThrow(GuestTrap);
  });
});

describe('a component', () => {
  /** Sets a global, if it is ever part of a program. */
  const CODE = 'globalThis.wasockWasHere=1';
  const NAMES = [
    `r'+(${CODE})+'`,
    `r"+(${CODE})+"`,
    `r\`+(${CODE})+\``,
    `\${${CODE}}`,
    `*/${CODE}/*`,
    `\n${CODE}\n`,
    `\r${CODE}`,
    `\u2028${CODE}`,
    `\\u0027;${CODE}`,
    'r\0',
    '__proto__',
  ];
  const escaped = (name: string) => Array.from(new TextEncoder().encode(name), (byte) => `\\${hex(byte)}`).join('');
  const hex = (byte: number) => byte.toString(16).padStart(2, '0');

  const PLACES: [place: string, text: (name: string) => string][] = [
    [
      'an export of a core module',
      (name) => `(core module $m (func (export "${name}") (result i32) i32.const 1))
        (core instance $i (instantiate $m))
        (func $f (result u32) (canon lift (core func $i "${name}")))
        (export "run" (func $f))`,
    ],
    [
      'an import of a core module',
      (name) => `(core module $m (import "${name}" "${name}" (func)))
        (core module $n (func (export "f")))
        (core instance $n (instantiate $n))
        (core instance $e (export "${name}" (func $n "f")))
        (core instance $i (instantiate $m (with "${name}" (instance $e))))`,
    ],
    [
      'an export of a module in a component in it',
      (name) => `(component (component (core module (func (export "${name}")))))`,
    ],
    ['an import of its own', (name) => `(import "${name}" (func))`],
    [
      'an export of its own',
      (name) => `(component $c) (instance $i (instantiate $c)) (export "${name}" (instance $i))`,
    ],
    ['a function of an instance', (name) => `(import "a:b/c" (instance (export "${name}" (func))))`],
    ['a parameter', (name) => `(type (func (param "${name}" u32)))`],
    ['a field', (name) => `(type (record (field "${name}" u32)))`],
    ['a case', (name) => `(type (variant (case "${name}")))`],
    ['an enum', (name) => `(type (enum "${name}"))`],
    ['a flag', (name) => `(type (flags "${name}"))`],
    ['a module type', (name) => `(core type (module (import "${name}" "x" (func)) (export "${name}" (func))))`],
  ];

  describe.each(PLACES)('%s', (_, text) => {
    test.each(NAMES)('%j is refused', async (name) => {
      const wasm = await parse(`(component ${text(escaped(name))})`);
      expect(() => checkComponent(wasm)).toThrow(
        /is not (a name that a component may have|the name of a field, a case or a parameter)/,
      );
      await expect(runGuest(wasm)).rejects.toThrow(LinkError);
      expect('wasockWasHere' in globalThis).toBe(false);
    });
  });

  test('by the command it is refused in a line', async () => {
    const [, text] = PLACES[0]!;
    const wasm = await parse(`(component ${text(escaped(`r'+process.exit(66)+'`))})`);
    const command = runFile(wasm);
    expect(await command.exited).toBe(2);
    expect(command.stderr).toBe(`wasock: "r'+process.exit(66)+'" is not a name that a component may have\n`);
  });

  test.each([
    '[method]socket.bind',
    'wasi:cli/run@0.2.0#run',
    '_ZN3foo17h1234E',
    'Array<i32>#get',
    '~lib/rt/__pin',
    'a|b',
  ])('%s is a name', async (name) => {
    const wasm = await parse(`(component (core module (func (export "${name}"))))`);
    expect(() => checkComponent(wasm)).not.toThrow();
  });

  test('names that mean nothing to JavaScript are left alone: those for tools', async () => {
    const wasm = await parse(`(component $"${escaped(NAMES[0]!)}" (core module $"${escaped(NAMES[1]!)}"))`);
    expect(() => checkComponent(wasm)).not.toThrow();
    expect('wasockWasHere' in globalThis).toBe(false);
  });

  test.each([
    ['an interface that every object has', '(import "constructor" (instance (export "assign" (func))))'],
    ['a function at the top', '(import "constructor" (func (param "a" string) (result string)))'],
    ['a function that interfaces inherit', '(import "wasock:sockets/host" (instance (export "constructor" (func))))'],
    ['one of WASI', '(import "wasi:cli/environment@0.2.0" (instance (export "to-string" (func))))'],
    [
      'a static function that classes inherit',
      `(import "wasi:io/error@0.2.0" (instance (export "error" (type $e (sub resource)))
        (export "[static]error.constructor" (func (param "code" string)))))`,
    ],
    [
      'a method that objects inherit',
      `(import "wasi:io/error@0.2.0" (instance (export "error" (type $e (sub resource)))
        (export "[method]error.constructor" (func (param "self" (borrow $e)) (param "code" string)))))`,
    ],
    ['a resource at the top', '(import "object" (type (sub resource)))'],
  ])('does not import %s', async (_, text) => {
    await expect(runGuest(await parse(`(component ${text})`))).rejects.toThrow(/which wasock does not provide/);
  });
});

test('what jco’s modules import inherits nothing', () => {
  const objects = [host, diagnostics, ...Object.values(wasi), ...Object.values(createHost().imports)];
  for (const object of objects) {
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(Object.isFrozen(object)).toBe(true);
  }
  const classes = objects.flatMap((object) => Object.entries(object).filter(([name]) => /^[A-Z]/.test(name)));
  expect(classes.length).toBeGreaterThan(20);
  for (const [name, own] of classes) {
    expect(Object.getPrototypeOf(own), name).toBeNull();
    expect(Object.getPrototypeOf(own.prototype), name).toBeNull();
  }
});
