// Values by the canonical ABI, worked out by hand from CanonicalABI.md.
import { describe, expect, test } from 'vitest';
import { GuestTrap, LinkError } from 'wasock';
import { ArgumentError } from '#host/abi/argument-error';
import type { CoreValue } from '#host/abi/codec';
import { codecOf } from '#host/abi/codecs';
import type { HandleType, OptionType, ValueType } from '#host/abi/types';
import { guest, throughCore, throughMemory } from './support.ts';

function lowered(type: ValueType, value: unknown): CoreValue[] {
  const flat: CoreValue[] = [];
  codecOf(type).lower(guest().realm, value, flat);
  return flat;
}

const lifted = (type: ValueType, ...flat: CoreValue[]): unknown => codecOf(type).lift(guest().realm, flat, 0);

function stored(type: ValueType, value: unknown): number[] {
  const { memory, realm, bytes } = guest();
  const codec = codecOf(type);
  const at = memory.allocate(codec.size, codec.alignment);
  codec.store(realm, value, at);
  return [...bytes().subarray(at, at + codec.size)];
}

function loaded(type: ValueType, ...bytes: number[]): unknown {
  const { memory, realm } = guest();
  const codec = codecOf(type);
  const at = memory.allocate(codec.size, codec.alignment);
  memory.copyIn(at, Uint8Array.from(bytes));
  return codec.load(realm, at);
}

const taken = (type: ValueType, value: unknown): unknown => codecOf(type).take(guest().realm, value);

describe('scalars', () => {
  test.each<[ValueType, CoreValue, unknown]>([
    ['bool', 2, true],
    ['bool', 0x100, true],
    ['u8', 0x1ff, 0xff],
    ['s8', 0x1ff, -1],
    ['u16', -1, 0xffff],
    ['s16', 0x18000, -0x8000],
    ['u32', -1, 0xffffffff],
    ['s32', 0xffffffff, -1],
    ['u64', -1n, 2n ** 64n - 1n],
    ['s64', 2n ** 64n - 1n, -1n],
    ['char', 0x10ffff, '\u{10ffff}'],
    ['char', 0xd7ff, '\ud7ff'],
  ])('a %s of the core value %s is %s', (type, core, value) => expect(lifted(type, core)).toBe(value));

  test.each<[ValueType, unknown, number[]]>([
    ['f32', 1.5, [0, 0, 0xc0, 0x3f]],
    ['f64', 1.5, [0, 0, 0, 0, 0, 0, 0xf8, 0x3f]],
    ['s16', -2, [0xfe, 0xff]],
    ['s64', -2n, [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['char', '\u{1f600}', [0, 0xf6, 1, 0]],
    ['bool', true, [1]],
  ])('a %s, %s, is the bytes %s', (type, value, bytes) => {
    expect(stored(type, value)).toEqual(bytes);
    expect(loaded(type, ...bytes)).toBe(value);
  });

  test.each([0xd800, 0xdfff, 0x110000, -1])('0x%x is no char', (core) => {
    expect(() => lifted('char', core)).toThrow(GuestTrap);
  });
});

describe('variants', () => {
  const floats: ValueType = {
    kind: 'variant',
    cases: [
      { name: 'a', type: 'f32' },
      { name: 'b', type: 's32' },
      { name: 'c', type: null },
    ],
  };
  const mixed: ValueType = {
    kind: 'variant',
    cases: [
      { name: 'a', type: 'f32' },
      { name: 'b', type: 's32' },
      { name: 'c', type: { kind: 'tuple', items: ['f64', 'f32'] } },
      { name: 'd', type: 'u64' },
    ],
  };

  test.each<[string, ValueType, unknown, CoreValue[]]>([
    ['a float as 32 bits', floats, { tag: 'a', val: 1.5 }, [0, 0x3fc00000]],
    ['an integer as it is', floats, { tag: 'b', val: -1 }, [1, -1]],
    ['nothing as 0', floats, { tag: 'c' }, [2, 0]],
    ['a float as 64 bits, the upper of them 0', mixed, { tag: 'a', val: -1.5 }, [0, 0xbfc00000n, 0]],
    ['an integer as 64 bits, the upper of them 0', mixed, { tag: 'b', val: -1 }, [1, 0xffffffffn, 0]],
    ['a double as its bits', mixed, { tag: 'c', val: [1.5, 2.5] }, [2, 0x3ff8000000000000n, 2.5]],
    ['64 bits as they are', mixed, { tag: 'd', val: 5n }, [3, 5n, 0]],
    ['none, with a 0 of 64 bits', { kind: 'option', some: 'u64' }, undefined, [0, 0n]],
    ['a result', { kind: 'result', ok: 'u64', error: 'f32' }, { tag: 'err', val: 1.5 }, [1, 0x3fc00000n]],
    ['a result of nothing', { kind: 'result', ok: null, error: null }, { tag: 'ok', val: undefined }, [0]],
  ])('%s', (_, type, value, flat) => {
    expect(lowered(type, value)).toEqual(flat);
    expect(lifted(type, ...flat)).toStrictEqual(value);
    const passed: CoreValue[] = flat.map((core) => (typeof core === 'bigint' ? BigInt.asIntN(64, core) : core));
    expect(lifted(type, ...passed)).toStrictEqual(value);
  });

  test('of an i64 an i32 and an f32 are the lower half', () => {
    expect(lifted(mixed, 1, 0x7fffffff_00000005n, 0)).toEqual({ tag: 'b', val: 5 });
    expect(lifted(mixed, 0, 0x7fffffff_3fc00000n, 0)).toEqual({ tag: 'a', val: 1.5 });
  });

  test('the number of a case takes as many bytes as it needs', () => {
    const cases = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `c${at}`, type: null }));
    const large: ValueType = { kind: 'variant', cases: cases(300) };
    expect(stored(large, { tag: 'c299' })).toEqual([299 & 0xff, 1]);
    const huge: ValueType = { kind: 'enum', cases: cases(200_000) };
    expect(stored(huge, 'c199999')).toEqual([0x3f, 0x0d, 3, 0]);
  });

  test.each<[string, ValueType]>([
    ['a variant', floats],
    ['an enum', { kind: 'enum', cases: [{ name: 'a' }, { name: 'b' }] }],
    ['an option', { kind: 'option', some: 'u8' }],
    ['an option of an option', { kind: 'option', some: { kind: 'option', some: 'u8' } }],
    ['a result', { kind: 'result', ok: null, error: 'u8' }],
  ])('%s has no other cases', (_, type) => {
    const rest = [0, 0, 0];
    for (const core of [3, -1, 0x100]) expect(() => lifted(type, core, ...rest)).toThrow(GuestTrap);
    for (const byte of [3, 0xff]) expect(() => loaded(type, byte)).toThrow(GuestTrap);
  });
});

describe('forms in JavaScript', () => {
  const inner: OptionType = { kind: 'option', some: 'u8' };

  test('an option of an option has a tag, also through an alias', () => {
    const type: ValueType = { kind: 'option', some: { kind: 'alias', type: inner } };
    const values = [{ tag: 'none' }, { tag: 'some', val: undefined }, { tag: 'some', val: 7 }];
    expect(values.map((value) => stored(type, value))).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 7],
    ]);
    for (const value of values) expect(throughCore(guest(), codecOf(type), value)).toStrictEqual(value);
  });

  test('a record has what every object has as a property of its own', () => {
    const type: ValueType = {
      kind: 'record',
      fields: ['constructor', 'to-string', 'a'].map((name) => ({ name, type: inner })),
    };
    const value = { constructor: 1, toString: undefined, a: 2 };
    expect(Object.entries(throughMemory(guest(), codecOf(type), value) as object)).toEqual(Object.entries(value));
    expect(Object.entries(throughCore(guest(), codecOf(type), value) as object)).toEqual(Object.entries(value));
    // What is left out is none, and not Object.prototype's.
    expect(Object.entries(taken(type, { a: 1 }) as object)).toEqual([
      ['constructor', undefined],
      ['toString', undefined],
      ['a', 1],
    ]);
    expect(taken(type, Object.assign(Object.create(null), { a: 1 }))).toMatchObject({ a: 1 });
    expect(taken({ kind: 'flags', flags: [{ name: 'constructor' }] }, {})).toEqual({ constructor: false });
  });

  test('two names that are one in JavaScript cannot be told apart', () => {
    const names = ['a1', 'a-1'].map((name) => ({ name, type: 'u8' as const }));
    expect(() => codecOf({ kind: 'record', fields: names })).toThrow(LinkError);
    expect(() => codecOf({ kind: 'flags', flags: names })).toThrow(LinkError);
  });

  test('flags are up to 32 bits, and others of these mean nothing', () => {
    const flags = Array.from({ length: 32 }, (_, at) => ({ name: `f${at}` }));
    expect(stored({ kind: 'flags', flags }, { f0: true, f31: true })).toEqual([1, 0, 0, 0x80]);
    expect(lifted({ kind: 'flags', flags: flags.slice(0, 2) }, -2)).toEqual({ f0: false, f1: true });
  });

  test('a list of numbers is a copy', () => {
    const own = guest();
    const at = own.memory.allocate(8, 4);
    codecOf({ kind: 'list', element: 'f64' }).store(own.realm, Float64Array.of(1.5, NaN), at);
    const values = codecOf({ kind: 'list', element: 'f64' }).load(own.realm, at);
    own.bytes().fill(0);
    expect(values).toEqual(Float64Array.of(1.5, NaN));
  });

  test('a typed array has as many numbers as there are, whatever it says', () => {
    for (const [element, kind] of [
      ['u8', Uint8Array],
      ['u32', Uint32Array],
    ] as const) {
      const lying = Object.defineProperties(new kind(2), { length: { value: 9 }, byteLength: { value: 90 } });
      expect(
        throughMemory(guest(), codecOf({ kind: 'list', element }), taken({ kind: 'list', element }, lying)),
      ).toEqual(new kind(2));
    }
  });

  test('a handle is known by the very type', () => {
    const type: HandleType = { kind: 'borrow', resource: { name: 'thing' } };
    const twin: HandleType = { kind: 'borrow', resource: { name: 'thing' } };
    expect(lifted(type, 5)).toEqual({ type, number: 5 });
    expect(Reflect.get(lifted(type, 5) as object, 'type')).toBe(type);
    expect(Reflect.get(lifted(twin, 5) as object, 'type')).toBe(twin);
    expect(lowered(type, { type, number: 6 })).toEqual([6]);
  });
});

describe('what is taken', () => {
  test.each<[ValueType, unknown[]]>([
    ['s8', [128, -129, 0.5, NaN, '1', 1n]],
    ['s16', [32_768, -32_769]],
    ['s64', [2n ** 63n, -(2n ** 63n) - 1n, 1]],
    ['u64', [2n ** 64n, -1n, 1]],
    ['f32', ['1', 1n, undefined]],
    ['char', ['', 'ab', '\ud800', '\udc00', 7, undefined]],
    ['string', [7, undefined]],
    [{ kind: 'list', element: 's64' }, [[1n], new BigUint64Array(1), new Uint8Array(8)]],
    [{ kind: 'list', element: 'u8' }, ['text', [1], new Int8Array(1), new Uint8ClampedArray(1)]],
    [{ kind: 'list', element: 'bool' }, [new Uint8Array(1), [1], 'x']],
    [
      { kind: 'result', ok: 'u8', error: null },
      [1, undefined, { tag: 'error' }, { tag: 'ok' }, { tag: 'ok', val: 'x' }],
    ],
    [{ kind: 'option', some: { kind: 'option', some: 'u8' } }, [undefined, null, 1, { tag: 'some', val: 'x' }]],
    [
      { kind: 'variant', cases: [{ name: 'constructor', type: null }] },
      [{}, { tag: 'toString' }, Object.create({ tag: 'constructor' })],
    ],
    [{ kind: 'record', fields: [{ name: 'constructor', type: { kind: 'own', resource: { name: 'x' } } }] }, [{}]],
    [{ kind: 'record', fields: [{ name: 'a', type: 'u8' }] }, [Object.create({ a: 1 }), { a: 1, b: 2 }, [1]]],
  ])('for %o nothing else', (type, values) => {
    for (const value of values) expect(() => taken(type, value)).toThrow(ArgumentError);
  });

  test('a float of 32 bits is rounded', () => expect(taken('f32', 0.1)).toBe(Math.fround(0.1)));
});
