// docs/php-api.md: from PHP's names to those of each language.
import { plan } from './c/functions.mjs';
import { camel, isOptional, snake } from './names.mjs';

/** @import { Func, Interface } from './model/types.ts' */

/** How PHP's values look on each side. */
const VALUES = [
  ['PHP', 'WIT', 'JavaScript', 'C'],
  ['---', '---', '---', '---'],
  [
    '`false`',
    '`none`, or `false` from a function that gives a boolean',
    '`undefined`, or `false`',
    '`NULL`, −1, or `false`',
  ],
  [
    'an argument that is left out, or `null`',
    '`none`',
    'left out, `undefined` or `null`',
    '`PHP_DEFAULT`, or `NULL` where it is a pointer',
  ],
  [
    'a string that carries data',
    '`list<u8>`',
    'in: a `Uint8Array`, or a string as UTF-8; out: a `Uint8Array`',
    '`data` and `length`; out: what `data` points to is filled, and the result is how much of it',
  ],
  [
    '`&$reference`',
    'part of the result',
    'part of the result: `socketRecv(socket, 100, 0)?.data`',
    'what a pointer points to',
  ],
  ['the arrays of `socket_select`', 'the positions that stay', '`Uint32Array`s', 'a `php_selection`'],
  ['arrays with keys', 'records', "objects; PHP's `l_onoff` is `lOnoff`", 'structs'],
  [
    'what may be an int, a string or an array',
    'variants',
    "as they are: `1`, `'lo'`, `{ lOnoff: 1, lLinger: 0 }`, an array; out: `{ tag: 'linger', val: { lOnoff: 1, lLinger: 0 } }`, which may go in, too",
    '`php_option_value_linger((php_linger){1, 0})`',
  ],
  [
    '`Socket`, `AddressInfo`, stream',
    'resources; dropping one closes it',
    'objects, compared by `===`; `[Symbol.dispose]()` (`using`) or the garbage collector drops them',
    'pointers; `php_socket_free()` … drop them',
  ],
  ['constants', 'their numbers', 'exports: `AF_INET`', 'macros: `AF_INET`'],
  [
    'warnings and notices',
    '`diagnostics.report`; over WASI, standard error',
    '`onWarning(message, severity)`, before the function returns',
    'as WIT',
  ],
  ['`TypeError`', 'does not compile', '`TypeError`, with the `code` `ERR_WASOCK_ARGUMENT`', 'does not compile'],
  ['`ValueError`', '`none`, and a warning', '`undefined`, and a warning', 'as `false`, and a warning'],
];

/** The text of docs/php-api.md. @param {Interface} api of wit/php.wit */
export function apiTable(api) {
  const rows = api.functions.map((func) => {
    const php = snake(func.name);
    const params = func.params.map((param, index) => camel(param.name) + (isOptional(func.params, index) ? '?' : ''));
    const inC = plan(func);
    const names = inC.params.map((declaration) => /(\w+)(\[2\])?$/.exec(declaration)?.[1]);
    const calls = `\`${camel(func.name)}(${params.join(', ')})\` | \`${inC.name}(${names.join(', ')})\``;
    return `| [\`${php}\`](https://www.php.net/${php}) | \`${func.name}\` | ${calls} | ${cell(func)} |\n`;
  });
  return [
    `# PHP's functions in other languages\n\n`,
    `<!-- Generated from wit/php.wit by \`npm run wit\`; not to be edited. -->\n\n`,
    `The component \`wasock/library.component.wasm\` exports them as \`wasock:sockets/php@0.1.0\`. So does\n`,
    `\`wasock/library.wasip2.component.wasm\`, which needs WASI alone. JavaScript has them in the module \`wasock/php\`, C in the\n`,
    `header \`wasock/php.h\`. Their documentation is in \`wit/php.wit\`, in the module's types and in the header.\n\n`,
    ...VALUES.map((cells) => `| ${cells.join(' | ')} |\n`),
    `\n| PHP | WIT | JavaScript | C | |\n| --- | --- | --- | --- | --- |\n`,
    ...rows,
  ].join('');
}

/** The first sentence of a function's documentation, in one line. @param {Func} func */
function cell({ docs }) {
  const [sentence = ''] = /^.*?[.;](?= |$)/.exec(docs.join(' ')) ?? [];
  return sentence.replace(/[.;]$/, '');
}
