// wit/model/'s layouts against jco's: values of every type go into a component and come out of one, through the code that
// jco generates. What it puts into memory is read as the model lays it out, and the other way round.
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, expect, test } from 'vitest';
import { instantiateComponent } from '../support/transpiled.mjs';
import { layoutOf, readWit } from '../../wit/model/index.mjs';
import { witModel } from '../../wit/sources.mjs';
import { examples, hasHandles, load, store, type WitType } from '../support/canonical-abi.ts';

const cases = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`).join(', ');

/** Shapes that wasock and WASI do not have. */
const SHAPES = `
  record numbers { a: s8, b: u16, c: s16, d: u8, e: u64, f: f32, g: s64, h: bool, i: f64, j: u32, k: char, l: s32 }
  variant joins { a(f32), b(s32), c(tuple<f64, f32>), d(string), e, f(u64), g(numbers), h(bool) }
  enum many { ${cases(300)} }
  variant wide { ${Array.from({ length: 260 }, (_, at) => `v${at}${at % 3 === 0 ? '(u8)' : ''}`).join(', ')}, last(u64) }
  flags f9 { ${cases(9)} }
  flags f17 { ${cases(17)} }
  flags thirty-two { ${cases(32)} }
  record nested { first: option<option<u16>>, second: result<list<joins>, many>, third: list<tuple<u8, f17>>, fourth: result<_, f64> }
  type result-in-list = list<result<nested, string>>;
  type chars = tuple<char, option<char>, u8, option<u64>>;
  type none-or-unit = option<result>;
`;

const SHAPES_ID = 'test:shapes/shapes';
const shapes = readWit([{ path: 'shapes.wit', text: `package test:shapes; interface shapes { ${SHAPES} }` }]);

/** The interfaces whose types are tried. */
const INTERFACES = [
  shapes.interface(SHAPES_ID),
  ...Array.from(witModel().packages.values(), ({ interfaces }) => [...interfaces.values()]).flat(),
];

/** The types of all interfaces but those with handles in them: [name, type]. */
const TYPES = INTERFACES.flatMap(({ id, definitions }) =>
  definitions.flatMap((definition): [string, WitType][] =>
    definition.kind === 'resource' || hasHandles(definition) ? [] : [[`${id}.${definition.name}`, definition]],
  ),
);

/** Types as texts of WIT that stand in one interface: definitions, each after what it consists of. */
class Declarations {
  readonly texts: string[] = [];
  readonly #names = new Map<WitType, string>();

  name(type: WitType): string {
    if (typeof type === 'string') return type;
    const known = this.#names.get(type);
    if (known !== undefined) return known;
    switch (type.kind) {
      case 'list':
        return `list<${this.name(type.element)}>`;
      case 'option':
        return `option<${this.name(type.some)}>`;
      case 'tuple':
        return `tuple<${type.items.map((item) => this.name(item)).join(', ')}>`;
      case 'result': {
        const ok = type.ok === null ? '_' : this.name(type.ok);
        if (type.error !== null) return `result<${ok}, ${this.name(type.error)}>`;
        return type.ok === null ? 'result' : `result<${ok}>`;
      }
      case 'own':
      case 'borrow':
        throw new TypeError('handles are not passed');
    }
    if (type.kind === 'alias') return this.name(type.type);
    const members =
      type.kind === 'record'
        ? type.fields.map((field) => `%${field.name}: ${this.name(field.type)}`)
        : (type.kind === 'flags' ? type.flags : type.cases).map(
            (each) => `%${each.name}${each.type === null ? '' : `(${this.name(each.type)})`}`,
          );
    const name = `t${this.#names.size}`;
    this.#names.set(type, name);
    this.texts.push(`${type.kind} ${name} { ${members.join(', ')} }`);
    return name;
  }
}

/** A component with `take` and `give` of lists of each type, and what shows and fills its memory. */
async function component(types: readonly WitType[]): Promise<Uint8Array> {
  const declarations = new Declarations();
  const functions = types.map((type, at) => {
    const list = `list<${declarations.name(type)}>`;
    return `export take${at}: func(values: ${list}); export give${at}: func(at: u32, count: u32) -> ${list};`;
  });
  const witSource = `package test:all;
    interface shapes { ${declarations.texts.join('\n')} }
    world all {
      use shapes.{${declarations.texts.map((text) => text.split(' ')[1]).join(', ')}};
      export taken: func() -> tuple<u32, u32>;
      export memory-of: func(at: u32, count: u32) -> list<u8>;
      export place: func(bytes: list<u8>) -> u32;
      ${functions.join('\n')}
    }`;
  // Lists are shown by a pointer and a length at 8.
  const show = `(param i32 i32) (result i32)
    (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)`;
  const binary = await parse(
    `(module
    (memory (export "memory") 64)
    (global $next (mut i32) (i32.const 1024))
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get 3)))
      (local.get $at))
    (func (export "taken") (result i32) (i32.const 0))
    (func (export "memory-of") ${show})
    (func (export "place") (param i32 i32) (result i32) (local.get 0))
    ${types
      .map(
        (_, at) => `
    (func (export "take${at}") (param i32 i32)
      (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)))
    (func (export "give${at}") ${show})`,
      )
      .join('')})`,
  );
  const core = await componentEmbed({
    binary,
    witSource,
    world: 'all',
    stringEncoding: 'utf8',
  });
  return componentNew(core, []);
}

type Exports = Record<string, (...args: never[]) => unknown>;

let exports: Exports;

beforeAll(async () => {
  const made = await component(TYPES.map(([, type]) => type));
  exports = (await instantiateComponent(made, { 'test:all/shapes': {} })) as Exports;
});

const called = (name: string, ...args: unknown[]) => exports[name]!(...(args as never[]));

const read = (at: number, length: number) =>
  new DataView((called('memoryOf', at, length) as Uint8Array<ArrayBuffer>).slice().buffer);

const place = (bytes: Uint8Array) => Number(called('place', bytes));

/** Typed arrays, which jco gives for lists of numbers, as arrays. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

test('there are types to try', () => {
  expect(TYPES.length).toBeGreaterThan(80);
});

test.each(TYPES.map(([name, type], at) => ({ name, type, at })))(
  '$name lies in memory as jco has it',
  ({ type, at }) => {
    const values = examples(type);
    expect(values.length).toBeGreaterThan(0);
    const { size } = layoutOf(type);

    called(`take${at}`, values);
    const [start, count] = called('taken') as [number, number];
    expect(count).toBe(values.length);
    expect(values.map((_, index) => load(read, type, start + index * size))).toEqual(values);

    const bytes = new Uint8Array(values.length * size);
    for (const [index, value] of values.entries()) bytes.set(store(place, type, value), index * size);
    expect(plain(called(`give${at}`, place(bytes), values.length))).toEqual(values);
  },
);
