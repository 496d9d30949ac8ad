// Codecs of types that are made of others. Where each part lies, host/abi/layout.mjs says.
import { ArgumentError } from './argument-error.ts';
import { caseAt } from './case-at.ts';
import type { Codec, Realm, Shape, Taker } from './codec.ts';
import { unsigned } from './scalars.ts';

/** A part of a record or a tuple. */
export interface Member {
  /** Its name in JavaScript. */
  readonly name: string;
  readonly codec: Codec;
  /** Bytes from where the whole begins. */
  readonly offset: number;
  /** Whether it can be left out: it is an option. */
  readonly optional: boolean;
}

type Fields = Record<string, unknown>;

/** A list of anything: an array. */
export function list(element: Codec): Codec<unknown[]> {
  const expected = 'an array';
  return sequence(expected, element, {
    looksRight: Array.isArray,
    take(taker, value) {
      if (!Array.isArray(value)) throw new ArgumentError(expected);
      taker.spend(value.length * element.size);
      const taken: unknown[] = [];
      try {
        for (let index = 0; index < value.length; index++) taken.push(element.take(taker, value[index]));
      } catch (error) {
        throw ArgumentError.within(error, `[${taken.length}]`);
      }
      return taken;
    },
    collect: (length, each) => Array.from({ length }, (_, index) => each(index)),
  });
}

/** A `list<u32>`: a Uint32Array. */
export function numbers(element: Codec<number>): Codec<Uint32Array> {
  const expected = 'a Uint32Array';
  return sequence<Uint32Array>(expected, element, {
    looksRight: (value) => value instanceof Uint32Array,
    take(taker, value) {
      if (!(value instanceof Uint32Array)) throw new ArgumentError(expected);
      taker.spend(value.byteLength);
      return value;
    },
    collect: (length, each) => Uint32Array.from({ length }, (_, index) => each(index) as number),
  });
}

/** What lists differ in. */
interface ListForm<T> {
  looksRight(value: unknown): boolean;
  take(taker: Taker, value: unknown): T;
  collect(length: number, each: (index: number) => unknown): T;
}

function sequence<T extends ArrayLike<unknown>>(words: string, element: Codec, form: ListForm<T>): Codec<T> {
  const allocate = (realm: Realm, values: T): number => {
    if (values.length === 0) return 0;
    const start = realm.memory.allocate(values.length * element.size, element.alignment);
    for (let index = 0; index < values.length; index++) {
      element.store(realm, values[index], start + index * element.size);
    }
    return start;
  };
  const lift = (realm: Realm, pointer: number, count: number): T => {
    const start = realm.memory.checkList(pointer, count, element.size, element.alignment);
    const length = Math.min(count >>> 0, realm.longest);
    return form.collect(length, (index) => element.load(realm, start + index * element.size));
  };
  return {
    size: 8,
    alignment: 4,
    flat: 2,
    words,
    looksRight: form.looksRight,
    take: form.take,
    lower: (realm, values, flat) => void flat.push(allocate(realm, values), values.length),
    lift: (realm, flat, at) => lift(realm, flat[at]!, flat[at + 1]!),
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

/** An option: going in, `undefined` and `null` are none; coming out, `undefined` is. @param payload where its value begins */
export function option(shape: Shape, some: Codec, payload: number): Codec {
  const isNone = (value: unknown): boolean => value === undefined || value === null;
  return {
    ...shape,
    words: some.words,
    looksRight: (value) => isNone(value) || some.looksRight(value),
    take: (taker, value) => (isNone(value) ? undefined : some.take(taker, value)),
    lower(realm, value, flat) {
      flat.push(value === undefined ? 0 : 1);
      if (value !== undefined) return some.lower(realm, value, flat);
      for (let index = 0; index < some.flat; index++) flat.push(0);
    },
    lift: (realm, flat, at) => (flat[at] === 0 ? undefined : some.lift(realm, flat, at + 1)),
    store(realm, value, at) {
      realm.memory.view().setUint8(at, value === undefined ? 0 : 1);
      if (value !== undefined) some.store(realm, value, at + payload);
    },
    load: (realm, at) => (realm.memory.view().getUint8(at) === 0 ? undefined : some.load(realm, at + payload)),
  };
}

/** A record: an object. */
export function record(shape: Shape, members: readonly Member[]): Codec<Fields> {
  const names = members.map(({ name }) => name);
  const known = new Set(names);
  const expected = `an object of ${names.join(', ')}`;
  return {
    ...shape,
    words: expected,
    looksRight: (value) => isObject(value) && Object.keys(value).every((key) => known.has(key)),
    take(taker, value) {
      if (!isObject(value)) throw new ArgumentError(expected);
      const taken: Fields = {};
      for (const { name, codec, optional } of members) {
        const given = value[name];
        try {
          if (given === undefined && !optional) throw ArgumentError.missing();
          taken[name] = codec.take(taker, given);
        } catch (error) {
          throw ArgumentError.within(error, `.${name}`);
        }
      }
      refuseUnknown(value, known);
      return taken;
    },
    lower(realm, value, flat) {
      for (const { name, codec } of members) codec.lower(realm, value[name], flat);
    },
    lift(realm, flat, at) {
      const lifted: Fields = {};
      let next = at;
      for (const { name, codec } of members) {
        lifted[name] = codec.lift(realm, flat, next);
        next += codec.flat;
      }
      return lifted;
    },
    store(realm, value, at) {
      for (const { name, codec, offset } of members) codec.store(realm, value[name], at + offset);
    },
    load(realm, at) {
      const loaded: Fields = {};
      for (const { name, codec, offset } of members) loaded[name] = codec.load(realm, at + offset);
      return loaded;
    },
  };
}

/** A tuple: an array. */
export function tuple(shape: Shape, members: readonly Member[]): Codec<unknown[]> {
  const expected = `an array of ${members.length}`;
  const isOne = (value: unknown): value is unknown[] => Array.isArray(value) && value.length === members.length;
  return {
    ...shape,
    words: expected,
    looksRight: isOne,
    take(taker, value) {
      if (!isOne(value)) throw new ArgumentError(expected);
      return members.map(({ codec }, index) => codec.take(taker, value[index]));
    },
    lower(realm, value, flat) {
      for (const [index, { codec }] of members.entries()) codec.lower(realm, value[index], flat);
    },
    lift(realm, flat, at) {
      let next = at;
      return members.map(({ codec }) => {
        const lifted = codec.lift(realm, flat, next);
        next += codec.flat;
        return lifted;
      });
    },
    store(realm, value, at) {
      for (const [index, { codec, offset }] of members.entries()) codec.store(realm, value[index], at + offset);
    },
    load: (realm, at) => members.map(({ codec, offset }) => codec.load(realm, at + offset)),
  };
}

/** Flags: an object of booleans; those that are not there are not set. @param names in JavaScript */
export function flags(shape: Shape, names: readonly string[]): Codec<Readonly<Record<string, boolean>>> {
  const form = unsigned(shape.size);
  const known = new Set(names);
  const expected = `an object of ${names.join(', ')}`;
  const bitsOf = (value: Readonly<Record<string, boolean>>): number =>
    names.reduce((bits, name, bit) => (value[name] ? bits | (1 << bit) : bits), 0);
  const lift = (bits: number): Record<string, boolean> =>
    Object.fromEntries(names.map((name, bit) => [name, (bits & (1 << bit)) !== 0]));
  return {
    ...shape,
    words: expected,
    looksRight: isObject,
    take(_, value) {
      if (!isObject(value)) throw new ArgumentError(expected);
      refuseUnknown(value, known);
      const taken: Record<string, boolean> = {};
      for (const name of names) taken[name] = Boolean(value[name]);
      return taken;
    },
    lower: (_, value, flat) => void flat.push(bitsOf(value)),
    lift: (_, flat, at) => lift(flat[at]!),
    store: ({ memory }, value, at) => form.store(memory.view(), at, bitsOf(value)),
    load: ({ memory }, at) => lift(form.load(memory.view(), at)),
  };
}

/** A case of a variant. */
export interface VariantCase {
  readonly tag: string;
  readonly codec: Codec | null;
}

interface Tagged {
  readonly tag: string;
  readonly val?: unknown;
}

const TAGGED = new Set(['tag', 'val']);

/**
 * A variant: `{ tag, val }`. Its cases' core values are all integers. Where a value says by its looks which case it is, it is
 * taken as it is, too: `1` for `{ tag: 'int', val: 1 }`; a boolean is 1 or 0 where no case has one.
 *
 * @param payload where the value of a case begins
 */
export function variant(shape: Shape, cases: readonly VariantCase[], payload: number): Codec<Tagged> {
  const tags = cases.map(({ tag }) => tag);
  const codecs = new Map(cases.map(({ tag, codec }, index) => [tag, { codec, index }]));
  const expected = cases.map(({ tag, codec }) => codec?.words ?? `{ tag: '${tag}' }`).join(', or ');
  const plain = (value: unknown): Tagged => {
    // Of two records that can have these fields the smaller one is meant.
    const [found, next] = cases
      .filter(({ codec }) => codec?.looksRight(value))
      .sort((a, b) => a.codec!.flat - b.codec!.flat);
    if (found !== undefined && found.codec!.flat !== next?.codec!.flat) return { tag: found.tag, val: value };
    if (typeof value === 'boolean') return plain(Number(value));
    throw new ArgumentError(expected);
  };
  const tagged = (value: unknown): Tagged => {
    const { tag, val }: Fields = isObject(value) ? value : {};
    if (typeof tag !== 'string' || !codecs.has(tag)) {
      throw new ArgumentError(`an object whose tag is one of ${tags.join(', ')}`);
    }
    refuseUnknown(Object(value), TAGGED);
    return { tag, val };
  };
  const load = (index: number, value: (codec: Codec) => unknown): Tagged => {
    const { tag, codec } = caseAt(cases, index);
    return codec === null ? { tag } : { tag, val: value(codec) };
  };
  return {
    ...shape,
    words: expected,
    looksRight: (value) => isObject(value) && codecs.has(String(value['tag'])),
    take(taker, value) {
      const isTagged = isObject(value) && 'tag' in value;
      const { tag, val } = isTagged || !taker.isLenient ? tagged(value) : plain(value);
      const { codec } = codecs.get(tag)!;
      try {
        return { tag, val: codec?.take(taker, val) };
      } catch (error) {
        throw isTagged ? ArgumentError.within(error, '.val') : error;
      }
    },
    lower(realm, { tag, val }, flat) {
      const { codec, index } = codecs.get(tag)!;
      const end = flat.length + shape.flat;
      flat.push(index);
      codec?.lower(realm, val, flat);
      while (flat.length < end) flat.push(0);
    },
    lift: (realm, flat, at) => load(flat[at]!, (codec) => codec.lift(realm, flat, at + 1)),
    store(realm, { tag, val }, at) {
      const { codec, index } = codecs.get(tag)!;
      realm.memory.view().setUint8(at, index);
      codec?.store(realm, val, at + payload);
    },
    load(realm, at) {
      return load(realm.memory.view().getUint8(at), (codec) => codec.load(realm, at + payload));
    },
  };
}

function refuseUnknown(value: object, known: ReadonlySet<string>): void {
  for (const key of Object.keys(value)) if (!known.has(key)) throw ArgumentError.unknownKey(key, [...known]);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
