// What c/php/php.c does with values of each type: lets go of resources, makes core values of arguments, makes results
// ready for their users, and frees them.
import { snake } from '../names.mjs';
import { caseName, member } from './types.mjs';

/** Functions that let go of a resource, by itself and in a result. */
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
 * @throws {TypeError} for what no argument has: the core value would not be one of 32 bits, or not the only one
 */
export function flattenText(types, type) {
  if (type === 'string') return FLATTEN_STRING;
  const word = types.word(type);
  const head = `static int32_t *flatten_${word}(const ${types.c(type)} *value, int32_t *flat) {\n`;
  const write = (part, expression) => {
    if (part === 'f64' || part === 'bytes' || part.list !== undefined || types.isResource(part)) {
      throw new TypeError(`${word}: ${types.word(part)} inside an argument`);
    }
    const isScalar = typeof part === 'string' && part !== 'string';
    return isScalar ? `*flat++ = (int32_t)${expression};` : `flat = flatten_${types.word(part)}(&${expression}, flat);`;
  };
  if (type.option !== undefined) {
    // What is not there is as many zeros.
    return [
      head,
      `  *flat++ = value->is_some;\n  if (!value->is_some) return flat + ${types.flatCount(type.option)};\n`,
      `  ${write(type.option, 'value->value')}\n  return flat;\n}\n\n`,
    ].join('');
  }
  const { kind, members } = types.definition(type.name);
  const lines = members.map((part) => write(part.type, `value->${member(part.name)}`));
  if (kind === 'record') return `${head}${lines.map((line) => `  ${line}\n`).join('')}  return flat;\n}\n\n`;
  const cases = members.map(({ name }, index) => {
    return `    case ${caseName(type.name, name)}:\n      ${lines[index]}\n      break;\n`;
  });
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
export function visitText(types, type) {
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
    const each = `  for (size_t i = 0; i < value->count; i++) ${go(type.list, 'value->items[i]')}\n`;
    const all = '  visit_list((void **)&value->items, &value->count, visit);\n}\n\n';
    return `${head}${types.isOwning(type.list) ? each : ''}${all}`;
  }
  const { kind, members } = types.definition(type.name);
  const parts = members.filter((part) => types.isOwning(part.type));
  const lines = parts.map((part) => go(part.type, `value->${member(part.name)}`));
  if (kind === 'record') return `${head}${lines.map((line) => `  ${line}\n`).join('')}}\n\n`;
  const cases = parts.map(({ name }, index) => {
    return `    case ${caseName(type.name, name)}:\n      ${lines[index]}\n      break;\n`;
  });
  return `${head}  switch (value->tag) {\n${cases.join('')}  }\n}\n\n`;
}

/** The function that frees a result. */
export function freeText(types, type) {
  const word = types.word(type);
  return `void php_${word}_free(${types.c(type)} *result) {\n  visit_${word}(result, FREE);\n}\n\n`;
}
