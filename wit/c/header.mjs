// The text of c/include/wasock/php.h.
import { plan } from './functions.mjs';
import { snake } from '../names.mjs';
import { caseName, member, Types, wrapped } from './types.mjs';

const INTRODUCTION = `/*
 * PHP's socket functions for programs in C: those of the component wasock:sockets/php. Compile with \`wasock cc --php\`.
 *
 * Generated from wit/php.wit and asm/constants.ts by \`npm run wit\`; not to be edited.
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

/** @param api what parseInterface gave @param {string} constants the text of asm/constants.ts @returns {string} */
export function headerText(api, constants) {
  const types = new Types(api);
  const plans = api.functions.map((func) => plan(types, func));
  const inputs = plans.flatMap(({ compounds }) => compounds);
  const words = new Words(types, plans);
  return [
    INTRODUCTION,
    '#ifndef WASOCK_PHP_H\n#define WASOCK_PHP_H\n\n',
    '#ifdef WASOCK_SYS_SOCKET_H\n#error "wasock/php.h and sys/socket.h are two ways to sockets: include one of them"\n#endif\n\n',
    '#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n\n',
    '#ifdef __cplusplus\nextern "C" {\n#endif\n\n',
    '/* An argument that is left out. */\n#define PHP_DEFAULT INT32_MIN\n\n',
    ...api.resources.map((resource) => resourceText(resource, words)),
    '/* Text. What a function gives ends with a NUL that does not count. */\n',
    'typedef struct php_string {\n  char *data;\n  size_t length;\n} php_string;\n\n',
    '/* Data. */\ntypedef struct php_bytes {\n  char *data;\n  size_t length;\n} php_bytes;\n\n',
    ...publicTypes(types, plans).map((type) => typeText(types, type, words)),
    '/* The text of a literal, or of another string of C. */\n',
    'static inline php_string php_text(const char *text) {\n  return (php_string){(char *)text, strlen(text)};\n}\n\n',
    ...types.ordered(inputs).map((type) => makers(types, type)),
    ...freed(types, plans).map((type) => `void php_${types.word(type)}_free(${types.c(type)} *result);\n`),
    '\n',
    ...plans.map((found) => functionText(found, words)),
    constantsText(constants),
    '#ifdef __cplusplus\n}\n#endif\n\n#endif\n',
  ].join('');
}

/** The types that C programs see, each after what it consists of. */
export function publicTypes(types, plans) {
  const roots = plans.flatMap(({ kind, inner, compounds }) => (kind === 'value' ? [...compounds, inner] : compounds));
  return types.ordered(roots).filter((type) => typeof type === 'object');
}

/** The types of results that hold something. */
export function freed(types, plans) {
  const results = plans
    .filter(({ kind, inner }) => kind === 'value' && types.isOwning(inner))
    .map(({ inner }) => inner);
  return [...new Map([['string', 'string'], ...results.map((type) => [types.word(type), type])]).values()];
}

function resourceText({ name, docs }, words) {
  const own = `php_${snake(name)}`;
  return `${words.comment(docs, '')}typedef struct ${own} ${own};\nvoid ${own}_free(${own} *${snake(name)});\n\n`;
}

/** The declaration of a type. @param words for comments; without it there are none */
export function typeText(types, type, words = { comment: () => '' }) {
  const name = `php_${types.word(type)}`;
  const struct = (body) => `typedef struct ${name} {\n${body}} ${name};\n\n`;
  if (type.option !== undefined) return struct(`  bool is_some;\n  ${types.declare(type.option, 'value')};\n`);
  if (type.list !== undefined) return struct(`  ${types.declare(type.list, '*items')};\n  size_t count;\n`);
  const { kind, docs, members } = types.definition(type.name);
  const lines = members.map((part) => {
    const declared = part.type === null ? '' : `${types.declare(part.type, member(part.name))};\n`;
    return { part, declared };
  });
  if (kind === 'record') {
    return (
      words.comment(docs, '') +
      struct(lines.map(({ part, declared }) => `${words.comment(part.docs, '  ')}  ${declared}`).join(''))
    );
  }
  const cases = members.map((part) => `${words.comment(part.docs, '  ')}  ${caseName(type.name, part.name)},\n`);
  return [
    words.comment(docs, ''),
    `enum {\n${cases.join('')}};\n`,
    struct(`  uint8_t tag;\n  union {\n${lines.map(({ declared }) => `    ${declared}`).join('')}  };\n`),
  ].join('');
}

/** Functions that make a variant, a case each. */
function makers(types, type) {
  const definition = types.definition(type.name);
  if (definition?.kind !== 'variant') return '';
  const name = types.c(type);
  return definition.members
    .map((part) => {
      const isText = part.type === 'string';
      const value = isText ? 'php_text(value)' : 'value';
      return [
        `static inline ${name} ${name}_${snake(part.name)}(${isText ? 'const char *value' : types.declare(part.type, 'value')}) {\n`,
        `  return (${name}){.tag = ${caseName(type.name, part.name)}, .${member(part.name)} = ${value}};\n}\n\n`,
      ].join('');
    })
    .join('');
}

function functionText({ name, returns, params, func, kind }, words) {
  return `${words.comment(func.docs, '', kind)}${wrapped(`${returns}${name}(${params.join(', ') || 'void'});`)}\n\n`;
}

function constantsText(text) {
  const lines = text.split('\n').filter((line) => /^(export const|\/\/ [A-Z]|$)/.test(line));
  const body = lines.join('\n').replace(/^(\/\/.*\n)*/, '');
  return `${body.replaceAll(/^export const (\w+): i32 = (.*);$/gm, '#define $1 $2').replaceAll(/^\/\/ (.*)$/gm, '/* $1. */')}\n`;
}

/** What `none` is, by the kind of a function's result. */
const FALSE = { text: 'NULL', resource: 'NULL', number: '-1', data: '-1', pair: 'false', value: 'false' };

/** C's words for WIT's, in comments. */
class Words {
  #names;

  constructor(types, plans) {
    const kinds = types.api.types.map(({ name }) => [name, `php_${snake(name)}`]);
    this.#names = new Map([...kinds, ...plans.map(({ name, func }) => [func.name, name])]);
  }

  comment(docs, indent, kind) {
    if (docs.length === 0) return '';
    const lines = docs.map((line) =>
      line.replaceAll(/`([a-z0-9-]+)`/g, (whole, word, at) => {
        if (word === 'none') return FALSE[kind] ?? (at === 0 ? 'Not there' : 'not there');
        return this.#names.get(word) ?? whole;
      }),
    );
    const rest = lines.map((line) => (line === '' ? `${indent} *` : `${indent} * ${line}`));
    return lines.length === 1 ? `${indent}/* ${lines[0]} */\n` : `${indent}/*\n${rest.join('\n')}\n${indent} */\n`;
  }
}
