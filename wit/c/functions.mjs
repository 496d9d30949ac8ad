// How the functions of wit/php.wit look in C: for each its parameters, what of them goes to the component, and how C gets
// its result. One plan serves the header and the source.
import { flatten, hasParamsInMemory } from '../model/index.mjs';
import { isBytes, snake, someOf } from '../names.mjs';
import { isHandle, member, typeName, wordOf } from './types.mjs';

/** @import { Field, Func, Param, Type } from '../model/types.ts' */

/**
 * How C gets a result: as what the function returns, or by pointers.
 *
 * - `returns`: the function's type in C, `results`: its parameters for the result
 * - `inner`: what the result is if it is not FALSE
 * - of `data`, which C gives the room for, `others`: what comes with it
 *
 * @typedef {{ returns: string, results: string[] } & (
 *   | { kind: 'nothing', inner: null }
 *   | { kind: 'plain', inner: Type }
 *   | { kind: 'text' | 'number' | 'resource' | 'value', type: Type, inner: Type }
 *   | { kind: 'pair', type: Type, inner: Type, item: Type }
 *   | { kind: 'data', type: Type, inner: Type, others: Field[] }
 * )} Result
 */

/**
 * What the import gets of C's parameters.
 *
 * - `params`: C's declarations
 * - `flats`: expressions that the import is called with, and `flatTypes`, theirs
 * - `before`: statements that these need
 * - `compounds`: types that C's parameters point to
 * - `memory`: the parameters that the import takes in memory, if they are too many
 *
 * @typedef {{
 *   params: string[], flats: string[], flatTypes: string[], before: string[], compounds: Type[],
 *   memory: readonly Param[] | null,
 * }} Arguments
 */

/** @typedef {Arguments & { name: string, func: Func, result: Result }} Plan */

/** PHP's functions whose names C or POSIX has taken. */
const TAKEN = /^(fread|fwrite|fgets|feof|fclose|gethostbyname|getserv\w+|getproto\w+)$/;

/** The name of a function. @param {string} name */
export function functionName(name) {
  return TAKEN.test(name) ? `php_${name}` : snake(name);
}

/** The plan of a function. @param {Func} func @returns {Plan} */
export function plan(func) {
  const room = hasResultRoom(func);
  const result = resultOf(func, room);
  const lowering = new Lowering(func, room);
  if (hasParamsInMemory(func)) lowering.inMemory(func.params);
  else for (const [index, param] of func.params.entries()) lowering.flat(param, func.params[index - 1]);
  const { arguments: given } = lowering;
  return { ...given, name: functionName(func.name), func, result, params: [...given.params, ...result.results] };
}

/** The fields of a record; of other types none. @param {Type | null} type */
export function fieldsOf(type) {
  return typeof type === 'object' && type?.kind === 'record' ? type.fields : [];
}

/** Whether the parameter `length` says how many bytes the result has at most, which C gives the room for. @param {Func} func */
function hasResultRoom({ params, result }) {
  const takes = params.some(({ type }) => isBytes(type));
  const inner = someOf(result);
  const gives = isBytes(inner) || fieldsOf(inner).some(({ name }) => name === 'data');
  return !takes && gives && params.some(({ name }) => name === 'length');
}

/** @param {Func} func @param {boolean} room @returns {Result} */
function resultOf({ result: type }, room) {
  const inner = someOf(type) ?? type;
  if (type === null || inner === null) return { kind: 'nothing', inner: null, returns: 'void ', results: [] };
  if (typeof type === 'string' && type !== 'string') {
    return { kind: 'plain', inner, returns: `${typeName(type)} `, results: [] };
  }
  if (room) {
    const others = fieldsOf(inner).filter(({ name }) => name !== 'data' && name !== 'length');
    const results = others.map((field) =>
      field.type === 'string' ? `php_string *${snake(field.name)}` : `int32_t *${snake(field.name)}`,
    );
    return { kind: 'data', type, inner, others, returns: 'int32_t ', results };
  }
  if (inner === 'string') return { kind: 'text', type, inner, returns: 'const char *', results: [] };
  if (inner === 'u32' || inner === 's32') return { kind: 'number', type, inner, returns: 'int32_t ', results: [] };
  if (isHandle(inner)) return { kind: 'resource', type, inner, returns: typeName(inner), results: [] };
  if (typeof inner === 'object' && inner.kind === 'tuple') {
    const [item] = inner.items;
    if (item === undefined) throw new TypeError('a tuple of nothing');
    return { kind: 'pair', type, inner, item, returns: 'bool ', results: [`${typeName(item)}pair[2]`] };
  }
  const returns = someOf(type) === null ? 'void ' : 'bool ';
  return { kind: 'value', type, inner, returns, results: [`${typeName(inner)} *result`] };
}

/** Parameters of C, and what the import gets of them. */
class Lowering {
  /** @type {Arguments} */
  arguments = { params: [], flats: [], flatTypes: [], before: [], compounds: [], memory: null };
  #func;
  #room;

  /** @param {Func} func @param {boolean} room */
  constructor(func, room) {
    this.#func = func;
    this.#room = room;
  }

  /** A parameter that the import takes as core values. @param {Param} param @param {Param | undefined} previous */
  flat({ name, type }, previous) {
    const own = member(name);
    const inner = someOf(type) ?? type;
    const isOption = inner !== type;
    const sends = previous !== undefined && isBytes(previous.type);
    if (name === 'length' && (sends || this.#room)) return this.#length(isOption, sends);
    if (isBytes(inner)) return this.#bytes(own);
    if (inner === 'string') {
      this.#param(`const char *${own}`);
      if (isOption) this.#give('int32_t', `${own} != NULL`);
      this.#give('const void *', own);
      return this.#give('size_t', isOption ? `${own} == NULL ? 0 : strlen(${own})` : `strlen(${own})`);
    }
    if (typeof inner === 'string') return this.#scalar(own, inner, isOption);
    if (isHandle(inner)) {
      this.#param(`${typeName(inner)}${own}`);
      if (isOption) this.#give('int32_t', `${own} != NULL`);
      return this.#give('const void *', own);
    }
    if (inner.kind === 'list') {
      this.#param(`${typeName(inner.element)}const *${own}`, `size_t ${own}_count`);
      if (isOption) this.#give('int32_t', `${own} != NULL`);
      this.#give('const void *', own);
      return this.#give('size_t', isOption ? `${own} == NULL ? 0 : ${own}_count` : `${own}_count`);
    }
    this.#compound(own, inner, isOption);
  }

  /** Parameters that are too many to be passed as core values: a struct of them. @param {readonly Param[]} params */
  inMemory(params) {
    this.arguments.memory = params;
    for (const { name, type } of params) {
      const own = member(name);
      if (isHandle(type)) this.#param(`${typeName(type)}${own}`);
      else if (someOf(type) === 's32') this.#param(`int32_t ${own}`);
      else {
        this.#param(`const ${typeName(type)} *${own}`);
        this.arguments.compounds.push(type);
      }
    }
    this.#give('const void *', '&arguments');
  }

  /** @param {string} own @param {Type} type @param {boolean} isOption */
  #scalar(own, type, isOption) {
    const c = typeName(type);
    this.#param(`${c} ${own}`);
    if (isOption) this.#give('int32_t', `${own} != PHP_DEFAULT`);
    this.#give(c === 'bool' ? 'int32_t' : c, isOption ? `${own} == PHP_DEFAULT ? 0 : ${own}` : own);
  }

  /** Data to send. Its length may follow as an argument of PHP's, which then is both. @param {string} own */
  #bytes(own) {
    this.#param(`const void *${own}`);
    this.#give('const void *', own);
    const params = this.#func.params;
    const next = params[params.findIndex(({ name }) => member(name) === own) + 1];
    if (next?.name === 'length') return this.#give('size_t', 'length < 0 ? 0 : length');
    this.#param('size_t length');
    this.#give('size_t', 'length');
  }

  /** @param {boolean} isOption @param {boolean} sends */
  #length(isOption, sends) {
    if (!sends) this.#param('void *data');
    this.#param('int32_t length');
    // As an option it is there to be left out; a negative one is passed on, to be warned of.
    if (isOption) this.#give('int32_t', sends ? 'length < 0' : '1');
    this.#give('int32_t', isOption && sends ? 'length < 0 ? length : 0' : 'length');
  }

  /** @param {string} own @param {Exclude<Type, string>} type @param {boolean} isOption */
  #compound(own, type, isOption) {
    const byValue = type.kind === 'variant';
    const count = flatten(type).length;
    this.#param(byValue ? `${typeName(type)} ${own}` : `const ${typeName(type)} *${own}`);
    this.arguments.compounds.push(type);
    this.arguments.before.push(`int32_t flat[${count}] = {0};`);
    const lowered = `flatten_${wordOf(type)}(${byValue ? `&${own}` : own}, flat);`;
    this.arguments.before.push(isOption ? `if (${own} != NULL) ${lowered}` : lowered);
    if (isOption) this.#give('int32_t', `${own} != NULL`);
    for (let index = 0; index < count; index++) this.#give('int32_t', `flat[${index}]`);
  }

  /** @param {string[]} declarations */
  #param(...declarations) {
    this.arguments.params.push(...declarations);
  }

  /** @param {string} type @param {string} expression */
  #give(type, expression) {
    this.arguments.flatTypes.push(type);
    this.arguments.flats.push(expression);
  }
}
