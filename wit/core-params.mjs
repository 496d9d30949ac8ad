// The parameters of an imported core function, named: what a guest in any language declares.
import { casesOf, flatten, hasParamsInMemory, hasResultInMemory, underlying } from './model/index.mjs';

/** @import { CoreType } from '../host/abi/flat.mjs' */
/** @import { Func, Type } from './model/types.ts' */

/**
 * `role`: a pointer, a length (of a list or a string), the number of a case, or a value.
 *
 * @typedef {{ name: string, type: CoreType, role: 'pointer' | 'length' | 'case' | 'value', of: Type | null }} CoreParam
 */

/**
 * @param {Func} func
 * @returns {CoreParam[]} names in kebab-case
 */
export function coreParams(func) {
  const params = hasParamsInMemory(func)
    ? [pointer('parameters')]
    : func.params.flatMap((param) => lowered(param.name === 'self' ? 'self' : param.name, param.type));
  return hasResultInMemory(func) ? [...params, pointer('result')] : params;
}

/** @param {string} name @param {Type | null} of @returns {CoreParam} */
function pointer(name, of = null) {
  return { name, type: 'i32', role: 'pointer', of };
}

/** @param {string} name @param {Type} type @returns {CoreParam[]} */
function lowered(name, type) {
  const own = underlying(type);
  if (own === 'string' || (typeof own === 'object' && own.kind === 'list')) {
    return [pointer(name, own), { name: `${name}-length`, type: 'i32', role: 'length', of: own }];
  }
  if (typeof own === 'object') {
    switch (own.kind) {
      case 'record':
        return own.fields.flatMap((field) => lowered(`${name}-${field.name}`, field.type));
      case 'tuple':
        return own.items.flatMap((item, index) => lowered(`${name}-${index}`, item));
      case 'variant':
      case 'option':
      case 'result':
        return [{ name: `${name}-case`, type: 'i32', role: 'case', of: own }, ...payload(name, own)];
    }
  }
  return flatten(own).map((core) => ({ name, type: core, role: 'value', of: own }));
}

/** Where there is one payload only, it keeps its form. @param {string} name @param {Type} type @returns {CoreParam[]} */
function payload(name, type) {
  const [only, ...more] = casesOf(type).flatMap((each) => (each.type === null ? [] : [each.type]));
  if (only !== undefined && more.length === 0) return lowered(name, only);
  const values = flatten(type).slice(1);
  return values.map((core, index) => ({ name: `${name}-${index}`, type: core, role: 'value', of: null }));
}
