// Small components that would have their host make much: in calls, and in being linked.
import { describe, expect, test } from 'vitest';
import { createComponent, GuestTrap, inspectGuest, LinkError } from 'wasock';
import { codecOf } from '../../../host/abi/codecs.ts';
import type { ValueType } from '../../../host/abi/types.ts';
import { component, instantiated } from '../../support/components.ts';

const TOO_MUCH_WORK = 'in too many ways';
const TOO_LARGE = 'take more than 268435456 bytes';

function many(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('\n');
}

const times = (count: number, text: string): string => many(count, () => text);

describe('values that come out of a guest', () => {
  const FLAGS = `(flags ${many(32, (index) => `"f${index}"`)})`;
  /** `go` passes a list of so many elements that are all zeros. */
  const passing = (type: string): string => `
    (type $t ${type}) (import "t" (type $e (eq $t)))
    (import "take" (func $take (param "a" (list $e))))
    (core module $Mem (memory (export "memory") 160))
    (core instance $mem (instantiate $Mem)) (alias core export $mem "memory" (core memory $memory))
    (core func $l (canon lower (func $take) (memory $memory)))
    (core module $M (import "" "l" (func $l (param i32 i32)))
      (func (export "go") (param i32) (call $l (i32.const 0) (local.get 0))))
    (core instance $m (instantiate $M (with "" (instance (export "l" (func $l))))))
    (func (export "go") (param "count" u32) (canon lift (core func $m "go")))`;
  type Passing = { readonly go: (count: number) => void };

  test.each([
    ['flags', FLAGS, 2 ** 17],
    ['tuples', `(tuple ${many(8, () => 'u8')})`, 1_000_000],
    ['options of options', '(option (option u8))', 3_400_000],
    ['bigints in tuples', '(tuple u64)', 1_200_000],
  ])('%s are counted by what they are in JavaScript', async (_, type, tooMany) => {
    let count = 0;
    const imports = { take: (values: readonly unknown[]) => void (count = values.length) };
    const { exports } = await instantiated<Passing>(passing(type), { imports });
    exports.go(1000);
    exports.go(1000);
    expect(count).toBe(1000);
    const outcome = (): void => exports.go(tooMany);
    expect(outcome).toThrow(GuestTrap);
    expect(count).toBe(1000);
  });

  test('say that they are too large', async () => {
    const { exports } = await instantiated<Passing>(passing(FLAGS), { imports: { take: () => {} } });
    expect(() => exports.go(2 ** 17)).toThrow(TOO_LARGE);
  });

  test('cost the more the more is in them', () => {
    const cost = (type: ValueType): number => codecOf(type).cost;
    const record: ValueType = {
      kind: 'record',
      fields: [{ name: 'a', type: { kind: 'tuple', items: ['u64', 'string'] } }],
    };
    expect(cost(record)).toBeGreaterThan(cost({ kind: 'tuple', items: ['u64', 'string'] }));
    expect(cost({ kind: 'option', some: record })).toBe(cost(record));
    expect(cost({ kind: 'result', ok: record, error: 'u8' })).toBeGreaterThan(cost(record));
    expect(cost({ kind: 'list', element: 'u8' })).toBe(cost({ kind: 'list', element: 'u64' }));
  });

  /** Each instance calls the one before it with lists that all lie at one place, and take 100 MiB. */
  const nested = (depth: number): string => `
    (import "leaf" (func $f0 (param "a" (list (list u8)))))
    (component $C
      (import "f" (func $f (param "a" (list (list u8)))))
      (core module $Mem (memory (export "memory") 32 32)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (select (i32.const 64) (i32.const 8192) (i32.eq (local.get 2) (i32.const 4)))))
      (core instance $mem (instantiate $Mem))
      (alias core export $mem "memory" (core memory $memory))
      (alias core export $mem "realloc" (core func $realloc))
      (core func $low (canon lower (func $f) (memory $memory)))
      (core module $Main (import "m" "memory" (memory 32)) (import "h" "f" (func $f (param i32 i32)))
        (func (export "g") (param i32 i32) (local $i i32)
          (loop $l
            (i32.store (i32.add (i32.const 64) (i32.mul (local.get $i) (i32.const 8))) (i32.const 8192))
            (i32.store (i32.add (i32.const 68) (i32.mul (local.get $i) (i32.const 8))) (i32.const 1048576))
            (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100))))
          (call $f (i32.const 64) (i32.const 100))))
      (core instance $main (instantiate $Main
        (with "m" (instance $mem)) (with "h" (instance (export "f" (func $low))))))
      (func (export "g") (param "a" (list (list u8)))
        (canon lift (core func $main "g") (memory $memory) (realloc (core func $realloc)))))
    ${many(depth, (n) => `(instance $i${n} (instantiate $C (with "f" (func $f${n})))) (alias export $i${n} "g" (func $f${n + 1}))`)}
    (export "go" (func $f${depth}))`;
  type Nested = { readonly go: (lists: readonly Uint8Array[]) => void };

  test('are counted together with those of the calls around them', async () => {
    let calls = 0;
    const imports = { leaf: () => void calls++ };
    const two = await instantiated<Nested>(nested(2), { imports });
    for (let call = 0; call < 5; call++) two.exports.go([]);
    expect(calls).toBe(5);
    const three = await instantiated<Nested>(nested(3), { imports });
    expect(() => three.exports.go([])).toThrow(TOO_LARGE);
    expect(calls).toBe(5);
  });
});

describe('linking is refused of', () => {
  const LIFTING = (lifts: number): string => `(component $C
    (core module $M (func (export "f"))) (core instance $m (instantiate $M)) (alias core export $m "f" (core func $f))
    ${many(lifts, () => '(func (canon lift (core func $f)))')})`;
  const HOSTILE: Readonly<Record<string, () => string>> = {
    'many names in many instances': () => `(component $C (type $t u8)
      (instance $x ${many(3000, (n) => `(export "a${n}" (type $t))`)}) (export "x" (instance $x)))
      ${times(900, '(instance (instantiate $C))')}`,
    'many functions in many instances': () => `${LIFTING(500)} ${times(490, '(instance (instantiate $C))')}`,
    'many arguments of many instances': () => `(component $C (component $D) (type $t u8)
      (instance (instantiate $D ${many(3000, (n) => `(with "a${n}" (type $t))`)})))
      ${times(450, '(instance (instantiate $C))')}`,
  };

  test.each(Object.entries(HOSTILE))('%s', async (_, text) => {
    const wasm = await component(text());
    await expect(createComponent(wasm)).rejects.toThrow(TOO_MUCH_WORK);
    expect(() => inspectGuest(wasm)).toThrow(TOO_MUCH_WORK);
  });

  test('a core module with many globals in many instances', async () => {
    const outcome = instantiated(
      `(core module $M ${times(20_000, '(global i32 (i32.const 0))')}) ${times(990, '(core instance (instantiate $M))')}`,
    );
    await expect(outcome).rejects.toThrow(TOO_MUCH_WORK);
  });

  test('an instance with many functions that is exported by many names', async () => {
    const wasm = await component(`(core module $M (func (export "f"))) (core instance $m (instantiate $M))
      (func $f (canon lift (core func $m "f"))) (instance $x ${many(1000, (n) => `(export "a${n}" (func $f))`)})
      ${many(600, (n) => `(export "x${n}" (instance $x))`)}`);
    await expect(createComponent(wasm)).rejects.toThrow(TOO_MUCH_WORK);
    expect(() => inspectGuest(wasm)).toThrow(TOO_MUCH_WORK);
  });

  test.each([
    [
      'lifted',
      (n: number) => `(func $f${n} (type $t) (canon lift (core func $m "f") (memory $memory) (realloc (func $r))))`,
    ],
    ['exported', (n: number) => `(export "f${n}" (func $f))`],
  ])('a function with thousands of parameters that is %s often', async (_, again) => {
    const wasm = await component(`
      (type $t (func ${many(9000, (n) => `(param "a${n}" u8)`)}))
      (core module $M (memory (export "memory") 1) (func (export "f") (param i32))
        (func (export "r") (param i32 i32 i32 i32) (result i32) (i32.const 0)))
      (core instance $m (instantiate $M)) (alias core export $m "memory" (core memory $memory))
      (core func $r (alias core export $m "r"))
      (func $f (type $t) (canon lift (core func $m "f") (memory $memory) (realloc $r)))
      ${many(100, again).replaceAll('(realloc (func $r))', '(realloc $r)')}`);
    await expect(createComponent(wasm)).rejects.toThrow(TOO_MUCH_WORK);
  });

  test('a type with more members than there may be, and many large types', async () => {
    const tuple = (members: number): string => `(tuple ${times(members, 'u8')})`;
    await expect(component(`(type ${tuple(10_001)})`).then(inspectGuest)).rejects.toThrow('more than 10000');
    await expect(component(times(100, `(type ${tuple(10_000)})`)).then(inspectGuest)).rejects.toThrow('definitions');
  });

  test('more than 1000 core modules', async () => {
    const wasm = await component(times(1001, '(core module)'));
    expect(() => inspectGuest(wasm)).toThrow('more than 1000 core modules');
    await expect(createComponent(wasm)).rejects.toThrow('more than 1000 core modules');
  });

  test('more than 1000 instances, also where it is only read', async () => {
    const wasm = await component(`(component $C) ${times(1001, '(instance (instantiate $C))')}`);
    await expect(createComponent(wasm)).rejects.toThrow('1000 instances at most');
    expect(() => inspectGuest(wasm)).toThrow('1000 instances at most');
  });

  test.each([
    ['memories', '(memory 0 0)', 100],
    ['tables', times(100, '(table 0 0 funcref)'), 100],
  ])('too many %s in instances of one core module', async (what, declared, most) => {
    const text = (count: number): string =>
      `(core module $M ${declared}) ${times(count, '(core instance (instantiate $M))')}`;
    await instantiated(text(most));
    const outcome = instantiated(text(most + 1));
    await expect(outcome).rejects.toThrow(LinkError);
    await expect(outcome).rejects.toThrow(`a guest has at most ${what === 'memories' ? '100' : '10000'} ${what}`);
  });
});
