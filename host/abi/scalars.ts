// Codecs of what is not made of other types: numbers, text, bytes, words, handles.
import { types } from 'node:util';
import { ArgumentError } from './argument-error.ts';
import { caseAt } from './case-at.ts';
import type { Codec, Shape } from './codec.ts';

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
  u16: {
    size: 2,
    least: 0,
    greatest: 0xffff,
    lift: (core) => core & 0xffff,
    load: (view, at) => view.getUint16(at, true),
    store: (view, at, value) => view.setUint16(at, value, true),
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

export function integer(name: IntegerName): Codec<number> {
  const form: IntegerForm = INTEGERS[name];
  const { least, greatest } = form;
  const words = `a whole number from ${least} to ${greatest}`;
  return {
    size: form.size,
    alignment: form.size,
    flat: 1,
    words,
    looksRight: (value) => typeof value === 'number',
    take(_, value) {
      if (typeof value !== 'number' || !(value >= least && value <= greatest) || Math.trunc(value) !== value) {
        throw new ArgumentError(words);
      }
      return value;
    },
    lower: (_, value, flat) => void flat.push(value),
    lift: (_, flat, at) => form.lift(flat[at]!),
    store: ({ memory }, value, at) => form.store(memory.view(), at, value),
    load: ({ memory }, at) => form.load(memory.view(), at),
  };
}

export const bool: Codec<boolean> = {
  size: 1,
  alignment: 1,
  flat: 1,
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

/** In memory only: what it is as a core value, no codec needs. */
export const u64: Codec<bigint> = {
  size: 8,
  alignment: 8,
  flat: 1,
  words: 'a bigint from 0 to 2n ** 64n - 1n',
  looksRight: (value) => typeof value === 'bigint',
  take(_, value) {
    if (typeof value !== 'bigint' || BigInt.asUintN(64, value) !== value) throw new ArgumentError(u64.words);
    return value;
  },
  lower: notFlat,
  lift: notFlat,
  store: ({ memory }, value, at) => memory.view().setBigUint64(at, value, true),
  load: ({ memory }, at) => memory.view().getBigUint64(at, true),
};

function notFlat(): never {
  throw new TypeError('a u64 is no number here');
}

export const float: Codec<number> = {
  size: 8,
  alignment: 8,
  flat: 1,
  words: 'a number',
  looksRight: (value) => typeof value === 'number',
  take(_, value) {
    if (typeof value !== 'number') throw new ArgumentError(float.words);
    return value;
  },
  lower: (_, value, flat) => void flat.push(value),
  lift: (_, flat, at) => flat[at]!,
  store: ({ memory }, value, at) => memory.view().setFloat64(at, value, true),
  load: ({ memory }, at) => memory.view().getFloat64(at, true),
};

export const string: Codec<string> = {
  size: 8,
  alignment: 4,
  flat: 2,
  words: 'a string',
  looksRight: (value) => typeof value === 'string',
  take(taker, value) {
    if (typeof value !== 'string') throw new ArgumentError(string.words);
    taker.spend(2 * value.length);
    return value;
  },
  lower: ({ memory }, value, flat) => void flat.push(memory.allocateString(value), value.length),
  lift: ({ memory, longest }, flat, at) => memory.string(flat[at]!, flat[at + 1]!, longest),
  store: ({ memory }, value, at) => memory.storeString(at, value),
  load({ memory, longest }, at) {
    const view = memory.view();
    return memory.string(view.getUint32(at, true), view.getUint32(at + 4, true), longest);
  },
};

const utf8 = new TextEncoder();

/** A `list<u8>`: a Uint8Array; a string goes in as its UTF-8. */
export const bytes: Codec<Uint8Array> = {
  size: 8,
  alignment: 4,
  flat: 2,
  words: 'a Uint8Array or a string',
  // Also one of another realm, as test runners have them.
  looksRight: (value) => types.isUint8Array(value) || typeof value === 'string',
  take(taker, value) {
    const isBytes = types.isUint8Array(value);
    if (!isBytes && (typeof value !== 'string' || !taker.isLenient)) throw new ArgumentError(bytes.words);
    taker.spend(value.length);
    if (isBytes) return value;
    const encoded = utf8.encode(value);
    taker.spend(encoded.length - value.length);
    return encoded;
  },
  lower: ({ memory }, value, flat) => void flat.push(memory.allocateBytes(value), value.length),
  lift: ({ memory, longest }, flat, at) => memory.bytesUpTo(longest, flat[at]!, flat[at + 1]!),
  store: ({ memory }, value, at) => memory.storeBytes(at, value),
  load({ memory, longest }, at) {
    const view = memory.view();
    return memory.bytesUpTo(longest, view.getUint32(at, true), view.getUint32(at + 4, true));
  },
};

/** An enum: the name of its case. */
export function enumeration(shape: Shape, cases: readonly string[]): Codec<string> {
  const form = unsigned(shape.size);
  const expected = `one of ${cases.join(', ')}`;
  const positions = new Map(cases.map((name, position) => [name, position]));
  const positionOf = (name: string): number => positions.get(name)!;
  return {
    ...shape,
    words: expected,
    looksRight: (value) => typeof value === 'string' && positions.has(value),
    take(_, value) {
      if (typeof value !== 'string' || !positions.has(value)) throw new ArgumentError(expected);
      return value;
    },
    lower: (_, value, flat) => void flat.push(positionOf(value)),
    lift: (_, flat, at) => caseAt(cases, flat[at]!),
    store: ({ memory }, value, at) => form.store(memory.view(), at, positionOf(value)),
    load: ({ memory }, at) => caseAt(cases, form.load(memory.view(), at)),
  };
}

/** A handle. What goes in is a number; what it stands for comes out. @param resource its name in JavaScript */
export function handle(resource: string): Codec {
  return {
    size: 4,
    alignment: 4,
    flat: 1,
    words: `a ${resource}`,
    looksRight: (value) => typeof value === 'object' && value !== null,
    take: (taker, value) => taker.takeHandle(resource, value),
    lower: (_, value, flat) => void flat.push(value as number),
    lift: (realm, flat, at) => realm.liftHandle(resource, flat[at]!),
    store: ({ memory }, value, at) => memory.view().setInt32(at, value as number, true),
    load: (realm, at) => realm.liftHandle(resource, realm.memory.view().getInt32(at, true)),
  };
}
