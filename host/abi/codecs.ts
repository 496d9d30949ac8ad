import type { Codec, Shape } from './codec.ts';
import * as compound from './compounds.ts';
import { flatten } from './flat.mjs';
import { casesOf, layoutOf, sequence, underlying, variantLayout } from './layout.mjs';
import { camel, pascal } from './names.ts';
import * as scalar from './scalars.ts';
import type { AliasType, OptionType, Primitive, ValueType, VariantType } from './types.ts';

/** What has been made: types are shared, as data of modules. */
const made = new WeakMap<object, Codec>();

/**
 * The codec of a type. Not every type that the component model has is one here.
 *
 * @throws TypeError if there is none
 */
export function codecOf(type: ValueType): Codec {
  const own = underlying(type);
  if (typeof own === 'string') return scalarCodec(own);
  let codec = made.get(own);
  if (codec === undefined) made.set(own, (codec = compoundCodec(own)));
  return codec;
}

function compoundCodec(own: Exclude<ValueType, Primitive | AliasType>): Codec {
  switch (own.kind) {
    case 'list': {
      const element = underlying(own.element);
      if (element === 'u8') return erased(scalar.bytes);
      if (element === 'u32') return erased(compound.numbers(scalar.integer('u32')));
      return erased(compound.list(codecOf(element)));
    }
    case 'option':
      return compound.option(shapeOf(own), codecOf(own.some), variantLayout(own).payload);
    case 'tuple':
      return erased(compound.tuple(shapeOf(own), membersOf(own.items.map((item) => ({ name: '', type: item })))));
    case 'record':
      return erased(compound.record(shapeOf(own), membersOf(own.fields)));
    case 'variant':
      return variantCodec(own);
    case 'enum':
      return erased(
        scalar.enumeration(
          shapeOf(own),
          own.cases.map(({ name }) => name),
        ),
      );
    case 'flags':
      return erased(
        compound.flags(
          shapeOf(own),
          own.flags.map(({ name }) => camel(name)),
        ),
      );
    case 'own':
    case 'borrow':
      return scalar.handle(pascal(own.resource.name));
    case 'result':
      throw new TypeError('a result has no codec here');
  }
}

function scalarCodec(type: Primitive): Codec {
  switch (type) {
    case 'bool':
      return erased(scalar.bool);
    case 'f64':
      return erased(scalar.float);
    case 'string':
      return erased(scalar.string);
    case 'u64':
      return erased(scalar.u64);
    case 'u8':
    case 'u16':
    case 'u32':
    case 's32':
      return erased(scalar.integer(type));
    default:
      throw new TypeError(`a ${type} has no codec here`);
  }
}

function variantCodec(type: VariantType): Codec {
  if (flatten(type).some((core) => core !== 'i32')) throw new TypeError('a variant has integers of 32 bits here');
  const cases = casesOf(type).map((each) => ({
    tag: each.name,
    codec: each.type === null ? null : codecOf(each.type),
  }));
  return erased(compound.variant(shapeOf(type), cases, variantLayout(type).payload));
}

function membersOf(parts: readonly { readonly name: string; readonly type: ValueType }[]): compound.Member[] {
  const { offsets } = sequence(parts.map(({ type }) => type));
  return parts.map(({ name, type }, index) => ({
    name: camel(name),
    codec: codecOf(type),
    offset: offsets[index]!,
    optional: isOption(underlying(type)),
  }));
}

function isOption(type: ValueType): type is OptionType {
  return typeof type === 'object' && type.kind === 'option';
}

function shapeOf(type: ValueType): Shape {
  return { ...layoutOf(type), flat: flatten(type).length };
}

/** Of values that nobody knows the type of but the codec itself. */
function erased<T>(codec: Codec<T>): Codec {
  return codec as Codec<unknown>;
}
