// Composition itself, with small components: a program that wants numbers, and a library that has them.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { checkComponent } from 'wasock/build';
import { compose, ComposeError } from '#host/build/compose';
import { wantsLibrary } from '#host/cli/wants-library';
import { instantiateComponent } from '../support/transpiled.mjs';

const PHP = 'wasock:sockets/php@0.1.0';

/** A component that imports `test:a/numbers`, and that gives one more than what it gets from `wants`. */
const program = (wants: string) => `(component
  (import "test:a/numbers" (instance $numbers (export "one" (func (result s32)))))
  (import "${wants}" (instance $php (export "getmypid" (func (result s32)))))
  (alias export $php "getmypid" (func $get))
  (core func $lowered (canon lower (func $get)))
  (core module $M
    (import "" "get" (func $get (result i32)))
    (func (export "next") (result i32) (i32.add (call $get) (i32.const 1))))
  (core instance $in (export "get" (func $lowered)))
  (core instance $m (instantiate $M (with "" (instance $in))))
  (func $next (result s32) (canon lift (core func $m "next")))
  (export "next" (func $next)))`;

/** A component, whose parts have no names, that imports a number from `from` and gives it as PHP's function. */
const library = (from: string) => `(component
  (import "${from}" (instance (export "forty" (func (result s32)))))
  (alias export 0 "forty" (func))
  (instance (export "getmypid" (func 0)))
  (export "${PHP}" (instance 1)))`;

test('the program gets its functions from the library; what either imports besides is imported', async () => {
  const whole = await compose(await parse(program(PHP)), await parse(library('test:b/numbers')));
  const imports = { 'test:a/numbers': { one: () => 1 }, 'test:b/numbers': { forty: () => 40 } };
  const { next } = await instantiateComponent(whole, imports);
  expect((next as () => number)()).toBe(41);
  expect(checkComponent(whole).map(({ name }) => name)).toEqual(Object.keys(imports));
});

test('what both import, what does not import it, and what is no component, is refused', async () => {
  const provider = await parse(library('test:a/numbers'));
  await expect(compose(await parse(program(PHP)), provider)).rejects.toThrow(
    new ComposeError('program and library both import test:a/numbers: compose them with wac (wac plug)'),
  );
  await expect(compose(await parse(program('test:c/php')), provider)).rejects.toThrow('does not import');
  await expect(compose(await parse('(module)'), provider)).rejects.toThrow(
    new ComposeError('the program is not a component'),
  );
  const cut = (await parse(program(PHP))).subarray(0, 100);
  await expect(compose(cut, provider)).rejects.toThrow(new ComposeError('the program is not a valid component'));
});

test('components may have names of their own, and imports a type in common', async () => {
  const user = program(PHP).replace('(component', '(component $"a (user"');
  const typed = user
    .replace('(import "test:a', '(type $own (instance (export "getmypid" (func (result s32)))))\n(import "test:a')
    .replace(/\(import "wasock.*/, `(import "${PHP}" (instance $php (type $own)))`)
    .replace('(import "test:a', '(import "test:d/same" (instance (type $own)))\n(import "test:a');
  const provider = await parse(library('test:b/numbers').replace('(component', '(component $library'));
  const whole = await compose(await parse(typed), provider);
  const imports = { 'test:a/numbers': { one: () => 1 }, 'test:b/numbers': { forty: () => 40 } };
  const { next } = await instantiateComponent(whole, { ...imports, 'test:d/same': { getmypid: () => 1 } });
  expect((next as () => number)()).toBe(41);
});

test('functions of other types are refused', async () => {
  const user = await parse(program(PHP).replaceAll(/getmypid" \(func \(result s32/g, 'getmypid" (func (result u32'));
  const composing = compose(user, await parse(library('test:b/numbers')));
  await expect(composing).rejects.toThrow(ComposeError);
  await expect(composing).rejects.toThrow('expected primitive `u32`');
});

test('a component wants the library if it imports it', async () => {
  const user = await parse(program(PHP));
  const whole = await compose(user, await parse(library('test:b/numbers')));
  const module = await parse(`(module (import "${PHP}" "getmypid" (func (result i32))))`);
  const cut = user.subarray(0, 200);
  expect([user, whole, module, cut].map(wantsLibrary)).toEqual([true, false, false, false]);
});
