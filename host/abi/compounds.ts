// Codecs of records, tuples and flags. Where each part lies, host/abi/layout.mjs says.
import { ArgumentError } from './argument-error.ts';
import type { Codec, Shape } from './codec.ts';
import { ARRAY, OBJECT, PLACE, PROPERTY } from './costs.ts';
import { distinct, type Fields, isInherited, isObject, making, own, putting, refuseUnknown } from './objects.ts';
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

/** A record: an object. */
export function record(shape: Shape, members: readonly Member[]): Codec<Fields> {
  const names = distinct(members.map(({ name }) => name));
  const put = putting(names);
  const make = making(names);
  const known = new Set(names);
  const expected = `an object of ${names.join(', ')}`;
  return {
    ...shape,
    cost: OBJECT + PROPERTY * names.length + costOf(members),
    words: expected,
    looksRight: (value) => isObject(value) && Object.keys(value).every((key) => known.has(key)),
    take(taker, value) {
      if (!isObject(value)) throw new ArgumentError(expected);
      const taken: Fields = {};
      for (const { name, codec, optional } of members) {
        const given = own(value, name);
        try {
          if (given === undefined && !optional) throw ArgumentError.missing();
          put(taken, name, codec.take(taker, given));
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
      const lifted = make();
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
      const loaded = make();
      for (const { name, codec, offset } of members) loaded[name] = codec.load(realm, at + offset);
      return loaded;
    },
  };
}

function costOf(members: readonly Member[]): number {
  return members.reduce((sum, { codec }) => sum + codec.cost, 0);
}

/** A tuple: an array. */
export function tuple(shape: Shape, members: readonly Member[]): Codec<unknown[]> {
  const expected = `an array of ${members.length}`;
  const isOne = (value: unknown): value is unknown[] => Array.isArray(value) && value.length === members.length;
  return {
    ...shape,
    cost: ARRAY + PLACE * members.length + costOf(members),
    words: expected,
    looksRight: isOne,
    take(taker, value) {
      if (!isOne(value)) throw new ArgumentError(expected);
      return members.map(({ codec }, index) => codec.take(taker, value[index]));
    },
    lower(realm, value, flat) {
      for (let index = 0; index < members.length; index++) members[index]!.codec.lower(realm, value[index], flat);
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
      for (let index = 0; index < members.length; index++) {
        const { codec, offset } = members[index]!;
        codec.store(realm, value[index], at + offset);
      }
    },
    load: (realm, at) => members.map(({ codec, offset }) => codec.load(realm, at + offset)),
  };
}

/** Flags: an object of booleans; those that are not there are not set. @param names in JavaScript */
export function flags(shape: Shape, names: readonly string[]): Codec<Readonly<Record<string, boolean>>> {
  const form = unsigned(shape.size);
  const known = new Set(distinct(names));
  const put = putting(names);
  const make = making(names);
  const expected = `an object of ${names.join(', ')}`;
  // What a value has of these it has from its maker: only of some it could have others.
  const read = names.some(isInherited) ? own : (value: Fields, name: string): unknown => value[name];
  const bitsOf = (value: Readonly<Record<string, boolean>>): number => {
    let bits = 0;
    for (let bit = 0; bit < names.length; bit++) if (read(value, names[bit]!)) bits |= 1 << bit;
    return bits;
  };
  const lift = (bits: number): Record<string, boolean> => {
    const value = make() as Record<string, boolean>;
    for (let bit = 0; bit < names.length; bit++) value[names[bit]!] = (bits & (1 << bit)) !== 0;
    return value;
  };
  return {
    ...shape,
    cost: OBJECT + PROPERTY * names.length,
    words: expected,
    looksRight: isObject,
    take(_, value) {
      if (!isObject(value)) throw new ArgumentError(expected);
      refuseUnknown(value, known);
      const taken: Record<string, boolean> = {};
      for (const name of names) put(taken, name, Boolean(own(value, name)));
      return taken;
    },
    lower: (_, value, flat) => void flat.push(bitsOf(value)),
    lift: (_, flat, at) => lift(flat[at] as number),
    store: ({ memory }, value, at) => form.store(memory.view(), at, bitsOf(value)),
    load: ({ memory }, at) => lift(form.load(memory.view(), at)),
  };
}
