// Components with wrong bytes: each is refused, traps, or works, and nothing else comes of it.
import { describe, expect, test } from 'vitest';
import { createComponent, GuestTrap, ImportError, LimitError, LinkError } from 'wasock';
import { Random } from '../../fuzz/random.mjs';
import { component, MEMORY } from '../../support/components.ts';

/** A component of many forms: two inside it, resources, strings, an import, an alias of what lies around. */
const TEXT = `
  (import "a:b/c@1.0.0" (instance $given
    (export "thing" (type $thing (sub resource)))
    (export "[constructor]thing" (func (param "x" u32) (result (own $thing))))
    (export "[method]thing.get" (func (param "self" (borrow $thing)) (result string)))))
  (alias export $given "thing" (type $thing))
  (type $record' (record (field "a" u8) (field "b" (list string)) (field "c" (option (result u64 (error f32))))))
  (type $variant' (variant (case "one") (case "two" f64) (case "three" (tuple char bool))))
  (type $flags' (flags "x" "y" "z"))
  (type $enum' (enum "p" "q"))
  (export $record "record" (type $record')) (export $variant "variant" (type $variant'))
  (export $flags "flags" (type $flags')) (export $enum "enum" (type $enum'))
  (component $Inner
    (import "get" (func $get (param "x" u32) (result string)))
    (alias outer 1 $enum (type $e))
    ${MEMORY}
    (core func $get' (canon lower (func $get) string-encoding=utf16 (memory $memory) (realloc (core func $realloc))))
    (core module $M
      (import "" "get" (func $get (param i32 i32)))
      (import "" "memory" (memory 1))
      (func (export "twice") (param i32) (result i32) (call $get (local.get 0) (i32.const 8)) (i32.const 8))
      (func (export "post") (param i32)))
    (core instance $m (instantiate $M (with "" (instance (export "get" (func $get')) (export "memory" (memory $memory))))))
    (func (export "twice") (param "x" u32) (result string)
      (canon lift (core func $m "twice") string-encoding=utf16 (memory $memory) (realloc (core func $realloc))
        (post-return (core func $m "post")))))
  ${MEMORY}
  (type $own' (resource (rep i32)))
  (core func $own-new (canon resource.new $own'))
  (core func $own-drop (canon resource.drop $own'))
  (core func $new (canon lower (func $given "[constructor]thing")))
  (core func $get (canon lower (func $given "[method]thing.get") (memory $memory) (realloc (core func $realloc))))
  (core func $drop (canon resource.drop $thing))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "get" (func $get (param i32 i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "own-new" (func $own-new (param i32) (result i32)))
    (import "" "own-drop" (func $own-drop (param i32)))
    (func (export "get") (param i32) (result i32) (local i32)
      (local.set 1 (call $new (local.get 0)))
      (call $get (local.get 1) (i32.const 16))
      (call $drop (local.get 1))
      (i32.const 16))
    (func (export "make") (param i32) (result i32) (call $own-new (local.get 0)))
    (func (export "end") (param i32) (call $own-drop (local.get 0)))
    (func (export "mixed") (param i32 i32 i32 i32 i32 i64 i32 i64 i32 i32 i32) (result i32) (local.get 0)))
  (core instance $m (instantiate $M (with "" (instance (export "new" (func $new)) (export "get" (func $get))
    (export "drop" (func $drop)) (export "own-new" (func $own-new)) (export "own-drop" (func $own-drop))))))
  (func $get-it (param "x" u32) (result string)
    (canon lift (core func $m "get") (memory $memory) (realloc (core func $realloc))))
  (instance $inner (instantiate $Inner (with "get" (func $get-it))))
  (export $own "own" (type $own'))
  (func (export "[constructor]own") (param "x" u32) (result (own $own)) (canon lift (core func $m "make")))
  (func (export "end") (param "own" (own $own)) (canon lift (core func $m "end")))
  (func (export "mixed") (param "r" $record) (param "v" $variant) (param "f" $flags) (param "e" $enum) (result u8)
    (canon lift (core func $m "mixed") (memory $memory) (realloc (core func $realloc))))
  (export "twice" (func $inner "twice"))
  (export "x:y/inner@0.1.0" (instance $inner))`;

class Thing {
  readonly #x: number;
  constructor(x: number) {
    this.#x = x;
  }
  get(): string {
    return `thing ${this.#x}`;
  }
}

const RECORD = { a: 1, b: ['x', 'yz'], c: { tag: 'ok', val: 5n } };
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  twice: [7],
  mixed: [RECORD, { tag: 'three', val: ['c', true] }, { x: true }, 'q'],
};

/** Instantiates and calls everything. @returns what came of each */
async function tried(wasm: Uint8Array): Promise<unknown[]> {
  const limits = { memory: 1 << 20, tableElements: 1000 };
  const { exports, close } = await createComponent<Record<string, (...args: unknown[]) => unknown>>(wasm, {
    imports: { 'a:b/c': { Thing } },
    limits,
  });
  const outcomes: unknown[] = [];
  try {
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value !== 'function') continue;
      if (/^[A-Z]/.test(name)) {
        const made = outcomeOf(() => Reflect.construct(value, [3]));
        outcomes.push(
          name,
          outcomeOf(() => exports['end']?.(made)),
        );
      } else
        outcomes.push(
          name,
          outcomeOf(() => value(...(ARGUMENTS[name] ?? [1, 2, 3]))),
        );
    }
  } finally {
    await close();
  }
  return outcomes;
}

/** @throws what no hostile component may bring about */
function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!isExpected(error)) throw error;
    return error;
  }
}

const CODES = new Set(['ERR_WASOCK_ARGUMENT', 'ERR_WASOCK_COMPONENT', 'ERR_WASOCK_COMPONENT_STATE']);

function isExpected(error: unknown): boolean {
  if ([LinkError, GuestTrap, LimitError, ImportError].some((kind) => error instanceof kind)) return true;
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.RuntimeError) return true;
  if (!(error instanceof Error)) return false;
  // A class of which the mutated component has no constructor, which is not its fault alone.
  if (error instanceof TypeError && error.message.endsWith(' has no constructor')) return true;
  // A function that calls itself.
  if (error instanceof RangeError && error.message === 'Maximum call stack size exceeded') return true;
  return 'code' in error && CODES.has(String(error.code));
}

test('the component works as it is', async () => {
  const outcomes = await tried(await component(TEXT));
  const of = (name: string): unknown => outcomes[outcomes.indexOf(name) + 1];
  expect([of('Own'), of('mixed'), of('twice')]).toEqual([undefined, 1, 'thing 7']);
});

/** What is done to a binary. */
const MUTATIONS: Readonly<Record<string, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  'bits that are turned'(bytes, random) {
    bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
    return bytes;
  },
  'other bytes'(bytes, random) {
    for (let count = 1 + random.below(3); count > 0; count--) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  'numbers that are one more or less'(bytes, random) {
    bytes[random.below(bytes.length)]! += random.of([-1, 1]);
    return bytes;
  },
  'bytes that are left out'(bytes, random) {
    const at = random.below(bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random.below(4))]);
  },
  'bytes that are there twice'(bytes, random) {
    const at = random.below(bytes.length);
    const to = at + 1 + random.below(16);
    return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(at, to), ...bytes.subarray(to)]);
  },
};

describe('a component with', () => {
  test.each(Object.entries(MUTATIONS))('%s is refused, traps, or works', async (_, mutate) => {
    const wasm = await component(TEXT);
    const counts = { refused: 0, instantiated: 0 };
    for (let seed = 0; seed < 4000; seed++) {
      const mutated = mutate(wasm.slice(), new Random(seed));
      try {
        await tried(mutated);
        counts.instantiated++;
      } catch (error) {
        if (!isExpected(error)) throw new Error(`seed ${seed}`, { cause: error });
        counts.refused++;
      }
    }
    expect(counts.refused).toBeGreaterThan(counts.instantiated / 10);
  });
});
