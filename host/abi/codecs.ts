import { LinkError } from '../trap.ts';
import type { Codec, Shape } from './codec.ts';
import * as compound from './compounds.ts';
import { flatCount, flatten, MOST_PARAMS } from './flat.mjs';
import { layoutOf, sequence, underlying, variantLayout } from './layout.mjs';
import * as lists from './lists.ts';
import { camel } from './names.mjs';
import { distinct } from './objects.ts';
import * as scalar from './scalars.ts';
import * as text from './texts.ts';
import type { AliasType, Primitive, ValueType } from './types.ts';
import * as variants from './variants.ts';

type CompoundType = Exclude<ValueType, Primitive | AliasType>;

/** What has been made: types are shared, as data of modules and within other types. */
const made = new WeakMap<object, Codec>();

/** Bytes. A component is not valid with a type whose values are larger. */
const MOST_BYTES = (1 << 28) - 1;

/**
 * The codec of a type: the same one for the same object.
 *
 * @throws LinkError if its values are too large, or two of its names are one in JavaScript
 */
export function codecOf(type: ValueType): Codec {
  const own = underlying(type);
  if (typeof own === 'string') return SCALARS[own];
  let codec = made.get(own);
  if (codec === undefined) made.set(own, (codec = compoundCodec(own)));
  return codec;
}

const SCALARS: Readonly<Record<Primitive, Codec>> = {
  bool: erased(scalar.bool),
  s8: erased(scalar.integer('s8')),
  u8: erased(scalar.integer('u8')),
  s16: erased(scalar.integer('s16')),
  u16: erased(scalar.integer('u16')),
  s32: erased(scalar.integer('s32')),
  u32: erased(scalar.integer('u32')),
  s64: erased(scalar.long('s64')),
  u64: erased(scalar.long('u64')),
  f32: erased(scalar.float('f32')),
  f64: erased(scalar.float('f64')),
  char: erased(text.char),
  string: erased(text.string),
};

function compoundCodec(own: CompoundType): Codec {
  const shape = shapeOf(own);
  switch (own.kind) {
    case 'list':
      return listCodec(underlying(own.element));
    case 'option': {
      const [whole, some] = [{ ...shape, ...variantParts(own) }, codecOf(own.some)];
      return isOption(own.some) ? erased(variants.taggedOption(whole, some)) : variants.option(whole, some);
    }
    case 'result':
      return erased(variants.result({ ...shape, ...variantParts(own) }, codecOrNone(own.ok), codecOrNone(own.error)));
    case 'tuple':
      return erased(compound.tuple(shape, membersOf(own.items.map((item) => ({ name: '', type: item })))));
    case 'record':
      return erased(compound.record(shape, membersOf(own.fields)));
    case 'variant': {
      const cases = own.cases.map(({ name, type }) => ({ tag: name, codec: codecOrNone(type) }));
      return erased(variants.variant({ ...shape, ...variantParts(own) }, cases));
    }
    case 'enum': {
      const names = own.cases.map(({ name }) => name);
      return erased(scalar.enumeration(shape, distinct(names)));
    }
    case 'flags': {
      const names = own.flags.map(({ name }) => camel(name));
      return erased(compound.flags(shape, names));
    }
    case 'own':
    case 'borrow':
      return scalar.handle(own);
  }
}

function codecOrNone(type: ValueType | null): Codec | null {
  return type === null ? null : codecOf(type);
}

function listCodec(element: Exclude<ValueType, AliasType>): Codec {
  if (element === 'u8') return erased(lists.bytes);
  if (lists.isArrayElement(element)) return erased(lists.numbers(element));
  return erased(lists.list(codecOf(element)));
}

function membersOf(parts: readonly { readonly name: string; readonly type: ValueType }[]): compound.Member[] {
  const { offsets } = sequence(parts.map(({ type }) => type));
  return parts.map(({ name, type }, index) => ({
    name: camel(name),
    codec: codecOf(type),
    offset: offsets[index]!,
    optional: isPlainOption(underlying(type)),
  }));
}

function isOption(type: ValueType): boolean {
  const own = underlying(type);
  return typeof own === 'object' && own.kind === 'option';
}

/** Whether a type has `undefined` for none. */
function isPlainOption(own: Exclude<ValueType, AliasType>): boolean {
  return typeof own === 'object' && own.kind === 'option' && !isOption(own.some);
}

/** @throws LinkError if it is too large */
function shapeOf(type: CompoundType): Shape {
  const { size, alignment } = layoutOf(type);
  if (!(size <= MOST_BYTES))
    throw new LinkError(`a type has values of ${size} bytes: more than ${MOST_BYTES} there cannot be`);
  const flat = flatCount(type);
  return { size, alignment, flat, core: flat <= MOST_PARAMS ? flatten(type) : [] };
}

function variantParts(type: ValueType): { readonly discriminant: number; readonly payload: number } {
  const { discriminant, payload } = variantLayout(type);
  return { discriminant, payload };
}

/** Of values that nobody knows the type of but the codec itself. */
function erased<T>(codec: Codec<T>): Codec {
  return codec as Codec<unknown>;
}
