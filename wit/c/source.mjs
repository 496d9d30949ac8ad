// The text of c/php/php.c: what the functions of c/include/wasock/php.h do.
import { plan } from './functions.mjs';
import { freed, publicTypes, typeText } from './header.mjs';
import { snake } from '../names.mjs';
import { caseName, member, Types, wrapped } from './types.mjs';

const INTERFACE = 'wasock:sockets/php@0.1.0';

const HEAD = `// The functions of wasock/php.h: each calls its import, whose results are in memory that cabi_realloc gave.
// Generated from wit/php.wit by \`npm run wit\`; not to be edited.
#include "values.h"

#define IMPORT(name) __attribute__((import_module("${INTERFACE}"), import_name(name)))

`;

/** @param api what parseInterface gave @returns {string} */
export function sourceText(api) {
  const types = new Types(api);
  const plans = api.functions.map((func) => plan(types, func));
  const flattened = types.ordered(plans.filter(({ memory }) => !memory).flatMap(({ compounds }) => compounds));
  const visited = types.ordered(freed(types, plans)).filter((type) => types.isOwning(type));
  const known = new Set(publicTypes(types, plans).map((type) => types.word(type)));
  const own = types.ordered(
    plans.flatMap(({ func, type }) => [...func.params.map((param) => param.type), type ?? null]),
  );
  return [
    HEAD,
    '// What only imports take and give.\n',
    ...own
      .filter((type) => typeof type === 'object' && !known.has(types.word(type)))
      .map((type) => typeText(types, type)),
    ...api.resources.map(dropText),
    ...flattened.map((type) => flattenText(types, type)),
    ...visited.map((type) => visitText(types, type)),
    ...freed(types, plans).map((type) => freeText(types, type)),
    ...plans.map((found) => wrapped(functionText(types, found))),
  ].join('');
}

function dropText({ name }) {
  const own = `php_${snake(name)}`;
  return [
    `IMPORT("[resource-drop]${name}") void wasock_php_drop_${snake(name)}(${own} *);\n`,
    `void ${own}_free(${own} *${snake(name)}) {\n  if (${snake(name)} != NULL) wasock_php_drop_${snake(name)}(${snake(name)});\n}\n\n`,
    `static void visit_${snake(name)}(${own} **value, enum visit visit) {\n`,
    `  if (visit != FREE) return;\n  ${own}_free(*value);\n  *value = NULL;\n}\n\n`,
  ].join('');
}

/** A function that writes a value as core values, where the first of them belongs, and gives the place after them. */
function flattenText(types, type) {
  if (typeof type === 'string' || type.list !== undefined) return type === 'string' ? FLATTEN_STRING : '';
  const head = `static int32_t *flatten_${types.word(type)}(const ${types.c(type)} *value, int32_t *flat) {\n`;
  const end = `  return flat;\n}\n\n`;
  const write = (part, expression) => {
    if (types.isResource(part)) return `*flat++ = (int32_t)${expression};`;
    return typeof part === 'string' && part !== 'string'
      ? `*flat++ = (int32_t)${expression};`
      : `flat = flatten_${types.word(part)}(&${expression}, flat);`;
  };
  if (type.option !== undefined) {
    if (types.isResource(type.option) || type.option.list !== undefined || type.option === 'f64') return '';
    // What is not there is as many zeros.
    const rest = types.flatCount(type.option);
    return `${head}  *flat++ = value->is_some;\n  if (!value->is_some) return flat + ${rest};\n  ${write(type.option, 'value->value')}\n${end}`;
  }
  const { kind, members } = types.definition(type.name);
  if (kind === 'record')
    return `${head}${members.map((part) => `  ${write(part.type, `value->${member(part.name)}`)}\n`).join('')}${end}`;
  const cases = members.map(
    (part) =>
      `    case ${caseName(type.name, part.name)}:\n      ${write(part.type, `value->${member(part.name)}`)}\n      break;\n`,
  );
  return [
    head,
    `  int32_t *end = flat + ${types.flatCount(type)};\n  *flat++ = value->tag;\n`,
    `  switch (value->tag) {\n${cases.join('')}  }\n  return end;\n}\n\n`,
  ].join('');
}

const FLATTEN_STRING = `static int32_t *flatten_string(const php_string *value, int32_t *flat) {
  *flat++ = (int32_t)value->data;
  *flat++ = (int32_t)value->length;
  return flat;
}

`;

/** A function that goes to all memory and resources that a result holds. */
function visitText(types, type) {
  if (type === 'string' || type === 'bytes') return '';
  const head = `static void visit_${types.word(type)}(${types.c(type)} *value, enum visit visit) {\n`;
  const go = (part, expression) => `visit_${types.word(part)}(&${expression}, visit);`;
  if (type.option !== undefined) {
    return [
      head,
      `  if (value->is_some) ${go(type.option, 'value->value')}\n`,
      `  if (!value->is_some || visit == FREE) memset(value, 0, sizeof *value);\n}\n\n`,
    ].join('');
  }
  if (type.list !== undefined) {
    const each = types.isOwning(type.list)
      ? `  for (size_t i = 0; i < value->count; i++) ${go(type.list, 'value->items[i]')}\n`
      : '';
    return `${head}${each}  visit_list((void **)&value->items, &value->count, visit);\n}\n\n`;
  }
  const { kind, members } = types.definition(type.name);
  const parts = members.filter((part) => types.isOwning(part.type) || part.type?.option !== undefined);
  const inside = (part) =>
    part.type.option !== undefined && !types.isOwning(part.type) ? null : go(part.type, `value->${member(part.name)}`);
  if (kind === 'record') {
    return `${head}${parts
      .map((part) => inside(part))
      .filter((line) => line !== null)
      .map((line) => `  ${line}\n`)
      .join('')}}\n\n`;
  }
  const cases = members
    .filter((part) => types.isOwning(part.type))
    .map((part) => `    case ${caseName(type.name, part.name)}:\n      ${inside(part)}\n      break;\n`);
  return `${head}  switch (value->tag) {\n${cases.join('')}  }\n}\n\n`;
}

function freeText(types, type) {
  const word = types.word(type);
  return `void php_${word}_free(${types.c(type)} *result) {\n  visit_${word}(result, FREE);\n}\n\n`;
}

function functionText(types, found) {
  const { name, func, params, flats, flatTypes, before, returns, kind, memory } = found;
  const inMemory = kind !== 'nothing' && kind !== 'plain';
  const coreTypes = [...flatTypes, ...(inMemory ? ['void *'] : [])];
  const lines = [...before, ...(memory === undefined ? [] : [argumentsText(types, memory)])];
  const call = (result) => `wasock_php_${snake(func.name)}(${[...flats, ...result].join(', ')})`;
  lines.push(...RESULTS[kind](types, found, call));
  return [
    `IMPORT("${func.name}") ${kind === 'plain' ? 'int32_t' : 'void'} wasock_php_${snake(func.name)}(${coreTypes.join(', ') || 'void'});\n`,
    `${returns}${name}(${params.join(', ') || 'void'}) {\n${lines.map((line) => `  ${line}\n`).join('')}}\n\n`,
  ].join('');
}

/** The struct of parameters that go in memory. */
function argumentsText(types, params) {
  const members = params.map(({ name, type }) => {
    const own = member(name);
    if (type.option === 's32')
      return [`${types.c(type)} ${own}`, `{${own} != PHP_DEFAULT, ${own} == PHP_DEFAULT ? 0 : ${own}}`];
    return types.isResource(type) ? [`${types.c(type)}${own}`, own] : [`${types.c(type)} ${own}`, `*${own}`];
  });
  const declarations = members.map(([declaration]) => `${declaration};`).join(' ');
  return `struct { ${declarations} } arguments = {${members.map(([, value]) => value).join(', ')}};`;
}

/** The statements that call the import and make of its result what C gets, by the kind of that. */
const RESULTS = {
  nothing: (_types, _found, call) => [`${call([])};`],
  plain: (_types, _found, call) => [`return ${call([])};`],
  number: (types, { type }, call) => [
    `${types.c(type)} got = {0};`,
    `${call(['&got'])};`,
    `return got.is_some ? (int32_t)got.value : -1;`,
  ],
  resource: (types, { type }, call) => [
    `${types.c(type)} got = {0};`,
    `${call(['&got'])};`,
    `return got.is_some ? got.value : NULL;`,
  ],
  text: (types, { type }, call) => [
    'static php_string kept;',
    `${types.c(type)} got = {0};`,
    `${call(['&got'])};`,
    ...(type.option === undefined ? [] : ['if (!got.is_some) return NULL;']),
    `return keep_text(&kept, ${type.option === undefined ? 'got' : 'got.value'});`,
  ],
  pair: (types, { type }, call) => [
    `struct { bool is_some; ${types.c(type.option.tuple[0])}value[2]; } got = {0};`,
    `${call(['&got'])};`,
    'if (got.is_some) memcpy(pair, got.value, sizeof got.value);',
    'return got.is_some;',
  ],
  value: (types, { type }, call) => {
    const owning = types.isOwning(type);
    if (type.option === undefined)
      return [`${call(['result'])};`, ...(owning ? [`visit_${types.word(type)}(result, FINISH);`] : [])];
    return [
      `${types.c(type)} got = {0};`,
      `${call(['&got'])};`,
      'if (!got.is_some) return false;',
      ...(owning ? [`visit_${types.word(type.option)}(&got.value, FINISH);`] : []),
      '*result = got.value;',
      'return true;',
    ];
  },
  data: (types, { type, others }, call) => {
    const start = [`${types.c(type)} got = {0};`, `${call(['&got'])};`, 'if (!got.is_some) return -1;'];
    if (type.option === 'bytes') return [...start, 'return give_data(data, length, got.value);'];
    const parts = types.definition(type.option.name).members;
    const isOptional = parts.find(({ name }) => name === 'data').type.option !== undefined;
    const bytes = isOptional ? 'got.value.data.is_some ? got.value.data.value : (php_bytes){0}' : 'got.value.data';
    const counted = parts.some(({ name }) => name === 'length');
    return [
      ...start,
      `${counted ? '' : 'int32_t received = '}give_data(data, length, ${bytes});`,
      ...others.map(({ name, type: own }) =>
        own === 'string'
          ? `give_text(${snake(name)}, got.value.${snake(name)});`
          : `if (${snake(name)} != NULL) *${snake(name)} = got.value.${snake(name)}.is_some ? got.value.${snake(name)}.value : -1;`,
      ),
      counted ? 'return (int32_t)got.value.length;' : 'return received;',
    ];
  },
};
