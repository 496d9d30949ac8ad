// Codecs of variants, and of what the canonical ABI treats as one: options and results. Where a case's value lies,
// host/abi/layout.mjs says.
import { ArgumentError } from './argument-error.ts';
import { caseAt } from './case-at.ts';
import type { Codec, CoreValue, Shape } from './codec.ts';
import { TAGGED as TAGGED_COST } from './costs.ts';
import { MOST_PARAMS } from './flat.mjs';
import { type Join, joinOf, zeros } from './joins.ts';
import { distinct, type Fields, isObject, own, refuseUnknown } from './objects.ts';
import { unsigned } from './scalars.ts';

/** How a variant lies in memory and in core values. */
export interface VariantShape extends Shape {
  /** Bytes of the number of a case. */
  readonly discriminant: number;
  /** Where the value of a case begins. */
  readonly payload: number;
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

const PLAIN_OPTION = ['none', 'some'] as const;

/** An option: going in, `undefined` and `null` are none; coming out, `undefined` is. */
export function option(shape: VariantShape, some: Codec): Codec {
  const { payload } = shape;
  const padding = zeros(shape.core.slice(1));
  const isNone = (value: unknown): boolean => value === undefined || value === null;
  const isSome = (position: number): boolean => caseAt(PLAIN_OPTION, position) === 'some';
  return {
    ...shapeOf(shape),
    cost: some.cost,
    words: some.words,
    looksRight: (value) => isNone(value) || some.looksRight(value),
    take: (taker, value) => (isNone(value) ? undefined : some.take(taker, value)),
    lower(realm, value, flat) {
      flat.push(value === undefined ? 0 : 1);
      if (value !== undefined) return some.lower(realm, value, flat);
      if (shape.flat > MOST_PARAMS) refuseFlat(shape);
      for (let index = 0; index < padding.length; index++) flat.push(padding[index]!);
    },
    lift: (realm, flat, at) => (isSome(flat[at] as number) ? some.lift(realm, flat, at + 1) : undefined),
    store(realm, value, at) {
      realm.memory.view().setUint8(at, value === undefined ? 0 : 1);
      if (value !== undefined) some.store(realm, value, at + payload);
    },
    load: (realm, at) => (isSome(realm.memory.view().getUint8(at)) ? some.load(realm, at + payload) : undefined),
  };
}

/** What a codec says of what it is: nothing of its insides. */
function shapeOf({ size, alignment, flat, core }: VariantShape): Shape {
  return { size, alignment, flat, core };
}

function refuseFlat({ flat }: Shape): never {
  throw new TypeError(`a value of ${flat} core values goes in memory`);
}

/** The longest description of what is expected. A variant's has that of each of its cases. */
const MOST_WORDS = 400;

function wordsOf(cases: readonly VariantCase[]): string {
  let words = '';
  for (const { tag, codec } of cases) {
    words += `${words === '' ? '' : ', or '}${codec?.words ?? `{ tag: '${tag}' }`}`;
    if (words.length > MOST_WORDS) return `${words.slice(0, MOST_WORDS)}…`;
  }
  return words;
}

/**
 * A variant: `{ tag, val }`. Where a value says by its looks which case it is, it is taken as it is, too: `1` for
 * `{ tag: 'int', val: 1 }`; a boolean is 1 or 0 where no case has one.
 *
 * @param bare what a case without a value comes out as
 */
export function variant(
  shape: VariantShape,
  cases: readonly VariantCase[],
  bare: (tag: string) => Tagged = (tag) => ({ tag }),
): Codec<Tagged> {
  const { payload } = shape;
  const form = unsigned(shape.discriminant);
  const joined = shape.core.slice(1);
  const padding = zeros(joined);
  const isFlat = shape.flat <= MOST_PARAMS;
  const rows = cases.map(({ tag, codec }, index) => ({
    tag,
    codec,
    index,
    join: isFlat && codec !== null ? joinOf(codec.core, joined) : undefined,
  }));
  const tags = distinct(cases.map(({ tag }) => tag));
  const byTag = new Map(rows.map((row) => [row.tag, row]));
  const expected = wordsOf(cases);
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
    const given: Fields = isObject(value) ? value : {};
    const tag = own(given, 'tag');
    const val = own(given, 'val');
    if (typeof tag !== 'string' || !byTag.has(tag)) {
      throw new ArgumentError(`an object whose tag is one of ${tags.join(', ')}`);
    }
    refuseUnknown(given, TAGGED);
    return { tag, val };
  };
  return {
    ...shapeOf(shape),
    cost: TAGGED_COST + cases.reduce((most, { codec }) => Math.max(most, codec?.cost ?? 0), 0),
    words: expected,
    looksRight: (value) => isObject(value) && byTag.has(String(own(value, 'tag'))),
    take(taker, value) {
      const isTagged = isObject(value) && Object.hasOwn(value, 'tag');
      const { tag, val } = isTagged || !taker.isLenient ? tagged(value) : plain(value);
      const { codec } = byTag.get(tag)!;
      try {
        return { tag, val: codec?.take(taker, val) };
      } catch (error) {
        throw isTagged ? ArgumentError.within(error, '.val') : error;
      }
    },
    lower(realm, { tag, val }, flat) {
      if (!isFlat) refuseFlat(shape);
      const { codec, index, join } = byTag.get(tag)!;
      flat.push(index);
      const start = flat.length;
      codec?.lower(realm, val, flat);
      join?.widen(flat, start);
      for (let next = flat.length - start; next < padding.length; next++) flat.push(padding[next]!);
    },
    lift(realm, flat, at) {
      if (!isFlat) refuseFlat(shape);
      const { tag, codec, join } = caseAt(rows, flat[at] as number);
      if (codec === null) return bare(tag);
      return { tag, val: join === undefined ? codec.lift(realm, flat, at + 1) : lifted(codec, join) };

      function lifted(within: Codec, { narrow }: Join): unknown {
        const values: readonly CoreValue[] = narrow(flat, at + 1);
        return within.lift(realm, values, 0);
      }
    },
    store(realm, { tag, val }, at) {
      const { codec, index } = byTag.get(tag)!;
      form.store(realm.memory.view(), at, index);
      codec?.store(realm, val, at + payload);
    },
    load(realm, at) {
      const { tag, codec } = caseAt(rows, form.load(realm.memory.view(), at));
      return codec === null ? bare(tag) : { tag, val: codec.load(realm, at + payload) };
    },
  };
}

/** A result: `{ tag: 'ok', val }` or `{ tag: 'err', val }`. */
export function result(shape: VariantShape, ok: Codec | null, error: Codec | null): Codec<Tagged> {
  const cases = [
    { tag: 'ok', codec: ok },
    { tag: 'err', codec: error },
  ];
  return variant(shape, cases, (tag) => ({ tag, val: undefined }));
}

/** An option that directly holds another, whose none would be this one's: `{ tag: 'none' }` or `{ tag: 'some', val }`. */
export function taggedOption(shape: VariantShape, some: Codec): Codec<Tagged> {
  const cases = [
    { tag: 'none', codec: null },
    { tag: 'some', codec: some },
  ];
  return variant(shape, cases);
}
