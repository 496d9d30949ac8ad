// How values of the component model are called in TypeScript: the forms that `jco transpile` gives them.

/** @import { Primitive } from './types.ts' */

/** Lists of numbers. @type {Partial<Record<Primitive, string>>} */
export const ARRAYS = {
  u8: 'Uint8Array',
  s8: 'Int8Array',
  u16: 'Uint16Array',
  s16: 'Int16Array',
  u32: 'Uint32Array',
  s32: 'Int32Array',
  u64: 'BigUint64Array',
  s64: 'BigInt64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

/** @param {Primitive} type @returns {string} */
export function primitiveText(type) {
  if (type === 'string' || type === 'char') return 'string';
  if (type === 'bool') return 'boolean';
  return type === 'u64' || type === 's64' ? 'bigint' : 'number';
}
