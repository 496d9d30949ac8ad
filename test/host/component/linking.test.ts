// What components are made of: instances in their order, components inside others; and what is refused.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { createComponent, LinkError } from 'wasock';
import { instantiated } from '../../support/components.ts';

/** A core module that exports a function `f`, and an instance of it. */
const F = '(core module $M (func (export "f"))) (core instance $m (instantiate $M))';
const LIFTED = `${F} (func $f (canon lift (core func $m "f")))`;

describe('instances', () => {
  test('are made in their order, and each module’s start function runs then', async () => {
    const seen: unknown[] = [];
    const log = (x: unknown): void => void seen.push(x);
    const starting = (n: number): string =>
      `(core module $S${n} (import "" "log" (func $log (param i32))) (func $s (call $log (i32.const ${n}))) (start $s))`;
    await instantiated(
      `(import "log" (func $log (param "x" u32)))
       (core func $log' (canon lower (func $log)))
       ${starting(1)} ${starting(2)}
       (component $Inner (import "log" (func $log (param "x" u32))) (core func $log' (canon lower (func $log))) ${starting(3)}
         (core instance (instantiate $S3 (with "" (instance (export "log" (func $log')))))))
       (core instance (instantiate $S2 (with "" (instance (export "log" (func $log'))))))
       (instance (instantiate $Inner (with "log" (func $log))))
       (core instance (instantiate $S1 (with "" (instance (export "log" (func $log'))))))
       (instance (instantiate $Inner (with "log" (func $log))))`,
      { imports: { log } },
    );
    expect(seen).toEqual([2, 3, 1, 3]);
  });

  test('of a component have each their own state', async () => {
    const { exports } = await instantiated<Record<'one' | 'two', () => number>>(`
      (component $C
        (core module $M (global $n (mut i32) (i32.const 0))
          (func (export "next") (result i32) (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n)))
        (core instance $m (instantiate $M))
        (func (export "next") (result u32) (canon lift (core func $m "next"))))
      (instance $a (instantiate $C)) (instance $b (instantiate $C))
      (export "one" (func $a "next")) (export "two" (func $b "next"))`);
    expect([exports.one(), exports.one(), exports.two()]).toEqual([1, 2, 1]);
  });

  test('of a component that makes a resource have each their own of it', async () => {
    const text = (eater: string): string => `
      (component $C
        (type $t' (resource (rep i32)))
        (core func $new (canon resource.new $t'))
        (core module $M (import "" "new" (func $new (param i32) (result i32)))
          (func (export "make") (result i32) (call $new (i32.const 9))) (func (export "look") (param i32) (result i32) (local.get 0)))
        (core instance $m (instantiate $M (with "" (instance (export "new" (func $new))))))
        (export $t "t" (type $t'))
        (func (export "make") (result (own $t)) (canon lift (core func $m "make")))
        (func (export "look") (param "t" (borrow $t)) (result u32) (canon lift (core func $m "look"))))
      (instance $a (instantiate $C)) (instance $b (instantiate $C))
      (core func $make (canon lower (func $a "make")))
      (core func $look (canon lower (func $${eater} "look")))
      (core module $M (import "" "make" (func $make (result i32))) (import "" "look" (func $look (param i32) (result i32)))
        (func (export "f") (result i32) (call $look (call $make))))
      (core instance $m (instantiate $M (with "" (instance (export "make" (func $make)) (export "look" (func $look))))))
      (func (export "f") (result u32) (canon lift (core func $m "f")))`;
    expect((await instantiated<{ f(): number }>(text('a'))).exports.f()).toBe(9);
    const { exports } = await instantiated<{ f(): number }>(text('b'));
    expect(() => exports.f()).toThrow('the handle 1 is of a t, not of a t');
  });

  test('inside others use types, modules and components from around them', async () => {
    const { exports } = await instantiated<{ f(): number }>(`
      (core module $M (func (export "f") (result i32) (i32.const 8)))
      (type $n (func (result u8)))
      (component $A (component $B
        (alias outer 2 $M (core module $N)) (alias outer 2 $n (type $t))
        (core instance $m (instantiate $N))
        (func (export "f") (type $t) (canon lift (core func $m "f"))))
        (instance $b (instantiate $B)) (export "f" (func $b "f")))
      (instance $a (instantiate $A)) (export "f" (func $a "f"))`);
    expect(exports.f()).toBe(8);
  });
});

describe('a component is refused', () => {
  test.each([
    [
      'that lifts a core function of another type',
      `${F} (func (export "g") (result u32) (canon lift (core func $m "f")))`,
      'a lifted function of type () -> (), not () -> (i32)',
    ],
    [
      'that lifts with a realloc of another type',
      `${F} (func (export "g") (canon lift (core func $m "f") (realloc (core func $m "f"))))`,
      'a realloc of type () -> ()',
    ],
    [
      'that lifts with a post-return of another type',
      `(core module $M (func (export "f") (result i32) i32.const 0) (func (export "p"))) (core instance $m (instantiate $M)) (func (export "g") (result u32) (canon lift (core func $m "f") (post-return (core func $m "p"))))`,
      'a post-return function of type () -> ()',
    ],
    [
      'whose destructor is of another type',
      `${F} (type (resource (rep i32) (dtor (core func $m "f"))))`,
      'a destructor of type () -> ()',
    ],
    [
      'whose core module imports a function of another type',
      `(import "f" (func $f (param "x" u32))) (core func $g (canon lower (func $f))) (core module $M (import "" "f" (func))) (core instance (instantiate $M (with "" (instance (export "f" (func $g))))))`,
      "imports 'f' of '' as () -> (): it is (i32) -> ()",
    ],
    [
      'whose core module is not given an import',
      `(core module $M (import "a" "f" (func))) (core instance (instantiate $M))`,
      "imports a function 'f' of 'a', which the component does not give it",
    ],
    [
      'whose core module is given something of another kind',
      `(core module $N (memory (export "f") 1)) (core instance $n (instantiate $N)) (core module $M (import "a" "f" (func))) (core instance (instantiate $M (with "a" (instance $n))))`,
      "imports a function 'f' of 'a'",
    ],
    [
      'whose component is not given an import',
      `(component $C (import "f" (func))) (instance (instantiate $C))`,
      "is not given what it imports, 'f'",
    ],
    [
      'whose component is given a function of another type',
      `${LIFTED} (component $C (import "f" (func (param "x" u32)))) (instance (instantiate $C (with "f" (func $f))))`,
      "'f' is a function (), not (u32)",
    ],
    [
      'whose component is given something else',
      `${LIFTED} (component $C (import "f" (instance))) (instance (instantiate $C (with "f" (func $f))))`,
      "'f' is a function, not an instance",
    ],
    [
      'whose component is given an instance that lacks something',
      `(instance $i) (component $C (import "i" (instance (export "f" (func))))) (instance (instantiate $C (with "i" (instance $i))))`,
      "'i' has no 'f'",
    ],
    [
      'whose component is given another type',
      `(type $u u32) (component $C (type $t string) (import "t" (type (eq $t)))) (instance (instantiate $C (with "t" (type $u))))`,
      "'t' is of another type",
    ],
    [
      'whose component is given a type that is no resource',
      `(type $u u32) (component $C (import "t" (type (sub resource)))) (instance (instantiate $C (with "t" (type $u))))`,
      "'t' is no resource",
    ],
    [
      'that takes apart a resource that is not its own',
      `(component $C (import "t" (type $t (sub resource))) (core func (canon resource.rep $t))) (type $r (resource (rep i32))) (instance (instantiate $C (with "t" (type $r))))`,
      'takes apart a resource that is not its own',
    ],
    [
      'that makes handles of a resource that is not its own',
      `(component $C (import "t" (type $t (sub resource))) (core func (canon resource.new $t))) (type $r (resource (rep i32))) (instance (instantiate $C (with "t" (type $r))))`,
      'takes apart a resource that is not its own',
    ],
    [
      'that gives what is lent to it',
      `(type $r (resource (rep i32))) (type (func (result (borrow $r))))`,
      'gives what is lent to it',
    ],
    [
      'that exports two things by one name',
      `${LIFTED} (export "f" (func $f)) (export "f" (func $f))`,
      "exports 'f' twice",
    ],
    [
      'whose export is not as it says',
      `${LIFTED} (export "f" (func $f) (func (result u8)))`,
      "'f' is a function (), not () -> u8",
    ],
    ['that imports a component', `(import "c" (component))`, "imports 'c', which wasock does not provide"],
    ['that takes a value for a type', `(type $f (func)) (type (list 0))`, 'takes the function type 0 for a value'],
    ['with an index that is not there', `(type (list 5))`, 'has no type 5'],
    [
      'that is a thousand instances and one',
      `(component $C) ${'(instance (instantiate $C))'.repeat(1000)}`,
      '1000 instances at most',
    ],
  ])('%s', async (_, text, message) => {
    const outcome = instantiated(text, { imports: { f: () => {} } });
    await expect(outcome).rejects.toThrow(LinkError);
    await expect(outcome).rejects.toThrow(message);
  });
});

const HEADER = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
const binary = (...bytes: number[]): Uint8Array => Uint8Array.from([...HEADER, ...bytes]);

describe('a binary is refused, with the position', () => {
  test.each([
    ['with a section that is not known', binary(12, 0), 'has a section that is not known (12), at byte 10'],
    [
      'with a start function',
      binary(9, 1, 0),
      'has a start function, which takes values: no runtime supports those, at byte 10',
    ],
    ['with an asynchronous function', binary(8, 2, 1, 5), 'canonical form 5, at byte 11'],
    ['with an asynchronous option', binary(8, 6, 1, 0, 0, 0, 1, 6), 'canonical option 6, at byte 15'],
    ['with a stream', binary(7, 2, 1, 0x66), 'has a stream, which is not supported (at byte 11)'],
    ['with a type that is not known', binary(7, 2, 1, 0x01), 'has a type of a form that is not known'],
    ['with an empty record', binary(7, 3, 1, 0x72, 0), 'has a type without fields, at byte 13'],
    ['that ends within a section', binary(7, 5, 1), 'ends too early'],
    [
      'with more definitions than bytes',
      binary(7, 5, 0xff, 0xff, 0xff, 0x7f, 0),
      'has a list that is longer than it is',
    ],
    [
      'with a number that has no end',
      binary(7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
      'has a number that is too long',
    ],
    ['with a name that is not UTF-8', binary(10, 6, 1, 0, 1, 0xff, 1, 0), 'has a name that is not UTF-8'],
    ['with a sort that is not known', binary(11, 6, 1, 0, 1, 0x61, 9, 0), 'has a sort that is not known (9)'],
    ['with a magic number of its own', Uint8Array.from([9, ...binary().subarray(1)]), 'it is no component'],
  ])('%s', async (_, wasm, message) => {
    await expect(createComponent(wasm)).rejects.toThrow(LinkError);
    await expect(createComponent(wasm)).rejects.toThrow(message);
  });

  test('with components or types that lie too deep in each other', async () => {
    await expect(createComponent(nested(99))).resolves.toBeDefined();
    await expect(createComponent(nested(101))).rejects.toThrow('has components or types that lie too deep in others');
    const type = [...Array.from({ length: 101 }, () => [0x41, 1, 1]).flat(), 0x41, 0];
    await expect(createComponent(binary(7, ...leb(type.length + 1), 1, ...type))).rejects.toThrow('lie too deep');
  });
});

/** Components in each other. */
function nested(depth: number): Uint8Array {
  const inner = depth === 0 ? [] : [...nested(depth - 1)];
  return Uint8Array.from(depth === 0 ? HEADER : [...HEADER, 4, ...leb(inner.length), ...inner]);
}

function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

describe('a component that would take for ever is refused', () => {
  test('of instances that each have the one before twice', async () => {
    let text = '(instance $i0) (type $t0 (instance))';
    for (let n = 1; n <= 60; n++) {
      text += `(instance $i${n} (export "a" (instance $i${n - 1})) (export "b" (instance $i${n - 1})))
        (type $t${n} (instance (alias outer 1 $t${n - 1} (type $o)) (export "a" (instance (type $o))) (export "b" (instance (type $o)))))`;
    }
    text += '(export "x" (instance $i60) (instance (type $t60)))';
    await expect(instantiated(text)).rejects.toThrow('in too many ways');
  });

  test('of components that each instantiate the one before twice', async () => {
    let text = '(component $c0)';
    for (let n = 1; n <= 30; n++) {
      const outer = n === 1 ? '' : `(alias outer 1 $c${n - 1} (component $p))`;
      text +=
        n === 1
          ? '(component $c1)'
          : `(component $c${n} ${outer} (instance (instantiate $p)) (instance (instantiate $p)))`;
    }
    await expect(instantiated(`${text} (instance (instantiate $c30))`)).rejects.toThrow('1000 instances at most');
  });

  test('of many definitions in many instances', async () => {
    const text = `(type $t u8) (component $C ${'(alias outer 1 $t (type))'.repeat(20_000)}) ${'(instance (instantiate $C))'.repeat(999)}`;
    await expect(instantiated(text)).rejects.toThrow('in too many ways');
  });

  test('of types that each have the one before twice', async () => {
    let text = '(type $t0 (tuple u8))';
    for (let n = 1; n <= 90; n++) text += `(type $t${n} (tuple $t${n - 1} $t${n - 1}))`;
    await expect(instantiated(text)).rejects.toThrow('the types of the component are larger than any');
  });
});

test('a name of a field cannot be taken for more than one', async () => {
  const wasm = Buffer.from(await parse('(component (type (record (field "a-u8--b-x" u8))))'));
  const at = wasm.indexOf('a-u8--b-x');
  wasm.write('a: u8, bb', at);
  await expect(createComponent(wasm)).rejects.toThrow('"a: u8, bb" is not the name of a field, a case or a parameter');
});
