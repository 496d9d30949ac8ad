// What a guest's lists, and a component's types, may not make the host do.
import { describe, expect, test } from 'vitest';
import { GuestTrap, LinkError } from 'wasock';
import type { CoreValue } from '#host/abi/codec';
import { codecOf } from '#host/abi/codecs';
import { GuestMemory } from '#host/abi/guest-memory';
import type { ValueType } from '#host/abi/types';
import { importSignature } from '../../../host/abi/flat.mjs';
import { layoutOf } from '../../../host/abi/layout.mjs';
import { guest, realmOf, throughMemory } from './support.ts';

describe('lists', () => {
  const { realm, memory, bytes } = guest();
  const lift = (element: ValueType, pointer: number, length: number): unknown =>
    codecOf({ kind: 'list', element }).lift(realm, [pointer, length], 0);

  test.each<[string, ValueType, number, number]>([
    ['outside', 'u8', 65_535, 2],
    ['longer than the memory', 'u64', 0, 0x20000001],
    ['behind the memory, though empty', 'u8', 65_537, 0],
    ['not aligned', 'u32', 2, 1],
    ['not aligned, though empty', 'u64', 4, 0],
    ['of strings, not aligned', 'string', 2, 1],
  ])('a trap: %s', (_, element, pointer, length) => {
    expect(() => lift(element, pointer, length)).toThrow(GuestTrap);
  });

  test('up to the last byte', () => {
    expect(lift('u64', 65_528, 1)).toEqual(BigUint64Array.of(0n));
    expect(lift('u8', 65_536, 0)).toEqual(new Uint8Array(0));
    expect(bytes()).toHaveLength(65_536);
  });

  test('a strict memory is read whole, or not at all; another up to what its host takes', () => {
    const type: ValueType = { kind: 'list', element: 'u8' };
    const short = { ...realm, longest: 4 };
    expect(() => codecOf(type).lift(short, [0, 5], 0)).toThrow(GuestTrap);
    expect(() => codecOf('string').lift(short, [0, 5], 0)).toThrow(GuestTrap);
    const lenient = guest('utf8', false);
    expect(codecOf(type).lift({ ...lenient.realm, longest: 4 }, [0, 5], 0)).toHaveLength(4);
  });

  test('no list or string of a strict memory has 2 ** 28 bytes', () => {
    const large = new GuestMemory('utf8', undefined, { isStrict: true });
    large.bindTo({ memory: new WebAssembly.Memory({ initial: 8192 }), realloc: () => 0 });
    for (const type of ['string', { kind: 'list', element: 'bool' }] satisfies ValueType[]) {
      expect(() => codecOf(type).lift(realmOf(large), [0, 2 ** 28], 0)).toThrow(/no more than 268435455/);
    }
  });

  test('for an empty one a strict guest is asked, too, and others are not', () => {
    for (const isStrict of [true, false]) {
      const own = guest('utf8', isStrict);
      const flat: CoreValue[] = [];
      codecOf({ kind: 'list', element: 'u32' }).lower(own.realm, new Uint32Array(0), flat);
      codecOf('string').lower(own.realm, '', flat);
      expect(own.calls()).toBe(isStrict ? 2 : 0);
      expect(flat).toEqual(isStrict ? [1024, 0, 1024, 0] : [0, 0, 0, 0]);
    }
    expect(memory.allocate(0, 8) % 8).toBe(0);
  });
});

describe('large types', () => {
  test('a type that is part of itself in many ways is worked out once', () => {
    let [deep, wide]: ValueType[] = ['u8', 'u8'];
    for (let level = 0; level < 100; level++) {
      deep = { kind: 'result', ok: deep!, error: deep! };
      if (level < 20) wide = { kind: 'tuple', items: [wide!, wide!] };
    }
    expect(layoutOf(deep!)).toEqual({ size: 101, alignment: 1 });
    expect(codecOf(deep!)).toMatchObject({ flat: 101, core: [] });
    expect(codecOf(deep!)).toBe(codecOf(deep!));
    expect(codecOf(wide!)).toMatchObject({ size: 2 ** 20, flat: 2 ** 20, core: [] });
    const func = { params: [{ name: 'a', type: wide! }], result: wide! };
    expect(importSignature(func)).toEqual({ params: ['i32', 'i32'], results: [] });
    for (let level = 20; level < 100; level++) wide = { kind: 'tuple', items: [wide!, wide!] };
    expect(() => codecOf(wide!)).toThrow(LinkError);
  });

  test('what says what is expected stays short', () => {
    let type: ValueType = { kind: 'record', fields: [{ name: 'a', type: 'u8' }] };
    for (let level = 0; level < 60; level++) {
      type = { kind: 'variant', cases: ['a', 'b'].map((name) => ({ name, type })) };
    }
    expect(codecOf(type).words.length).toBeLessThan(1000);
  });

  test('more core values than there are arguments go in memory only', () => {
    const items: ValueType[] = Array.from({ length: 16 }, () => 'u8');
    const type: ValueType = { kind: 'result', ok: { kind: 'tuple', items }, error: null };
    const value = { tag: 'err', val: undefined };
    expect(throughMemory(guest(), codecOf(type), value)).toStrictEqual(value);
    expect(() => codecOf(type).lower(guest().realm, value, [])).toThrow('goes in memory');
  });
});
