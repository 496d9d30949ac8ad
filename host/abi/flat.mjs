// The canonical ABI's core values: what a value is as arguments and results of core functions.
//
// References: the component model's CanonicalABI.md, "Flattening".
import { casesOf, underlying } from './layout.mjs';

/** @import { FunctionType, ValueType } from './types.ts' */

/** @typedef {'i32' | 'i64' | 'f32' | 'f64'} CoreType */

/** More core values than these go in memory: as arguments, as a result. */
export const MOST_PARAMS = 16;
export const MOST_RESULTS = 1;

/** The type of a core function. @typedef {{ params: CoreType[], results: CoreType[] }} CoreSignature */

/** @param {ValueType} type @returns {CoreType[]} */
export function flatten(type) {
  const own = underlying(type);
  if (typeof own === 'string') {
    switch (own) {
      case 'string':
        return ['i32', 'i32'];
      case 's64':
      case 'u64':
        return ['i64'];
      case 'f32':
      case 'f64':
        return [own];
      default:
        return ['i32'];
    }
  }
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
      return own.items.flatMap(flatten);
    case 'variant':
    case 'enum':
    case 'option':
    case 'result':
      return ['i32', ...joined(casesOf(own).map((each) => (each.type === null ? [] : flatten(each.type))))];
  }
}

/** Core values that have room for those of each case. @param {CoreType[][]} cases @returns {CoreType[]} */
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

/** How a function's arguments and result travel. @param {FunctionType} func */
function passing({ params, result }) {
  const flatParams = params.flatMap(({ type }) => flatten(type));
  const flatResults = result === null ? [] : flatten(result);
  return {
    flatParams,
    flatResults,
    /** Whether the arguments lie in memory, laid out as a tuple, and a pointer to them is the only one. */
    paramsInMemory: flatParams.length > MOST_PARAMS,
    /** Whether the result lies in memory. */
    resultInMemory: flatResults.length > MOST_RESULTS,
  };
}

/** Whether a function's arguments go in memory. @param {FunctionType} func */
export function hasParamsInMemory(func) {
  return passing(func).paramsInMemory;
}

/** Whether a function's result goes in memory. @param {FunctionType} func */
export function hasResultInMemory(func) {
  return passing(func).resultInMemory;
}

/** A function as a core module imports it: it says where a result in memory is to go. @param {FunctionType} func @returns {CoreSignature} */
export function importSignature(func) {
  const { flatParams, flatResults, paramsInMemory, resultInMemory } = passing(func);
  const params = paramsInMemory ? [/** @type {CoreType} */ ('i32')] : flatParams;
  return resultInMemory ? { params: [...params, 'i32'], results: [] } : { params, results: flatResults };
}

/** A function as a core module exports it: it gives a pointer to a result in memory. @param {FunctionType} func @returns {CoreSignature} */
export function exportSignature(func) {
  const { flatParams, flatResults, paramsInMemory, resultInMemory } = passing(func);
  return { params: paramsInMemory ? ['i32'] : flatParams, results: resultInMemory ? ['i32'] : flatResults };
}
