// The canonical ABI's numbers as named constants: sizes and offsets, in bytes, of what crosses the boundary in memory.
// Guests, hosts and C get the same names.
import {
  casesOf,
  hasParamsInMemory,
  hasResultInMemory,
  layoutOf,
  offsetsOf,
  sequence,
  underlying,
  variantLayout,
} from './model/index.mjs';
import { screaming } from './names.mjs';

/** @import { Definition, Func, Interface, Type } from './model/types.ts' */

/**
 * The numbers of one type or function.
 *
 * @typedef {{ about: string, numbers: [name: string, value: number][] }} Group
 */

/**
 * - of a type: `NAME_SIZE`, `NAME_ALIGNMENT`; of a record `NAME_FIELD`, where a field begins; of a variant `NAME_PAYLOAD`
 * - of a field that is an option, or a case: `NAME_FIELD_SOME`, where its value begins
 * - of a function with a result in memory: `NAME_RESULT_SIZE` …, `NAME_RESULT_PAYLOAD`, and where an item of a tuple begins
 * - of a function with its arguments in memory: `NAME_PARAMS_SIZE` …, and where each begins
 *
 * @param {Interface} api
 * @returns {Group[]}
 */
export function numbersOf(api) {
  return [
    ...api.definitions.map((definition) => group(`\`${definition.name}\``, definitionNumbers(definition))),
    ...api.functions.map((func) => group(`\`${func.fullName}\``, functionNumbers(func))),
  ].filter(({ numbers }) => numbers.length > 0);
}

/** @param {string} about @param {Group['numbers']} numbers @returns {Group} */
function group(about, numbers) {
  return { about, numbers };
}

/** @param {Definition} definition @returns {Group['numbers']} */
function definitionNumbers(definition) {
  const { name } = definition;
  switch (definition.kind) {
    case 'resource':
    case 'enum':
      return [];
    case 'record':
      return [...sizes(name, definition), ...members(name, definition.fields, offsetsOf(definition))];
    case 'variant':
      return [...sizes(name, definition), ...payload(name, definition)];
    case 'flags':
    case 'alias':
      return sizes(name, definition);
  }
}

/** @param {string} name @param {Type} type @returns {Group['numbers']} */
function sizes(name, type) {
  const { size, alignment } = layoutOf(type);
  return [
    [screaming(name, 'size'), size],
    [screaming(name, 'alignment'), alignment],
  ];
}

/**
 * @param {string} name
 * @param {readonly { name: string, type: Type }[]} parts
 * @param {readonly number[]} offsets
 * @returns {Group['numbers']}
 */
function members(name, parts, offsets) {
  return parts.flatMap((part, index) => {
    const offset = offsets[index] ?? 0;
    const own = underlying(part.type);
    /** @type {Group['numbers']} */
    const numbers = [[screaming(name, part.name), offset]];
    if (typeof own === 'object' && own.kind === 'option') {
      numbers.push([screaming(name, part.name, 'some'), offset + variantLayout(own).payload]);
    }
    return numbers;
  });
}

/** @param {string} name @param {Type} type @returns {Group['numbers']} */
function payload(name, type) {
  const { discriminant, payload: offset } = variantLayout(type);
  // What lifts and lowers by hand reads one byte.
  if (discriminant > 1) throw new RangeError(`${name} has more cases than a byte numbers`);
  if (casesOf(type).every((each) => each.type === null)) return [];
  /** @type {Group['numbers']} */
  const numbers = [[screaming(name, 'payload'), offset]];
  for (const each of casesOf(type)) {
    const own = each.type === null ? null : underlying(each.type);
    if (typeof own !== 'object' || own?.kind !== 'option') continue;
    numbers.push([screaming(name, each.name, 'some'), offset + variantLayout(own).payload]);
  }
  return numbers;
}

/** @param {Func} func @returns {Group['numbers']} */
function functionNumbers(func) {
  const { name, params, result } = func;
  /** @type {Group['numbers']} */
  const numbers = [];
  if (hasParamsInMemory(func)) {
    const layout = sequence(params.map(({ type }) => type));
    numbers.push(
      [screaming(name, 'params-size'), layout.size],
      [screaming(name, 'params-alignment'), layout.alignment],
    );
    numbers.push(...members(`${name}-params`, params, layout.offsets));
  }
  if (result !== null && hasResultInMemory(func)) {
    numbers.push(...sizes(`${name}-result`, result));
    const own = underlying(result);
    if (typeof own === 'object' && (own.kind === 'result' || own.kind === 'option')) {
      numbers.push(...payload(`${name}-result`, own), ...items(name, own));
    }
  }
  return numbers;
}

/** Where the items of a tuple begin, if a function gives one. @param {string} name @param {Type} result @returns {Group['numbers']} */
function items(name, result) {
  const [tuple] = casesOf(result).flatMap(({ type }) => {
    const own = type === null ? null : underlying(type);
    return typeof own === 'object' && own?.kind === 'tuple' ? [own] : [];
  });
  if (tuple === undefined) return [];
  const start = variantLayout(result).payload;
  return offsetsOf(tuple).map((offset, index) => [screaming(name, `result-item-${index}`), start + offset]);
}
