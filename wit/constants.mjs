// PHP's constants: those that follow from the WIT and Linux's numbers, which guests get from asm/generated/constants.ts,
// and those that asm/constants.ts has besides.
import { readFileSync } from 'node:fs';
import { controls } from './controls.mjs';
import { errors } from './errors.mjs';
import { linuxNumber, linuxTable } from './linux.mjs';
import { camel, screaming } from './names.mjs';
import { LEVEL_NAMES, options } from './options.mjs';
import { ownType } from './sources.mjs';

/** Options that programs have no name for: what socket_set_option() makes of another option, and what has no form in PHP. */
export const NAMELESS_OPTIONS = new Set(['so-detach-reuseport-bpf', 'tcp-info']);

/** Errors that PHP's extension has no constant for. */
const NAMELESS_ERRORS = new Set(
  [
    'esrch enoexec echild etxtbsy efbig edom erange edeadlk ebfont enopkg edotdot eoverflow elibacc elibbad elibscn',
    'elibmax elibexec eilseq estale euclean enotnam enavail ecanceled enokey ekeyexpired ekeyrevoked ekeyrejected',
    'eownerdead enotrecoverable erfkill ehwpoison',
  ].flatMap((line) => line.split(' ')),
);

/** Constants under a heading. @typedef {{ title: string, rows: readonly (readonly [name: string, value: number])[] }} Group */

/** @returns {Group[]} */
function groups() {
  return [
    { title: 'Flags of send and receive', rows: flagRows() },
    { title: 'Levels of options', rows: LEVEL_NAMES.map((name) => [name, linuxNumber(name)]) },
    ...optionGroups(),
    { title: 'Control messages', rows: controlRows() },
    { title: 'Error numbers', rows: errorRows() },
  ];
}

/** A flag has the system's name without its prefix. @returns {Group['rows']} */
function flagRows() {
  const types = ['send-flags', 'receive-flags', 'message-flags'];
  const rows = types.flatMap((type) => {
    const numbers = linuxTable(camel(type));
    return ownType('types', type, 'flags').flags.map(({ name }) => row(`MSG_${screaming(name)}`, numbers, camel(name)));
  });
  return [...new Map(rows)];
}

/** @returns {Group[]} */
function optionGroups() {
  const numbers = linuxTable('options');
  const named = options().filter(({ name }) => !NAMELESS_OPTIONS.has(name));
  return LEVEL_NAMES.map((level) => ({
    title: `Options of ${level}`,
    rows: named.filter((option) => option.level === level).map(({ name, constant }) => row(constant, numbers, name)),
  }));
}

/** Those that are no options as well. @returns {Group['rows']} */
function controlRows() {
  const numbers = linuxTable('control');
  const known = new Set(options().map(({ name }) => name));
  const own = controls().filter(({ name }) => !known.has(name));
  return own.map(({ name, constant }) => row(constant, numbers, name));
}

/** @returns {Group['rows']} */
function errorRows() {
  const named = errors().filter(({ name }) => !NAMELESS_ERRORS.has(name));
  return named.flatMap(({ name, number }) => {
    const names = name === 'eagain' ? [name, 'ewouldblock'] : [name];
    return names.map((each) => /** @type {const} */ ([`SOCKET_${each.toUpperCase()}`, number]));
  });
}

/** @param {string} constant @param {Map<string, number>} numbers @param {string} name @returns {[string, number]} */
function row(constant, numbers, name) {
  const number = numbers.get(name);
  if (number === undefined) throw new RangeError(`host/os/linux.ts has no number for ${name}`);
  return [constant, number];
}

/** The text of asm/generated/constants.ts. */
export function guestConstants() {
  const texts = groups().map(({ title, rows }) => {
    const lines = rows.map(([name, value]) => `export const ${name}: i32 = ${value};\n`);
    return `\n// ${title}\n${lines.join('')}`;
  });
  return `// Generated from wit/ and host/os/linux.ts by \`npm run wit\`; not to be edited.\n${texts.join('')}`;
}

/** All of PHP's constants as declarations of AssemblyScript, a line each, with headings as comments. */
export function constantDeclarations() {
  const own = readFileSync(new URL('../asm/constants.ts', import.meta.url), 'utf8');
  const lines = `${own}${guestConstants()}`.split('\n').filter((line) => /^(export const|\/\/ [A-Z]|$)/.test(line));
  const [, ...sections] = lines.join('\n').split(/\n\n+(?=\/\/ )/);
  return `${sections.map((section) => section.trimEnd()).join('\n\n')}\n`;
}
