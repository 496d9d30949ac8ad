// A shim's functions are not called where the linker knows what they call. What they would do must stay the same.
import { describe, expect, test } from 'vitest';
import { instantiated } from '../../support/components.ts';

const SHIM = `
  (core module $Shim (type $u (func (param i64))) (table (export "t") 3 3 funcref)
    (func (export "0") (param i64) (call_indirect (type $u) (local.get 0) (i32.const 0))))
  (core instance $shim (instantiate $Shim))
  (alias core export $shim "t" (core table $t))
  (alias core export $shim "0" (core func $s0))`;

/** Puts a function into the table. @param type of its parameter @param name of the function */
const fill = (type: string, name: string): string => `
  (core module $Fix${name} (type (func (param ${type}))) (import "" "t" (table 3 3 funcref)) (import "" "0" (func (type 0)))
    (elem (i32.const 0) func 0))
  (core instance $args${name} (export "t" (table $t)) (export "0" (func $l${name})))
  (core instance $fix${name} (instantiate $Fix${name} (with "" (instance $args${name}))))`;

const MAIN = `
  (core module $Main (import "s" "0" (func $f (param i64)))
    (func (export "go") (result i32) (call $f (i64.const 7)) (i32.const 0)))
  (core instance $s (export "0" (func $s0)))
  (core instance $main (instantiate $Main (with "s" (instance $s))))
  (func (export "go") (result u32) (canon lift (core func $main "go")))`;

interface Go {
  go(): number;
}

describe.each(['u32', 'f64', 's64'])('a function of a %s behind one that takes an i64', (type) => {
  const core = { u32: 'i32', f64: 'f64', s64: 'i64' }[type]!;
  test('is called with it, or it is a trap', async () => {
    const seen: unknown[] = [];
    const { exports } = await instantiated<Go>(
      `(import "f" (func $f (param "a" ${type}))) (core func $lf (canon lower (func $f)))
       ${SHIM} ${fill(core, 'f')} ${MAIN}`,
      { imports: { f: (a: unknown) => void seen.push(a) } },
    );
    let outcome: unknown;
    try {
      outcome = exports.go();
    } catch (error) {
      outcome = (error as Error).name;
    }
    expect(outcome).toBe(type === 's64' ? 0 : 'RuntimeError');
    expect(seen).toEqual(type === 's64' ? [7n] : []);
  });
});

test('what is put into the table later is called', async () => {
  const seen: string[] = [];
  const { exports } = await instantiated<Go & Record<'other', () => void>>(
    `(import "f" (func $f (param "a" s64))) (core func $lf (canon lower (func $f)))
     (import "g" (func $g (param "a" s64))) (core func $lg (canon lower (func $g)))
     ${SHIM} ${fill('i64', 'f')} ${MAIN}
     (core module $Setter (import "" "t" (table 3 3 funcref)) (import "" "0" (func $g (param i64))) (elem declare func $g)
       (func (export "set") (table.set (i32.const 0) (ref.func $g))))
     (core instance $args (export "t" (table $t)) (export "0" (func $lg)))
     (core instance $setter (instantiate $Setter (with "" (instance $args))))
     (func (export "other") (canon lift (core func $setter "set")))`,
    { imports: { f: () => void seen.push('f'), g: () => void seen.push('g') } },
  );
  exports.go();
  exports.other();
  exports.go();
  expect(seen).toEqual(['f', 'g']);
});
