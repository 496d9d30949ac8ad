// The text of c/php/php.c: what the functions of c/include/wasock/php.h do.
import { plan } from './functions.mjs';
import { freed, publicTypes, typeText } from './header.mjs';
import { snake } from '../names.mjs';
import { member, Types, wrapped } from './types.mjs';
import { dropText, flattenText, freeText, visitText } from './values.mjs';

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
    plans.flatMap(({ memory = [], type = null }) => [...memory.map((each) => each.type), type]),
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
