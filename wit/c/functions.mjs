// How the functions of wit/php.wit look in C: for each its parameters, what of them goes to the component, and how C gets
// its result. One plan serves the header and the source.
import { snake } from '../names.mjs';
import { member } from './types.mjs';

/** PHP's functions whose names C or POSIX has taken. */
const TAKEN = /^(fread|fwrite|fgets|feof|fclose|gethostbyname|getserv\w+|getproto\w+)$/;

/** The canonical ABI passes more core values than these in memory. */
const MOST_FLAT = 16;

/** The name of a function. */
export function functionName(name) {
  return TAKEN.test(name) ? `php_${name}` : snake(name);
}

/**
 * The plan of a function.
 *
 * @returns `params`: C's declarations; `flats`: expressions that the import is called with, and `flatTypes`, theirs;
 *   `before`: statements that these need; `compounds`: types that C's parameters point to; `memory`: the parameters that
 *   the import takes in memory, if they are too many; `kind`, `type` and `inner`: the result, and what it is if not FALSE
 */
export function plan(types, func) {
  const room = resultRoom(types, func);
  const kind = resultKind(types, func, room);
  const count = func.params.reduce((sum, { type }) => sum + types.flatCount(type), 0);
  const inner = func.result?.option ?? func.result;
  const found = {
    name: functionName(func.name),
    func,
    ...kind,
    inner,
    params: [],
    flats: [],
    flatTypes: [],
    before: [],
    compounds: [],
  };
  const lowering = new Lowering(types, found, room);
  if (count > MOST_FLAT) lowering.inMemory(func.params);
  else func.params.forEach((param, index) => lowering.flat(param, func.params[index - 1]));
  found.params.push(...kind.results);
  return found;
}

/** The name of the parameter that says how many bytes the result has at most, if C gives the room for them. */
function resultRoom(types, { params, result }) {
  const takes = params.some(({ type }) => type === 'bytes');
  const length = params.find(({ name }) => name === 'length');
  const inner = result?.option;
  const gives = inner === 'bytes' || types.definition(inner?.name)?.members.some(({ name }) => name === 'data');
  return !takes && length !== undefined && gives ? 'length' : null;
}

/** How C gets a result: as what the function returns, or by pointers. */
function resultKind(types, { result }, room) {
  if (result === null) return { kind: 'nothing', returns: 'void ', results: [] };
  if (typeof result === 'string' && result !== 'string')
    return { kind: 'plain', returns: `${types.c(result)} `, results: [] };
  const inner = result.option ?? result;
  if (room !== null) {
    const others =
      types.definition(inner.name)?.members.filter(({ name }) => name !== 'data' && name !== 'length') ?? [];
    const results = others.map(({ name, type }) =>
      type === 'string' ? `php_string *${snake(name)}` : `int32_t *${snake(name)}`,
    );
    return { kind: 'data', type: result, others, returns: 'int32_t ', results };
  }
  if (inner === 'string') return { kind: 'text', type: result, returns: 'const char *', results: [] };
  if (inner === 'u32' || inner === 's32') return { kind: 'number', type: result, returns: 'int32_t ', results: [] };
  if (types.isResource(inner)) return { kind: 'resource', type: result, returns: types.c(inner), results: [] };
  if (inner.tuple !== undefined) {
    return { kind: 'pair', type: result, returns: 'bool ', results: [`${types.c(inner.tuple[0])}pair[2]`] };
  }
  const returns = result.option === undefined ? 'void ' : 'bool ';
  return { kind: 'value', type: result, returns, results: [`${types.c(inner)} *result`] };
}

/** Parameters of C, and what the import gets of them. */
class Lowering {
  #types;
  #plan;
  #room;

  constructor(types, found, room) {
    this.#types = types;
    this.#plan = found;
    this.#room = room;
  }

  /** A parameter that the import takes as core values. */
  flat({ name, type }, previous) {
    const own = member(name);
    const isOption = type.option !== undefined;
    const inner = type.option ?? type;
    if (name === 'length' && (previous?.type === 'bytes' || name === this.#room))
      return this.#length(inner, isOption, previous);
    if (inner === 'bytes') return this.#bytes(own);
    if (inner === 'string') {
      this.#param(`const char *${own}`);
      if (isOption) this.#give('int32_t', `${own} != NULL`);
      this.#give('const void *', own);
      return this.#give('size_t', isOption ? `${own} == NULL ? 0 : strlen(${own})` : `strlen(${own})`);
    }
    if (typeof inner === 'string') return this.#scalar(own, inner, isOption);
    if (this.#types.isResource(inner)) {
      this.#param(`${this.#types.c(inner)}${own}`);
      if (isOption) this.#give('int32_t', `${own} != NULL`);
      return this.#give('const void *', own);
    }
    if (inner.list !== undefined) {
      this.#param(`${this.#types.c(inner.list)}const *${own}`, `size_t ${own}_count`);
      if (isOption) this.#give('int32_t', `${own} != NULL`);
      this.#give('const void *', own);
      return this.#give('size_t', isOption ? `${own} == NULL ? 0 : ${own}_count` : `${own}_count`);
    }
    this.#compound(own, type, inner, isOption);
  }

  /** Parameters that are too many to be passed as core values: a struct of them. */
  inMemory(params) {
    this.#plan.memory = params;
    for (const { name, type } of params) {
      const own = member(name);
      if (this.#types.isResource(type)) this.#param(`${this.#types.c(type)}${own}`);
      else if (type.option === 's32') this.#param(`int32_t ${own}`);
      else {
        this.#param(`const ${this.#types.c(type)} *${own}`);
        this.#plan.compounds.push(type);
      }
    }
    this.#give('const void *', '&arguments');
  }

  #scalar(own, type, isOption) {
    const c = this.#types.c(type);
    this.#param(`${c} ${own}`);
    if (isOption) this.#give('int32_t', `${own} != PHP_DEFAULT`);
    this.#give(c === 'bool' ? 'int32_t' : c, isOption ? `${own} == PHP_DEFAULT ? 0 : ${own}` : own);
  }

  /** Data to send. Its length may follow as an argument of PHP's, which then is both. */
  #bytes(own) {
    this.#param(`const void *${own}`);
    this.#give('const void *', own);
    const params = this.#plan.func.params;
    const next = params[params.findIndex(({ name }) => member(name) === own) + 1];
    if (next?.name === 'length') return this.#give('size_t', 'length < 0 ? 0 : length');
    this.#param('size_t length');
    this.#give('size_t', 'length');
  }

  #length(inner, isOption, previous) {
    const sends = previous?.type === 'bytes';
    if (!sends) this.#param('void *data');
    this.#param('int32_t length');
    // As an option it is there to be left out; a negative one is passed on, to be warned of.
    if (isOption) this.#give('int32_t', sends ? 'length < 0' : '1');
    this.#give('int32_t', isOption && sends ? 'length < 0 ? length : 0' : 'length');
  }

  #compound(own, type, inner, isOption) {
    const byValue = this.#types.definition(inner.name).kind === 'variant';
    this.#param(byValue ? `${this.#types.c(inner)} ${own}` : `const ${this.#types.c(inner)} *${own}`);
    this.#plan.compounds.push(inner);
    const pointer = byValue ? `&${own}` : own;
    this.#plan.before.push(`int32_t flat[${this.#types.flatCount(inner)}] = {0};`);
    const flatten = `flatten_${this.#types.word(inner)}(${pointer}, flat);`;
    this.#plan.before.push(isOption ? `if (${own} != NULL) ${flatten}` : flatten);
    if (isOption) this.#give('int32_t', `${own} != NULL`);
    for (let index = 0; index < this.#types.flatCount(inner); index++) this.#give('int32_t', `flat[${index}]`);
  }

  #param(...declarations) {
    this.#plan.params.push(...declarations);
  }

  #give(type, expression) {
    this.#plan.flatTypes.push(type);
    this.#plan.flats.push(expression);
  }
}
