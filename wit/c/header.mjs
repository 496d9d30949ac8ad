// The text of c/include/wasock/php.h.
import { resourcesOf } from '../model/index.mjs';
import { snake } from '../names.mjs';
import { compounds, membersOf } from '../php.mjs';
import { plan } from './functions.mjs';
import { caseName, declared, isCompound, isOwning, member, ordered, typeName, wordOf, wrapped } from './types.mjs';

/** @import { Interface, Resource, Type } from '../model/types.ts' */
/** @import { Plan, Result } from './functions.mjs' */

const INTRODUCTION = `/*
 * PHP's socket functions for programs in C: those of the component wasock:sockets/php. Compile with \`wasock cc --php\`.
 *
 * Generated from wit/ and asm/constants.ts by \`npm run wit\`; not to be edited.
 *
 * This is another way to sockets than sys/socket.h, not to be mixed with it. PHP's names, its order of arguments, and:
 *
 * - FALSE is false, NULL or -1, by what the function returns. A failure sets the last error (socket_last_error) and has
 *   been warned of by then.
 * - An argument that PHP lets one leave out is PHP_DEFAULT, or NULL where it is a pointer.
 * - Strings are UTF-8 and end with a NUL. So the arguments of functions cannot name an abstract Unix socket; those of
 *   structs can.
 * - Data that a function receives goes where \`data\` points, which has room for \`length\` bytes. From whom it came goes to
 *   \`name\`, \`port\` (-1: there is none) or \`address\`, which may be NULL.
 *
 * Who owns what:
 *
 * - A php_socket, php_stream or php_address_info that a function returns is yours, and php_*_free lets go of it, which
 *   closes a socket unless a stream over it is held. socket_close and php_fclose close, and let go of nothing. Freed ones
 *   must not be used again: that ends the program.
 * - A string that a function returns is its own: it lasts until the function is called again.
 * - What \`result\` points to, or a php_string, is filled in where the function returns true, a number that is not -1, or
 *   nothing (void). All that it holds is yours then, allocated by malloc; the type's php_*_free frees it, and what it has
 *   of sockets and streams. One of those that is to be kept is set to NULL before.
 * - Arguments stay yours.
 */
`;

/** @param {Interface} api of wit/php.wit @param {string} constants their declarations @returns {string} */
export function headerText(api, constants) {
  const plans = api.functions.map(plan);
  const inputs = plans.flatMap((found) => found.compounds);
  const words = new Words(api, plans);
  return [
    INTRODUCTION,
    '#ifndef WASOCK_PHP_H\n#define WASOCK_PHP_H\n\n',
    '#ifdef WASOCK_SYS_SOCKET_H\n#error "wasock/php.h and sys/socket.h are two ways to sockets: include one of them"\n#endif\n\n',
    '#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n\n',
    '#ifdef __cplusplus\nextern "C" {\n#endif\n\n',
    '/* An argument that is left out. */\n#define PHP_DEFAULT INT32_MIN\n\n',
    ...resourcesOf(api).map((resource) => resourceText(resource, words)),
    '/* Text. What a function gives ends with a NUL that does not count. */\n',
    'typedef struct php_string {\n  char *data;\n  size_t length;\n} php_string;\n\n',
    '/* Data. */\ntypedef struct php_bytes {\n  char *data;\n  size_t length;\n} php_bytes;\n\n',
    ...publicTypes(plans).map((type) => typeText(type, words)),
    '/* The text of a literal, or of another string of C. */\n',
    'static inline php_string php_text(const char *text) {\n  return (php_string){(char *)text, strlen(text)};\n}\n\n',
    ...ordered(inputs).map(makers),
    ...freed(plans).map((type) => `void php_${wordOf(type)}_free(${typeName(type)} *result);\n`),
    '\n',
    ...plans.map((found) => functionText(found, words)),
    constantsText(constants),
    '#ifdef __cplusplus\n}\n#endif\n\n#endif\n',
  ].join('');
}

/** The types that C programs see, each after what it consists of. @param {readonly Plan[]} plans */
export function publicTypes(plans) {
  const roots = plans.flatMap(({ result, compounds: inputs }) =>
    result.kind === 'value' ? [...inputs, result.inner] : inputs,
  );
  return ordered(roots).filter(isCompound);
}

/** The types of results that hold something. @param {readonly Plan[]} plans @returns {Type[]} */
export function freed(plans) {
  /** @type {Map<string, Type>} */
  const found = new Map([['string', 'string']]);
  for (const { result } of plans) {
    if (result.kind === 'value' && isOwning(result.inner)) found.set(wordOf(result.inner), result.inner);
  }
  return [...found.values()];
}

/** @param {Resource} resource @param {Words} words */
function resourceText({ name, docs }, words) {
  const own = `php_${snake(name)}`;
  return `${words.comment(docs, '')}typedef struct ${own} ${own};\nvoid ${own}_free(${own} *${snake(name)});\n\n`;
}

/** The declaration of a type. @param {Type} type @param {Pick<Words, 'comment'>} words for comments; without it there are none */
export function typeText(type, words = { comment: () => '' }) {
  const name = `php_${wordOf(type)}`;
  /** @param {string} body */
  const struct = (body) => `typedef struct ${name} {\n${body}} ${name};\n\n`;
  if (typeof type === 'string') throw new TypeError(`${type} is declared already`);
  if (type.kind === 'option') return struct(`  bool is_some;\n  ${declared(type.some, 'value')};\n`);
  if (type.kind === 'list') return struct(`  ${declared(type.element, '*items')};\n  size_t count;\n`);
  if (type.kind !== 'record' && type.kind !== 'variant') throw new TypeError(`a ${type.kind} has no form in C`);
  const lines = membersOf(type).map((part) => ({
    comment: words.comment(part.docs, '  '),
    name: part.name,
    text: part.type === null ? '' : `${declared(part.type, member(part.name))};\n`,
  }));
  if (type.kind === 'record') {
    return words.comment(type.docs, '') + struct(lines.map(({ comment, text }) => `${comment}  ${text}`).join(''));
  }
  const cases = lines.map((part) => `${part.comment}  ${caseName(type.name, part.name)},\n`);
  return [
    words.comment(type.docs, ''),
    `enum {\n${cases.join('')}};\n`,
    struct(`  uint8_t tag;\n  union {\n${lines.map(({ text }) => `    ${text}`).join('')}  };\n`),
  ].join('');
}

/** Functions that make a variant, one for each case. @param {Type} type */
function makers(type) {
  if (typeof type !== 'object' || type.kind !== 'variant') return '';
  const name = typeName(type);
  return type.cases
    .map((part) => {
      if (part.type === null) throw new TypeError(`${part.name}: a case without a value has no form in C`);
      const isText = part.type === 'string';
      const value = isText ? 'php_text(value)' : 'value';
      return [
        `static inline ${name} ${name}_${snake(part.name)}(${isText ? 'const char *value' : declared(part.type, 'value')}) {\n`,
        `  return (${name}){.tag = ${caseName(type.name, part.name)}, .${member(part.name)} = ${value}};\n}\n\n`,
      ].join('');
    })
    .join('');
}

/** @param {Plan} found @param {Words} words */
function functionText({ name, params, func, result }, words) {
  const text = wrapped(`${result.returns}${name}(${params.join(', ') || 'void'});`);
  return `${words.comment(func.docs, '', result.kind)}${text}\n\n`;
}

/** @param {string} declarations of `constantDeclarations` */
function constantsText(declarations) {
  const macros = declarations.replaceAll(/^export const (\w+): i32 = (.*);$/gm, '#define $1 $2');
  return `${macros.replaceAll(/^\/\/ (.*)$/gm, '/* $1. */')}\n`;
}

/** What `none` is, by the kind of a function's result. @type {Partial<Record<Result['kind'], string>>} */
const FALSE = { text: 'NULL', resource: 'NULL', number: '-1', data: '-1', pair: 'false', value: 'false' };

/** C's words for WIT's, in comments. */
class Words {
  /** @type {Map<string, string>} */
  #names;

  /** @param {Interface} api @param {readonly Plan[]} plans */
  constructor(api, plans) {
    this.#names = new Map(compounds(api).map(({ name }) => [name, `php_${snake(name)}`]));
    for (const { name, func } of plans) this.#names.set(func.name, name);
  }

  /** @param {readonly string[]} docs @param {string} indent @param {Result['kind']} [kind] */
  comment(docs, indent, kind) {
    if (docs.length === 0) return '';
    const lines = docs.map((line) =>
      line.replaceAll(/`([a-z0-9-]+)`/g, (whole, word, at) => {
        if (word === 'none') return (kind && FALSE[kind]) ?? (at === 0 ? 'Not there' : 'not there');
        return this.#names.get(word) ?? whole;
      }),
    );
    const rest = lines.map((line) => (line === '' ? `${indent} *` : `${indent} * ${line}`));
    return lines.length === 1 ? `${indent}/* ${lines[0]} */\n` : `${indent}/*\n${rest.join('\n')}\n${indent} */\n`;
  }
}
