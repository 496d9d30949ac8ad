// The canonical ABI's core values: what a value is as arguments and results of core functions.
//
// References: the component model's CanonicalABI.md, "Flattening".
import { casesOf, underlying } from './layout.mjs';

/** @import { AliasType, FunctionType, Primitive, ValueType } from './types.ts' */

/** @typedef {Exclude<ValueType, AliasType | Primitive>} Compound */

/** @typedef {'i32' | 'i64' | 'f32' | 'f64'} CoreType */

/** A core value as JavaScript has it: an i64 is a bigint, the others are numbers. @typedef {number | bigint} CoreValue */

/** More core values than these go in memory: as arguments, as a result. */
export const MOST_PARAMS = 16;
export const MOST_RESULTS = 1;

/** The type of a core function. @typedef {{ params: CoreType[], results: CoreType[] }} CoreSignature */

/** What has been worked out: see layout.mjs. @type {WeakMap<object, readonly CoreType[]>} */
const flattened = new WeakMap();

/** @type {WeakMap<object, number>} */
const counted = new WeakMap();

/**
 * How many core values a type is. There may be more of them than a list of their types could have.
 *
 * @param {ValueType} type
 * @returns {number}
 */
export function flatCount(type) {
  const own = underlying(type);
  if (typeof own === 'string') return own === 'string' ? 2 : 1;
  let count = counted.get(own);
  if (count === undefined) counted.set(own, (count = compoundCount(own)));
  return count;
}

/** @param {Compound} own @returns {number} */
function compoundCount(own) {
  switch (own.kind) {
    case 'list':
      return 2;
    case 'own':
    case 'borrow':
    case 'flags':
      return 1;
    case 'record':
      return own.fields.reduce((count, field) => count + flatCount(field.type), 0);
    case 'tuple':
      return own.items.reduce((count, item) => count + flatCount(item), 0);
    case 'variant':
    case 'enum':
    case 'option':
    case 'result':
      return 1 + casesOf(own).reduce((most, { type }) => Math.max(most, type === null ? 0 : flatCount(type)), 0);
  }
}

/**
 * The core values of a type that goes as core values: those of a large one need not fit in memory.
 *
 * @param {ValueType} type
 * @returns {readonly CoreType[]}
 */
export function flatten(type) {
  const own = underlying(type);
  if (typeof own === 'string') return PRIMITIVES[own];
  let flat = flattened.get(own);
  if (flat === undefined) flattened.set(own, (flat = Object.freeze(flattenCompound(own))));
  return flat;
}

/** @type {Readonly<Record<Primitive, readonly CoreType[]>>} */
const PRIMITIVES = {
  bool: ['i32'],
  s8: ['i32'],
  u8: ['i32'],
  s16: ['i32'],
  u16: ['i32'],
  s32: ['i32'],
  u32: ['i32'],
  s64: ['i64'],
  u64: ['i64'],
  f32: ['f32'],
  f64: ['f64'],
  char: ['i32'],
  string: ['i32', 'i32'],
};

/** @param {Compound} own @returns {CoreType[]} */
function flattenCompound(own) {
  switch (own.kind) {
    case 'list':
      return ['i32', 'i32'];
    case 'own':
    case 'borrow':
    case 'flags':
      return ['i32'];
    case 'record':
      return own.fields.flatMap((field) => flatten(field.type));
    case 'tuple':
      return own.items.flatMap((item) => flatten(item));
    case 'variant':
    case 'enum':
    case 'option':
    case 'result':
      return ['i32', ...joined(casesOf(own).map((each) => (each.type === null ? [] : flatten(each.type))))];
  }
}

/** Core values that have room for those of each case. @param {(readonly CoreType[])[]} cases @returns {CoreType[]} */
function joined(cases) {
  /** @type {CoreType[]} */
  const values = [];
  for (const flat of cases) {
    for (const [at, type] of flat.entries()) values[at] = at < values.length ? join(values[at] ?? type, type) : type;
  }
  return values;
}

/** @param {CoreType} a @param {CoreType} b @returns {CoreType} */
function join(a, b) {
  if (a === b) return a;
  return [a, b].every((type) => type === 'i32' || type === 'f32') ? 'i32' : 'i64';
}

/** Whether a function's arguments lie in memory, laid out as a tuple, and a pointer to them is the only one. @param {FunctionType} func */
export function hasParamsInMemory({ params }) {
  return params.reduce((count, { type }) => count + flatCount(type), 0) > MOST_PARAMS;
}

/** Whether a function's result lies in memory. @param {FunctionType} func */
export function hasResultInMemory({ result }) {
  return result !== null && flatCount(result) > MOST_RESULTS;
}

/** A function's arguments, where they or a pointer to them go. @param {FunctionType} func @returns {CoreType[]} */
function paramTypes(func) {
  return hasParamsInMemory(func) ? ['i32'] : func.params.flatMap(({ type }) => flatten(type));
}

/** A result that does not lie in memory. @param {FunctionType} func @returns {CoreType[]} */
function resultTypes({ result }) {
  return result === null ? [] : [...flatten(result)];
}

/** A function as a core module imports it: it says where a result in memory is to go. @param {FunctionType} func @returns {CoreSignature} */
export function importSignature(func) {
  const params = paramTypes(func);
  return hasResultInMemory(func) ? { params: [...params, 'i32'], results: [] } : { params, results: resultTypes(func) };
}

/** A function as a core module exports it: it gives a pointer to a result in memory. @param {FunctionType} func @returns {CoreSignature} */
export function exportSignature(func) {
  return { params: paramTypes(func), results: hasResultInMemory(func) ? ['i32'] : resultTypes(func) };
}
