// The canonical ABI's layout of values in memory: sizes, alignments and offsets, in bytes.
//
// References: the component model's CanonicalABI.md, "Alignment" and "Element Size".

/** @import { AliasType, Primitive, ValueType } from './types.ts' */

/** @type {Readonly<Record<Exclude<Primitive, 'string'>, number>>} */
const PRIMITIVES = {
  bool: 1,
  s8: 1,
  u8: 1,
  s16: 2,
  u16: 2,
  s32: 4,
  u32: 4,
  s64: 8,
  u64: 8,
  f32: 4,
  f64: 8,
  char: 4,
};

/** A pointer and a length, each of 32 bits. */
const POINTER = 4;

/** A handle's number. */
const HANDLE = 4;

/** More flags than these the component model does not allow. */
const MOST_FLAGS = 32;

/** The type itself, where a name stands for another. @param {ValueType} type @returns {Exclude<ValueType, AliasType>} */
export function underlying(type) {
  let own = type;
  while (typeof own === 'object' && own.kind === 'alias') own = own.type;
  return own;
}

/** @param {ValueType} type */
export function alignmentOf(type) {
  return layoutOf(type).alignment;
}

/** @param {ValueType} type */
export function sizeOf(type) {
  return layoutOf(type).size;
}

/** @typedef {{ readonly size: number, readonly alignment: number }} Layout */

/**
 * What has been worked out. A type may be part of another in many places, and that one of a third: a component has few types,
 * and as many places as it likes.
 *
 * @type {WeakMap<object, Layout>}
 */
const known = new WeakMap();

/** @param {ValueType} type @returns {Layout} */
export function layoutOf(type) {
  const own = underlying(type);
  if (own === 'string') return { size: 2 * POINTER, alignment: POINTER };
  if (typeof own === 'string') return { size: PRIMITIVES[own], alignment: PRIMITIVES[own] };
  let layout = known.get(own);
  if (layout === undefined) known.set(own, (layout = compoundLayout(own)));
  return layout;
}

/** @param {Exclude<ValueType, AliasType | Primitive>} own @returns {Layout} */
function compoundLayout(own) {
  switch (own.kind) {
    case 'list':
      return { size: 2 * POINTER, alignment: POINTER };
    case 'own':
    case 'borrow':
      return { size: HANDLE, alignment: HANDLE };
    case 'flags': {
      const size = flagBytes(own.flags.length);
      return { size, alignment: size };
    }
    case 'record':
      return sizes(sequence(own.fields.map((field) => field.type)));
    case 'tuple':
      return sizes(sequence(own.items));
    case 'variant':
    case 'enum':
    case 'option':
    case 'result':
      return sizes(variantLayout(own));
  }
}

/** @param {Layout} layout @returns {Layout} */
function sizes({ size, alignment }) {
  return { size, alignment };
}

/** How many bytes flags take. @param {number} count @throws {RangeError} if they are too many */
function flagBytes(count) {
  if (count > MOST_FLAGS) throw new RangeError(`${count} flags: more than ${MOST_FLAGS} there cannot be`);
  return count <= 8 ? 1 : count <= 16 ? 2 : 4;
}

/**
 * Values one after another, as in a record, a tuple, or arguments in memory.
 *
 * @param {readonly ValueType[]} types
 * @returns {{ size: number, alignment: number, offsets: number[] }} where each begins
 */
export function sequence(types) {
  let end = 0;
  let alignment = 1;
  const offsets = types.map((type) => {
    const layout = layoutOf(type);
    const start = aligned(end, layout.alignment);
    alignment = Math.max(alignment, layout.alignment);
    end = start + layout.size;
    return start;
  });
  return { size: aligned(end, alignment), alignment, offsets };
}

/**
 * Where each member begins.
 *
 * @param {ValueType} type a record or a tuple
 * @returns {number[]}
 */
export function offsetsOf(type) {
  const own = underlying(type);
  if (typeof own === 'object' && own.kind === 'record') return sequence(own.fields.map((field) => field.type)).offsets;
  if (typeof own === 'object' && own.kind === 'tuple') return sequence(own.items).offsets;
  throw new TypeError('only records and tuples have members');
}

/**
 * The cases of a variant, and of what the canonical ABI treats as one. A case's number is its position.
 *
 * @param {ValueType} type a variant, an enum, an option or a result
 * @returns {{ name: string, type: ValueType | null }[]}
 */
export function casesOf(type) {
  const own = underlying(type);
  if (typeof own === 'object') {
    switch (own.kind) {
      case 'variant':
        return own.cases.map((each) => ({ name: each.name, type: each.type }));
      case 'enum':
        return own.cases.map(({ name }) => ({ name, type: null }));
      case 'option':
        return [
          { name: 'none', type: null },
          { name: 'some', type: own.some },
        ];
      case 'result':
        return [
          { name: 'ok', type: own.ok },
          { name: 'error', type: own.error },
        ];
    }
  }
  throw new TypeError('only variants, enums, options and results have cases');
}

/**
 * The layout of a variant: the case's number at 0, then its payload, whichever it is, at one offset.
 *
 * @param {ValueType} type as `casesOf` takes
 * @returns {{ size: number, alignment: number, discriminant: 1 | 2 | 4, payload: number }} `discriminant`: the number's size
 */
export function variantLayout(type) {
  const cases = casesOf(type);
  const discriminant = cases.length <= 0x100 ? 1 : cases.length <= 0x10000 ? 2 : 4;
  let [largest, widest] = [0, 1];
  for (const { type: own } of cases) {
    if (own === null) continue;
    const layout = layoutOf(own);
    largest = Math.max(largest, layout.size);
    widest = Math.max(widest, layout.alignment);
  }
  const alignment = Math.max(discriminant, widest);
  const payload = aligned(discriminant, widest);
  const size = aligned(payload + largest, alignment);
  return { size, alignment, discriminant, payload };
}

/** The next multiple of an alignment. @param {number} offset @param {number} alignment */
function aligned(offset, alignment) {
  return Math.ceil(offset / alignment) * alignment;
}
