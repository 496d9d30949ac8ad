import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { component, MEMORY } from '../../support/components.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const node26 = process.env['WASOCK_NODE26'];
const SCRIPT = fileURLToPath(new URL('../guest/node26/component.mjs', import.meta.url));

const NUMBERS = { f32: 'f32', f64: 'f64', s64: 'i64', now: 'i32' };
const each = (text: (name: string, type: string) => string): string =>
  Object.entries(NUMBERS)
    .map(([name, type]) => text(name, type))
    .join(' ');
const wit = (name: string): string => (name === 'now' ? 'u32' : name);

/** What the interface has. */
const FUNCTIONS = `${each((name) => `(export "${name}" (func (param "x" ${wit(name)}) (result ${wit(name)})))`)}
  (export "fails" (func (result (result (error string)))))`;

/** A core module's imports, and functions of the same names that call them. */
const PASSING = `
  ${each((name, type) => `(import "" "${name}" (func $${name} (param ${type}) (result ${type})))`)}
  ${each((name, type) => `(func (export "${name}") (param ${type}) (result ${type}) (call $${name} (local.get 0)))`)}`;

const LOWERED = each((name) => `(core func $${name} (canon lower (func $i "${name}")))`);
const GIVEN = each((name) => `(export "${name}" (func $${name}))`);
const LIFTED = each(
  (name) =>
    `(func (export "${name}") (param "x" ${wit(name)}) (result ${wit(name)}) (canon lift (core func $m "${name}")))`,
);

/** A component that passes what it is called with on to functions that it imports, through a component inside it. */
const TEXT = `
  (import "a:b/c" (instance $given ${FUNCTIONS}))
  (component $Inner
    (import "f" (instance $i ${FUNCTIONS}))
    ${MEMORY}
    ${LOWERED}
    (core func $fails (canon lower (func $i "fails") (memory $memory) (realloc (core func $realloc))))
    (core module $M
      (import "" "fails" (func $fails (param i32)))
      ${PASSING}
      (func (export "fails") (result i32) (call $fails (i32.const 16)) (i32.const 16)))
    (core instance $m (instantiate $M (with "" (instance ${GIVEN} (export "fails" (func $fails))))))
    ${LIFTED}
    (func (export "fails") (result (result (error string)))
      (canon lift (core func $m "fails") (memory $memory) (realloc (core func $realloc)))))
  (instance $i (instantiate $Inner (with "f" (instance $given))))
  ${LOWERED}
  (type $thing (resource (rep i32)))
  (core func $new (canon resource.new $thing))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    ${PASSING}
    (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "get") (param i32) (result i32) (local.get 0)))
  (core instance $m (instantiate $M (with "" (instance ${GIVEN} (export "new" (func $new))))))
  ${LIFTED}
  (alias export $i "fails" (func $fails))
  (export "fails" (func $fails))
  (export $t "thing" (type $thing))
  (func (export "[constructor]thing") (param "x" u32) (result (own $t)) (canon lift (core func $m "make")))
  (func (export "[method]thing.get") (param "self" (borrow $t)) (result u32) (canon lift (core func $m "get")))`;

test.skipIf(node26 === undefined)(
  'a suspended component waits for functions of the program, through components inside it (needs Node 26)',
  async () => {
    const path = join(temporaryDirectory(), 'component.wasm');
    writeFileSync(path, await component(TEXT));
    const { stdout } = await promisify(execFile)(node26 ?? '', ['--no-warnings', SCRIPT, path]);
    expect(JSON.parse(stdout)).toEqual({
      seen: [
        3,
        5,
        '42',
        2,
        ['ERR_WASOCK_COMPONENT', 'why'],
        'f64(): another call of the guest is under way',
        2,
        true,
        3,
        'GuestKilled',
        'wallTimeMs',
      ],
      ticked: true,
    });
  },
);
