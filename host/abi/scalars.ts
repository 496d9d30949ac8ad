// Codecs of what is not made of other types, and lies where it is: numbers, words, handles.
import { ArgumentError } from './argument-error.ts';
import { caseAt } from './case-at.ts';
import type { Codec, Shape } from './codec.ts';
import { BIGINT, HANDLE, NUMBER, SMALL } from './costs.ts';
import type { CoreType } from './flat.mjs';
import { pascal } from './names.mjs';
import type { HandleType } from './types.ts';

/** How an integer lies in memory, and what a core value says of it. */
interface IntegerForm {
  readonly size: 1 | 2 | 4;
  readonly least: number;
  readonly greatest: number;
  lift(core: number): number;
  load(view: DataView, at: number): number;
  store(view: DataView, at: number, value: number): void;
}

const INTEGERS = {
  u8: {
    size: 1,
    least: 0,
    greatest: 0xff,
    lift: (core) => core & 0xff,
    load: (view, at) => view.getUint8(at),
    store: (view, at, value) => view.setUint8(at, value),
  },
  s8: {
    size: 1,
    least: -0x80,
    greatest: 0x7f,
    lift: (core) => (core << 24) >> 24,
    load: (view, at) => view.getInt8(at),
    store: (view, at, value) => view.setInt8(at, value),
  },
  u16: {
    size: 2,
    least: 0,
    greatest: 0xffff,
    lift: (core) => core & 0xffff,
    load: (view, at) => view.getUint16(at, true),
    store: (view, at, value) => view.setUint16(at, value, true),
  },
  s16: {
    size: 2,
    least: -0x8000,
    greatest: 0x7fff,
    lift: (core) => (core << 16) >> 16,
    load: (view, at) => view.getInt16(at, true),
    store: (view, at, value) => view.setInt16(at, value, true),
  },
  u32: {
    size: 4,
    least: 0,
    greatest: 0xffffffff,
    lift: (core) => core >>> 0,
    load: (view, at) => view.getUint32(at, true),
    store: (view, at, value) => view.setUint32(at, value, true),
  },
  s32: {
    size: 4,
    least: -0x80000000,
    greatest: 0x7fffffff,
    lift: (core) => core | 0,
    load: (view, at) => view.getInt32(at, true),
    store: (view, at, value) => view.setInt32(at, value, true),
  },
} as const satisfies Record<string, IntegerForm>;

export type IntegerName = keyof typeof INTEGERS;

/** How the number of a case, or bits, lie in so many bytes. */
export function unsigned(size: number): IntegerForm {
  const found = [INTEGERS.u8, INTEGERS.u16, INTEGERS.u32].find((form) => form.size === size);
  if (found === undefined) throw new TypeError(`no integer here has ${size} bytes`);
  return found;
}

function shapeOf(size: number, core: CoreType): Shape {
  return { size, alignment: size, flat: 1, core: [core] };
}

export function integer(name: IntegerName): Codec<number> {
  const form: IntegerForm = INTEGERS[name];
  const { least, greatest } = form;
  const words = `a whole number from ${least} to ${greatest}`;
  return {
    ...shapeOf(form.size, 'i32'),
    cost: form.size === 4 ? NUMBER : SMALL,
    words,
    looksRight: (value) => typeof value === 'number',
    take(_, value) {
      if (typeof value !== 'number' || !(value >= least && value <= greatest) || Math.trunc(value) !== value) {
        throw new ArgumentError(words);
      }
      return value;
    },
    lower: (_, value, flat) => void flat.push(value),
    lift: (_, flat, at) => form.lift(flat[at] as number),
    store: ({ memory }, value, at) => form.store(memory.view(), at, value),
    load: ({ memory }, at) => form.load(memory.view(), at),
  };
}

export const bool: Codec<boolean> = {
  ...shapeOf(1, 'i32'),
  cost: SMALL,
  words: 'a boolean',
  looksRight: (value) => typeof value === 'boolean',
  take(_, value) {
    if (typeof value !== 'boolean') throw new ArgumentError(bool.words);
    return value;
  },
  lower: (_, value, flat) => void flat.push(value ? 1 : 0),
  lift: (_, flat, at) => flat[at] !== 0,
  store: ({ memory }, value, at) => memory.view().setUint8(at, value ? 1 : 0),
  load: ({ memory }, at) => memory.view().getUint8(at) !== 0,
};

/** An integer of 64 bits: a bigint. */
export function long(name: 's64' | 'u64'): Codec<bigint> {
  const isSigned = name === 's64';
  const words = isSigned ? 'a bigint from -(2n ** 63n) to 2n ** 63n - 1n' : 'a bigint from 0 to 2n ** 64n - 1n';
  const wrap = isSigned ? BigInt.asIntN : BigInt.asUintN;
  return {
    ...shapeOf(8, 'i64'),
    cost: BIGINT,
    words,
    looksRight: (value) => typeof value === 'bigint',
    take(_, value) {
      if (typeof value !== 'bigint' || wrap(64, value) !== value) throw new ArgumentError(words);
      return value;
    },
    lower: (_, value, flat) => void flat.push(value),
    lift: (_, flat, at) => wrap(64, flat[at] as bigint),
    store: ({ memory }, value, at) => memory.view().setBigUint64(at, value, true),
    load: isSigned
      ? ({ memory }, at) => memory.view().getBigInt64(at, true)
      : ({ memory }, at) => memory.view().getBigUint64(at, true),
  };
}

/** A NaN comes out as any NaN. */
export function float(name: 'f32' | 'f64'): Codec<number> {
  const isShort = name === 'f32';
  const words = 'a number';
  return {
    ...shapeOf(isShort ? 4 : 8, name),
    cost: NUMBER,
    words,
    looksRight: (value) => typeof value === 'number',
    take(_, value) {
      if (typeof value !== 'number') throw new ArgumentError(words);
      return isShort ? Math.fround(value) : value;
    },
    lower: (_, value, flat) => void flat.push(value),
    lift: (_, flat, at) => flat[at] as number,
    store: isShort
      ? ({ memory }, value, at) => memory.view().setFloat32(at, value, true)
      : ({ memory }, value, at) => memory.view().setFloat64(at, value, true),
    load: isShort
      ? ({ memory }, at) => memory.view().getFloat32(at, true)
      : ({ memory }, at) => memory.view().getFloat64(at, true),
  };
}

/** An enum: the name of its case. */
export function enumeration(shape: Shape, cases: readonly string[]): Codec<string> {
  const form = unsigned(shape.size);
  const expected = `one of ${cases.join(', ')}`;
  const positions = new Map(cases.map((name, position) => [name, position]));
  const positionOf = (name: string): number => positions.get(name)!;
  return {
    ...shape,
    cost: SMALL,
    words: expected,
    looksRight: (value) => typeof value === 'string' && positions.has(value),
    take(_, value) {
      if (typeof value !== 'string' || !positions.has(value)) throw new ArgumentError(expected);
      return value;
    },
    lower: (_, value, flat) => void flat.push(positionOf(value)),
    lift: (_, flat, at) => caseAt(cases, flat[at] as number),
    store: ({ memory }, value, at) => form.store(memory.view(), at, positionOf(value)),
    load: ({ memory }, at) => caseAt(cases, form.load(memory.view(), at)),
  };
}

/** A handle: whatever the realm has for it. */
export function handle(type: HandleType): Codec {
  const words = `a ${pascal(type.resource.name)}`;
  return {
    ...shapeOf(4, 'i32'),
    cost: HANDLE,
    words,
    looksRight: (value) => typeof value === 'object' && value !== null,
    take: (taker, value) => taker.takeHandle(type, value),
    lower: (realm, value, flat) => void flat.push(realm.lowerHandle(type, value)),
    lift: (realm, flat, at) => realm.liftHandle(type, flat[at] as number),
    store(realm, value, at) {
      const number = realm.lowerHandle(type, value);
      realm.memory.view().setInt32(at, number, true);
    },
    load: (realm, at) => realm.liftHandle(type, realm.memory.view().getInt32(at, true)),
  };
}
