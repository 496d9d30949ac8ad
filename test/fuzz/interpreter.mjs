// A guest that interprets: it reads from its argument which imports to call with what, so that one module serves any
// number of programs. Also what its `cabi_realloc` and `wasock_landing` do, while a call is under way, is a program.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { embedWorld, makeComponent } from '#host/build/component';
import { componentOf, RUN as PROGRAM_RUN } from '../support/everything.mjs';
import { COMPONENT_SURFACE, STEPS, SURFACE } from './surface.mjs';
import { dataSegments } from './values.mjs';

/** Addresses. Below 0x1000 is scratch, then come the texts; the argument comes at `TEXT`, and is decoded to `PROGRAM`. */
const ARGS = 256;
const LAST = 512;
const SIZES = 520;
const ARGV = 0x4000;
const TEXT = 0x4040;
export const PROGRAM = 0x18000;
const HEAP = 0x20000;
/** Pages of 64 KiB. */
const PAGES = 4;

/** Bytes of a record before its operands: number, mask, realloc, landing, how many operands. */
const RECORD = 20;

/** How many operations one program does at most, those of `cabi_realloc` among them. */
const FUEL = 400;

/** Functions that take their operands from `ARGS`, in the order of the operations' numbers. */
function thunks(surface, isComponent) {
  const operand = (type, index) => `(${type}.load (i32.const ${ARGS + 8 * index}))`;
  const imports = surface.map(({ params, result }, number) => {
    const call = `(call $f${number} ${params.map(operand).join(' ')})`;
    return result === undefined ? call : `(${result}.store (i32.const ${LAST}) ${call})`;
  });
  const steps = {
    grow: `(drop (memory.grow ${operand('i32', 0)}))`,
    store: `(i32.store ${operand('i32', 0)} ${operand('i32', 1)})`,
    answer: `(global.set $answer ${operand('i32', 0)})`,
    unless: `(global.set $skip (i32.load8_u ${operand('i32', 0)}))`,
    trap: 'unreachable',
    // jco takes no module that knows exceptions.
    throw: isComponent ? 'unreachable' : '(throw $thrown)',
    guarded: isComponent
      ? `(call $run ${operand('i32', 0)})`
      : `${operand('i32', 0)} (local.set 0) try (call $run (local.get 0)) catch_all end`,
    refuel: '(global.set $fuel (i32.const 20000))',
    spin: '(loop $again (br $again))',
    fill: '(loop $again (memory.fill (i32.const 0) (i32.const 1) (i32.mul (memory.size) (i32.const 65536))) (br $again))',
  };
  const bodies = [...imports, ...STEPS.map(({ name }) => steps[name])];
  const table = bodies.map((_, number) => `$op${number}`).join(' ');
  return `${bodies.map((body, number) => `(func $op${number} (local i32) ${body})`).join('\n')}
    (table funcref (elem ${table}))`;
}

/** Runs one block: `at` and `end` are in the table at `PROGRAM` + 4. */
const RUN = `
  (func $run (param $block i32)
    (local $at i32) (local $end i32) (local $count i32) (local $index i32) (local $realloc i32) (local $landing i32)
    (local $number i32) (local $operand i32)
    (local.set $realloc (global.get $realloc))
    (local.set $landing (global.get $landing))
    (if (i32.ge_u (local.get $block) (i32.load (i32.const ${PROGRAM}))) (then return))
    (local.set $at (i32.load offset=${PROGRAM + 4} (i32.mul (local.get $block) (i32.const 8))))
    (local.set $end (i32.load offset=${PROGRAM + 8} (i32.mul (local.get $block) (i32.const 8))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (br_if $done (i32.eqz (global.get $fuel)))
        (global.set $fuel (i32.sub (global.get $fuel) (i32.const 1)))
        (local.set $number (i32.load (local.get $at)))
        (local.set $count (i32.and (i32.load offset=16 (local.get $at)) (i32.const 31)))
        (local.set $index (i32.const 0))
        (block $read
          (loop $operands
            (br_if $read (i32.ge_u (local.get $index) (local.get $count)))
            (local.set $operand (i32.add (local.get $at) (i32.mul (local.get $index) (i32.const 8))))
            (i64.store offset=${ARGS} (i32.mul (local.get $index) (i32.const 8))
              (if (result i64) (i32.and (i32.shr_u (i32.load offset=4 (local.get $at)) (local.get $index)) (i32.const 1))
                (then (i64.load32_u (i32.and (i32.load offset=${RECORD} (local.get $operand)) (i32.const 0xffff))))
                (else (i64.load offset=${RECORD} (local.get $operand)))))
            (local.set $index (i32.add (local.get $index) (i32.const 1)))
            (br $operands)))
        (global.set $realloc (i32.load offset=8 (local.get $at)))
        (global.set $landing (i32.load offset=12 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.add (i32.const ${RECORD}) (i32.mul (local.get $count) (i32.const 8)))))
        (if (global.get $skip) (then (global.set $skip (i32.const 0)) (br $next)))
        (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
        (call_indirect (local.get $number))
        (br $next)))
    (global.set $realloc (local.get $realloc))
    (global.set $landing (local.get $landing)))`;

/** What the host calls: the block that is set for it, if one is; it may change the answer. */
const CALLED = `
  (func $bump (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $heap) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
    (if (i32.gt_u (i32.add (local.get $at) (local.get $size)) (i32.const ${PAGES * 65536}))
      (then (local.set $at (i32.const ${HEAP}))))
    (global.set $heap (i32.add (local.get $at) (local.get $size)))
    (local.get $at))
  (func $called (param $block i32) (param $align i32) (param $size i32) (result i32)
    (local $outer i32) (local $found i32)
    (if (i32.eqz (local.get $block)) (then (return (call $bump (local.get $align) (local.get $size)))))
    (local.set $outer (global.get $answer))
    (global.set $answer (call $bump (local.get $align) (local.get $size)))
    (call $run (local.get $block))
    (local.set $found (global.get $answer))
    (global.set $answer (local.get $outer))
    (local.get $found))
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (call $called (global.get $realloc) (local.get 2) (local.get 3)))`;

const LANDING = `
  (func (export "wasock_landing") (param i32) (result i32)
    (call $called (global.get $landing) (i32.const 4) (local.get 0)))`;

/** Decodes the second argument from $from to $end: two letters a byte, from \`a\`. */
const DECODE = `
  (func $decode (param $from i32) (param $end i32) (local $to i32)
    (local.set $to (i32.const ${PROGRAM}))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
        (br_if $done (i32.eqz (i32.load8_u (local.get $from))))
        (i32.store8 (local.get $to) (i32.or
          (i32.shl (i32.sub (i32.load8_u (local.get $from)) (i32.const 97)) (i32.const 4))
          (i32.sub (i32.load8_u offset=1 (local.get $from)) (i32.const 97))))
        (local.set $from (i32.add (local.get $from) (i32.const 2)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br $next))))`;

const START = `
  (func (export "_start")
    (drop (call $sizes (i32.const ${SIZES}) (i32.const ${SIZES + 4})))
    (drop (call $args (i32.const ${ARGV}) (i32.const ${TEXT})))
    (call $decode (i32.load (i32.const ${ARGV + 4})) (i32.const -1))
    (call $run (i32.const 0)))`;

/** Of a component: the arguments are a list of texts. */
const COMPONENT_START = `
  (func (export "${PROGRAM_RUN}") (result i32) (local $list i32)
    (call $arguments (i32.const ${SIZES}))
    (local.set $list (i32.load (i32.const ${SIZES})))
    (call $decode (i32.load offset=8 (local.get $list))
      (i32.add (i32.load offset=8 (local.get $list)) (i32.load offset=12 (local.get $list))))
    (call $run (i32.const 0))
    (i32.const 0))`;

function text({ landing, encoding, isComponent, surface = SURFACE }) {
  const imports = surface.map(
    ({ module, name, as = name, params, result }, number) =>
      `(import "${module}" "${as}" (func $f${number} (param ${params.join(' ')}) ${result === undefined ? '' : `(result ${result})`}))`,
  );
  const alias = (id, name) =>
    `(func $${id} (param i32 i32) (result i32)
      (call $f${surface.findIndex((found) => found.name === name)} (local.get 0) (local.get 1)))`;
  const isWhole = surface === COMPONENT_SURFACE;
  const start = isWhole
    ? `(func $arguments (param i32)
        (call $f${surface.findIndex(({ as }) => as === 'get-arguments')} (local.get 0))) ${COMPONENT_START}`
    : `${alias('sizes', 'args_sizes_get')} ${alias('args', 'args_get')} ${START}`;
  return `(module ${imports.join('\n')}
    (memory (export "memory") ${PAGES} 64)
    ${isComponent ? '' : '(tag $thrown)'}
    (global $calls ${isComponent && !isWhole ? '' : '(export "calls")'} (mut i32) (i32.const 0))
    (global $fuel (mut i32) (i32.const ${FUEL}))
    (global $answer (mut i32) (i32.const 0))
    (global $realloc (mut i32) (i32.const 0))
    (global $landing (mut i32) (i32.const 0))
    (global $skip (mut i32) (i32.const 0))
    (global $heap (mut i32) (i32.const ${HEAP}))
    ${dataSegments(encoding)
      .map(({ at, bytes }) => `(data (i32.const ${at}) "${Array.from(bytes, escaped).join('')}")`)
      .join('\n')}
    ${thunks(surface, isComponent)} ${RUN} ${CALLED} ${landing ? LANDING : ''} ${DECODE} ${start})`;
}

function escaped(byte) {
  return `\\${byte.toString(16).padStart(2, '0')}`;
}

/**
 * The interpreter as a core module, which says in its global `calls` how many operations it has done.
 *
 * @param {{ landing?: boolean, encoding?: 'utf8' | 'utf16', isComponent?: boolean }} shape whether it has
 *   `wasock_landing`, and is only what a component may be made of
 */
export async function interpreter({ landing = false, encoding = 'utf8', isComponent = false } = {}) {
  return embedWorld(await parse(text({ landing, encoding, isComponent })), encoding === 'utf8' ? 'c' : 'component');
}

/** The same as a component. */
export async function interpreterComponent() {
  return makeComponent(await interpreter({ isComponent: true }));
}

/** A component that imports all that this package's host has for components. @param {{ landing?: boolean, encoding?: 'utf8' | 'utf16' }} shape */
export async function componentInterpreter({ landing = false, encoding = 'utf8' } = {}) {
  const shape = { landing, encoding, isComponent: true, surface: COMPONENT_SURFACE };
  return componentOf(text(shape), encoding);
}
