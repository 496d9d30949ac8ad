// Codecs of lists: arrays, and of numbers typed arrays. What comes out is a copy of the guest's.
import { types } from 'node:util';
import { ArgumentError } from './argument-error.ts';
import type { Codec, Realm } from './codec.ts';
import { ARRAY, PLACE, TYPED_ARRAY } from './costs.ts';
import { utf8 } from './strings.ts';

/** A pointer and a length. */
const LIST = { size: 8, alignment: 4, flat: 2, core: ['i32', 'i32'] } as const;

/** What lists differ in. */
interface ListForm<T> extends Pick<Codec<T>, 'words' | 'looksRight' | 'take'> {
  /** Bytes an element. */
  readonly size: number;
  readonly alignment: number;
  /** Bytes of the host that one without elements takes, at most about, and each element. */
  readonly cost: number;
  readonly elementCost: number;
  /** @param start a checked pointer to all of them */
  store(realm: Realm, values: T, start: number): void;
  /** @param start a checked pointer to `count` of them */
  load(realm: Realm, start: number, count: number): T;
}

function listOf<T extends { readonly length: number }>(form: ListForm<T>): Codec<T> {
  const { size, alignment, cost, elementCost, words, looksRight, take } = form;
  const allocate = (realm: Realm, values: T): number => {
    const start = realm.memory.allocateList(values.length, size, alignment);
    if (values.length > 0) form.store(realm, values, start);
    return start;
  };
  const lift = (realm: Realm, pointer: number, length: number): T => {
    const start = realm.memory.checkList(pointer, length, size, alignment);
    const count = realm.memory.readable(length, realm.longest);
    realm.spendLifted?.(count * elementCost);
    return form.load(realm, start, count);
  };
  return {
    ...LIST,
    cost,
    words,
    looksRight,
    take,
    lower(realm, values, flat) {
      const start = allocate(realm, values);
      flat.push(start, values.length);
    },
    lift: (realm, flat, at) => lift(realm, flat[at] as number, flat[at + 1] as number),
    store(realm, values, at) {
      const start = allocate(realm, values);
      const view = realm.memory.view();
      view.setUint32(at, start, true);
      view.setUint32(at + 4, values.length, true);
    },
    load(realm, at) {
      const view = realm.memory.view();
      return lift(realm, view.getUint32(at, true), view.getUint32(at + 4, true));
    },
  };
}

/** A list of anything: an array. */
export function list(element: Codec): Codec<unknown[]> {
  const words = 'an array';
  const { size, alignment } = element;
  return listOf<unknown[]>({
    words,
    size,
    alignment,
    cost: ARRAY,
    elementCost: PLACE + element.cost,
    looksRight: Array.isArray,
    take(taker, value) {
      if (!Array.isArray(value)) throw new ArgumentError(words);
      taker.spend(value.length * size);
      const taken: unknown[] = [];
      try {
        for (let index = 0; index < value.length; index++) taken.push(element.take(taker, value[index]));
      } catch (error) {
        throw ArgumentError.within(error, `[${taken.length}]`);
      }
      return taken;
    },
    store(realm, values, start) {
      for (let index = 0; index < values.length; index++) element.store(realm, values[index], start + index * size);
    },
    load(realm, start, count) {
      const values: unknown[] = [];
      for (let index = 0; index < count; index++) values.push(element.load(realm, start + index * size));
      return values;
    },
  });
}

type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

// Also those of another realm, as test runners have them, are what they are.
const ARRAYS = {
  s8: { kind: Int8Array, isOne: types.isInt8Array },
  u8: { kind: Uint8Array, isOne: types.isUint8Array },
  s16: { kind: Int16Array, isOne: types.isInt16Array },
  u16: { kind: Uint16Array, isOne: types.isUint16Array },
  s32: { kind: Int32Array, isOne: types.isInt32Array },
  u32: { kind: Uint32Array, isOne: types.isUint32Array },
  s64: { kind: BigInt64Array, isOne: types.isBigInt64Array },
  u64: { kind: BigUint64Array, isOne: types.isBigUint64Array },
  f32: { kind: Float32Array, isOne: types.isFloat32Array },
  f64: { kind: Float64Array, isOne: types.isFloat64Array },
} as const;

/** The numbers of which lists are typed arrays. */
export type ArrayElement = keyof typeof ARRAYS;

export function isArrayElement(type: unknown): type is ArrayElement {
  return typeof type === 'string' && Object.hasOwn(ARRAYS, type);
}

const { get: lengthOf } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array).prototype, 'length')!;

/** A typed array that has as many numbers as it says: it may be one that says something else of itself. */
function honest<T extends NumberArray>(values: T): T {
  const length: number = Reflect.apply(lengthOf!, values, []);
  return values.length === length ? values : (values.subarray(0, length) as T);
}

/**
 * A list of numbers: a typed array. They lie in memory as in the guest's, on every machine that there is a host for: the lowest
 * byte first.
 */
export function numbers(name: ArrayElement): Codec<NumberArray> {
  const { kind, isOne } = ARRAYS[name];
  const size = kind.BYTES_PER_ELEMENT;
  const words = `${kind.name.startsWith('I') ? 'an' : 'a'} ${kind.name}`;
  return listOf<NumberArray>({
    words,
    size,
    alignment: size,
    cost: TYPED_ARRAY,
    elementCost: size,
    looksRight: (value) => isOne(value),
    take(taker, value) {
      if (!isOne(value)) throw new ArgumentError(words);
      const given = honest(value);
      taker.spend(given.length * size);
      return given;
    },
    store: ({ memory }, values, start) => memory.copyIn(start, bytesOf(values)),
    load: ({ memory }, start, count) => new kind(memory.bytes(start, count * size).buffer as ArrayBuffer),
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A `list<u8>`: a Uint8Array; a string goes in as its UTF-8. */
export const bytes: Codec<Uint8Array> = listOf<Uint8Array>({
  words: 'a Uint8Array or a string',
  size: 1,
  alignment: 1,
  cost: TYPED_ARRAY,
  elementCost: 1,
  looksRight: (value) => types.isUint8Array(value) || typeof value === 'string',
  take(taker, value) {
    if (types.isUint8Array(value)) {
      const given = honest(value);
      taker.spend(given.length);
      return given;
    }
    if (typeof value !== 'string' || !taker.isLenient) throw new ArgumentError(bytes.words);
    taker.spend(value.length);
    const encoded = utf8(value);
    taker.spend(encoded.length - value.length);
    return encoded;
  },
  store: ({ memory }, values, start) => memory.copyIn(start, values),
  load: ({ memory }, start, count) => memory.bytes(start, count),
});
