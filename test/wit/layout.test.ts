// The canonical ABI's numbers, worked out by hand from CanonicalABI.md.
import { describe, expect, test } from 'vitest';
import {
  exportSignature,
  flatten,
  importSignature,
  layoutOf,
  offsetsOf,
  readWit,
  variantLayout,
  worldExports,
  worldImports,
} from '../../wit/model/index.mjs';

const cases = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`).join(', ');

const { names } = readWit([
  {
    path: 'a.wit',
    text: `package a:b;
    interface c {
      record mixed { a: u8, b: u64, c: u16, d: bool }
      record pair { a: char, b: string }
      variant wide { a(u8), b(u64), c }
      variant floats { a(f32), b(s32), c(tuple<f64, f32>) }
      enum small { ${cases(256)} }
      enum large { ${cases(257)} }
      flags f8 { ${cases(8)} }
      flags f9 { ${cases(9)} }
      flags f17 { ${cases(17)} }
      flags f33 { ${cases(33)} }
      type opt = option<u16>;
      type res = result<u8, large>;
      type unit = result;
      type lists = tuple<list<u64>, u8, string>;
      record empty {}
      resource r;
      type handles = tuple<u8, r, borrow<r>>;
    }`,
  },
]).interface('a:b/c');

function named(name: string) {
  const found = names.get(name);
  if (found === undefined || found.kind === 'resource') throw new RangeError(name);
  return found;
}

test.each([
  ['mixed', 24, 8],
  ['pair', 12, 4],
  ['wide', 16, 8],
  ['floats', 24, 8],
  ['small', 1, 1],
  ['large', 2, 2],
  ['f8', 1, 1],
  ['f9', 2, 2],
  ['f17', 4, 4],
  ['opt', 4, 2],
  ['res', 4, 2],
  ['unit', 1, 1],
  ['lists', 20, 4],
  ['empty', 0, 1],
  ['handles', 12, 4],
])('%s takes %i bytes, aligned to %i', (name, size, alignment) => {
  expect(layoutOf(named(name))).toEqual({ size, alignment });
});

test('members begin at their alignment', () => {
  expect(offsetsOf(named('mixed'))).toEqual([0, 8, 16, 18]);
  expect(offsetsOf(named('lists'))).toEqual([0, 8, 12]);
  expect(offsetsOf(named('handles'))).toEqual([0, 4, 8]);
});

test('a payload begins at the alignment of the widest', () => {
  expect(variantLayout(named('wide'))).toMatchObject({ discriminant: 1, payload: 8 });
  expect(variantLayout(named('res'))).toMatchObject({ discriminant: 1, payload: 2 });
  expect(variantLayout(named('large'))).toMatchObject({ discriminant: 2, payload: 2 });
});

test('more than 32 flags there are not', () => {
  expect(() => layoutOf(named('f33'))).toThrow(RangeError);
});

test.each([
  ['mixed', 'i32 i64 i32 i32'],
  ['wide', 'i32 i64'],
  ['floats', 'i32 i64 f32'],
  ['res', 'i32 i32'],
  ['unit', 'i32'],
  ['lists', 'i32 i32 i32 i32 i32'],
  ['f17', 'i32'],
  ['handles', 'i32 i32 i32'],
])('%s is, as core values, %s', (name, flat) => {
  expect(flatten(named(name)).join(' ')).toBe(flat);
});

describe('functions', () => {
  const model = readWit([
    {
      path: 'a.wit',
      text: `package a:b;
      interface c {
        sixteen: func(${Array.from({ length: 16 }, (_, at) => `p${at}: u8`).join(', ')}) -> u64;
        seventeen: func(${Array.from({ length: 17 }, (_, at) => `p${at}: u8`).join(', ')}) -> string;
        resource r { constructor(); poke: func(); }
      }
      world w { import c; export c; import f: func() -> option<u8>; export g: func() -> list<u8>; }`,
    },
  ]);
  const [sixteen, seventeen] = model.interface('a:b/c').functions;
  const text = ({ params, results }: { params: string[]; results: string[] }) =>
    `${params.join(' ')} -> ${results.join(' ')}`;

  test('take 16 core values and give one; the rest is in memory', () => {
    const sixteenValues = Array.from({ length: 16 }, () => 'i32').join(' ');
    expect(text(importSignature(sixteen!))).toBe(`${sixteenValues} -> i64`);
    expect(text(exportSignature(sixteen!))).toBe(`${sixteenValues} -> i64`);
    expect(text(importSignature(seventeen!))).toBe('i32 i32 -> ');
    expect(text(exportSignature(seventeen!))).toBe('i32 -> i32');
  });

  test('have the names of the component model’s tools', () => {
    const world = model.world('a:b/w');
    const lines = worldImports(world).map((each) => `${each.module} ${each.name} ${text(each.signature)}`);
    expect(lines.slice(2)).toEqual([
      'a:b/c [constructor]r  -> i32',
      'a:b/c [method]r.poke i32 -> ',
      'a:b/c [resource-drop]r i32 -> ',
      '$root f i32 -> ',
      '[export]a:b/c [resource-drop]r i32 -> ',
      '[export]a:b/c [resource-new]r i32 -> i32',
      '[export]a:b/c [resource-rep]r i32 -> i32',
    ]);
    expect(
      worldExports(world)
        .map((each) => `${each.name} ${text(each.signature)}`)
        .slice(1),
    ).toEqual([
      'a:b/c#seventeen i32 -> i32',
      'cabi_post_a:b/c#seventeen i32 -> ',
      'a:b/c#[constructor]r  -> i32',
      'a:b/c#[method]r.poke i32 -> ',
      'a:b/c#[dtor]r i32 -> ',
      'g  -> i32',
      'cabi_post_g i32 -> ',
    ]);
  });
});
