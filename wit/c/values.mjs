// What c/php/generated/php.c does with values of each type: lets go of resources, makes core values of arguments, makes results
// ready for their users, and frees them.
import { flatten } from '../model/index.mjs';
import { isBytes, snake } from '../names.mjs';
import { caseName, isHandle, isOwning, member, typeName, wordOf } from './types.mjs';

/** @import { Resource, Type } from '../model/types.ts' */

/** Functions that let go of a resource, by itself and in a result. @param {Resource} resource */
export function dropText({ name }) {
  const own = `php_${snake(name)}`;
  return [
    `IMPORT("[resource-drop]${name}") void wasock_php_drop_${snake(name)}(${own} *);\n`,
    `void ${own}_free(${own} *${snake(name)}) {\n  if (${snake(name)} != NULL) wasock_php_drop_${snake(name)}(${snake(name)});\n}\n\n`,
    `static void visit_${snake(name)}(${own} **value, enum visit visit) {\n`,
    `  if (visit != FREE) return;\n  ${own}_free(*value);\n  *value = NULL;\n}\n\n`,
  ].join('');
}

/**
 * A function that writes a value as core values, where the first of them belongs, and gives the place after them.
 *
 * @param {Type} type
 * @throws {TypeError} for what no argument has: the core value would not be one of 32 bits, or not the only one
 */
export function flattenText(type) {
  if (type === 'string') return FLATTEN_STRING;
  const word = wordOf(type);
  const head = `static int32_t *flatten_${word}(const ${typeName(type)} *value, int32_t *flat) {\n`;
  /** @param {Type} part @param {string} expression */
  const write = (part, expression) => {
    if (part === 'f64' || (typeof part === 'object' && part.kind === 'list') || isHandle(part)) {
      throw new TypeError(`${word}: ${wordOf(part)} inside an argument`);
    }
    const isScalar = typeof part === 'string' && part !== 'string';
    return isScalar ? `*flat++ = (int32_t)${expression};` : `flat = flatten_${wordOf(part)}(&${expression}, flat);`;
  };
  if (typeof type === 'object' && type.kind === 'option') {
    // What is not there is as many zeros.
    return [
      head,
      `  *flat++ = value->is_some;\n  if (!value->is_some) return flat + ${flatten(type.some).length};\n`,
      `  ${write(type.some, 'value->value')}\n  return flat;\n}\n\n`,
    ].join('');
  }
  if (typeof type === 'object' && type.kind === 'record') {
    const lines = type.fields.map((field) => `  ${write(field.type, `value->${member(field.name)}`)}\n`);
    return `${head}${lines.join('')}  return flat;\n}\n\n`;
  }
  if (typeof type !== 'object' || type.kind !== 'variant') throw new TypeError(`${word} inside an argument`);
  const cases = type.cases.map((each) => {
    const line = each.type === null ? '' : `      ${write(each.type, `value->${member(each.name)}`)}\n`;
    return `    case ${caseName(type.name, each.name)}:\n${line}      break;\n`;
  });
  return [
    head,
    `  int32_t *end = flat + ${flatten(type).length};\n  *flat++ = value->tag;\n`,
    `  switch (value->tag) {\n${cases.join('')}  }\n  return end;\n}\n\n`,
  ].join('');
}

const FLATTEN_STRING = `static int32_t *flatten_string(const php_string *value, int32_t *flat) {
  *flat++ = (int32_t)value->data;
  *flat++ = (int32_t)value->length;
  return flat;
}

`;

/** A function that goes to all memory and resources that a result holds. @param {Type} type */
export function visitText(type) {
  if (type === 'string' || isBytes(type)) return '';
  const head = `static void visit_${wordOf(type)}(${typeName(type)} *value, enum visit visit) {\n`;
  /** @param {Type} part @param {string} expression */
  const go = (part, expression) => `visit_${wordOf(part)}(&${expression}, visit);`;
  if (typeof type === 'string') throw new TypeError(`${type} holds nothing`);
  switch (type.kind) {
    case 'option':
      return [
        head,
        `  if (value->is_some) ${go(type.some, 'value->value')}\n`,
        `  if (!value->is_some || visit == FREE) memset(value, 0, sizeof *value);\n}\n\n`,
      ].join('');
    case 'list': {
      const each = `  for (size_t i = 0; i < value->count; i++) ${go(type.element, 'value->items[i]')}\n`;
      const all = '  visit_list((void **)&value->items, &value->count, visit);\n}\n\n';
      return `${head}${isOwning(type.element) ? each : ''}${all}`;
    }
    case 'record': {
      const fields = type.fields.filter((field) => isOwning(field.type));
      const lines = fields.map((field) => `  ${go(field.type, `value->${member(field.name)}`)}\n`);
      return `${head}${lines.join('')}}\n\n`;
    }
    case 'variant': {
      const cases = type.cases.flatMap((each) =>
        each.type === null || !isOwning(each.type)
          ? []
          : [
              `    case ${caseName(type.name, each.name)}:\n`,
              `      ${go(each.type, `value->${member(each.name)}`)}\n      break;\n`,
            ],
      );
      return `${head}  switch (value->tag) {\n${cases.join('')}  }\n}\n\n`;
    }
    default:
      throw new TypeError(`a ${type.kind} holds nothing`);
  }
}

/** The function that frees a result. @param {Type} type */
export function freeText(type) {
  const word = wordOf(type);
  return `void php_${word}_free(${typeName(type)} *result) {\n  visit_${word}(result, FREE);\n}\n\n`;
}
