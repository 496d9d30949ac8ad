// The text of c/php/generated/php.c: what the functions of c/include/wasock/php.h do.
import { resourcesOf } from '../model/index.mjs';
import { isBytes, snake, someOf } from '../names.mjs';
import { fieldsOf, plan } from './functions.mjs';
import { freed, publicTypes, typeText } from './header.mjs';
import { isCompound, isHandle, isOwning, member, ordered, typeName, wordOf, wrapped } from './types.mjs';
import { dropText, flattenText, freeText, visitText } from './values.mjs';

/** @import { Plan, Result } from './functions.mjs' */
/** @import { Interface, Param } from '../model/types.ts' */

/** @param {Interface} api of wit/php.wit @returns {string} */
export function sourceText(api) {
  const plans = api.functions.map(plan);
  const flattened = ordered(plans.filter(({ memory }) => memory === null).flatMap(({ compounds }) => compounds));
  const visited = ordered(freed(plans)).filter(isOwning);
  const known = new Set(publicTypes(plans).map(wordOf));
  const own = ordered(
    plans.flatMap(({ memory, result }) => [
      ...(memory ?? []).map(({ type }) => type),
      'type' in result ? result.type : null,
    ]),
  );
  return [
    headText(api),
    '// What only imports take and give.\n',
    ...own.filter((type) => isCompound(type) && !known.has(wordOf(type))).map((type) => typeText(type)),
    ...resourcesOf(api).map(dropText),
    ...flattened.map(flattenText),
    ...visited.map(visitText),
    ...freed(plans).map(freeText),
    ...plans.map((found) => wrapped(functionText(found))),
  ].join('');
}

/** @param {Interface} api */
function headText({ id }) {
  return `// The functions of wasock/php.h: each calls its import, whose results are in memory that cabi_realloc gave.
// Generated from wit/php.wit by \`npm run wit\`; not to be edited.
#include "../values.h"

#define IMPORT(name) __attribute__((import_module("${id}"), import_name(name)))

`;
}

/** @param {Plan} found */
function functionText(found) {
  const { name, func, params, flats, flatTypes, before, memory, result } = found;
  const inMemory = result.kind !== 'nothing' && result.kind !== 'plain';
  const coreTypes = [...flatTypes, ...(inMemory ? ['void *'] : [])];
  /** @param {string[]} area */
  const call = (area) => `wasock_php_${snake(func.name)}(${[...flats, ...area].join(', ')})`;
  const lines = [...before, ...(memory === null ? [] : [argumentsText(memory)]), ...resultLines(result, call)];
  return [
    `IMPORT("${func.name}") ${result.kind === 'plain' ? 'int32_t' : 'void'} wasock_php_${snake(func.name)}(${coreTypes.join(', ') || 'void'});\n`,
    `${result.returns}${name}(${params.join(', ') || 'void'}) {\n${lines.map((line) => `  ${line}\n`).join('')}}\n\n`,
  ].join('');
}

/** The struct of parameters that go in memory. @param {readonly Param[]} params */
function argumentsText(params) {
  const members = params.map(({ name, type }) => {
    const own = member(name);
    if (someOf(type) === 's32') {
      return [`${typeName(type)} ${own}`, `{${own} != PHP_DEFAULT, ${own} == PHP_DEFAULT ? 0 : ${own}}`];
    }
    return isHandle(type) ? [`${typeName(type)}${own}`, own] : [`${typeName(type)} ${own}`, `*${own}`];
  });
  const declarations = members.map(([declaration]) => `${declaration};`).join(' ');
  return `struct { ${declarations} } arguments = {${members.map(([, value]) => value).join(', ')}};`;
}

/**
 * The statements that call the import and make of its result what C gets.
 *
 * @param {Result} result
 * @param {(area: string[]) => string} call
 */
function resultLines(result, call) {
  if (result.kind === 'nothing') return [`${call([])};`];
  if (result.kind === 'plain') return [`return ${call([])};`];
  const { type, inner } = result;
  const isOption = inner !== type;
  const got = () => [`${typeName(type)} got = {0};`, `${call(['&got'])};`];
  switch (result.kind) {
    case 'number':
      return [...got(), `return got.is_some ? (int32_t)got.value : -1;`];
    case 'resource':
      return [...got(), `return got.is_some ? got.value : NULL;`];
    case 'text':
      return [
        'static php_string kept;',
        ...got(),
        ...(isOption ? ['if (!got.is_some) return NULL;'] : []),
        `return keep_text(&kept, ${isOption ? 'got.value' : 'got'});`,
      ];
    case 'pair':
      return [
        `struct { bool is_some; ${typeName(result.item)}value[2]; } got = {0};`,
        `${call(['&got'])};`,
        'if (got.is_some) memcpy(pair, got.value, sizeof got.value);',
        'return got.is_some;',
      ];
    case 'value':
      if (!isOption) {
        return [`${call(['result'])};`, ...(isOwning(type) ? [`visit_${wordOf(type)}(result, FINISH);`] : [])];
      }
      return [
        ...got(),
        'if (!got.is_some) return false;',
        ...(isOwning(type) ? [`visit_${wordOf(inner)}(&got.value, FINISH);`] : []),
        '*result = got.value;',
        'return true;',
      ];
    case 'data':
      return [...got(), 'if (!got.is_some) return -1;', ...dataLines(result)];
  }
}

/** What becomes of data, and of what comes with it. @param {Extract<Result, { kind: 'data' }>} result */
function dataLines({ inner, others }) {
  if (isBytes(inner)) return ['return give_data(data, length, got.value);'];
  const parts = fieldsOf(inner);
  const isOptional = parts.some(({ name, type }) => name === 'data' && someOf(type) !== null);
  const bytes = isOptional ? 'got.value.data.is_some ? got.value.data.value : (php_bytes){0}' : 'got.value.data';
  const counted = parts.some(({ name }) => name === 'length');
  return [
    `${counted ? '' : 'int32_t received = '}give_data(data, length, ${bytes});`,
    ...others.map(({ name, type }) =>
      type === 'string'
        ? `give_text(${snake(name)}, got.value.${snake(name)});`
        : `if (${snake(name)} != NULL) *${snake(name)} = got.value.${snake(name)}.is_some ? got.value.${snake(name)}.value : -1;`,
    ),
    counted ? 'return (int32_t)got.value.length;' : 'return received;',
  ];
}
