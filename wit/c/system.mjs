// What is generated for C in c/ on options, control messages and errors: tables from C's names to cases of the WIT, and
// macros with Linux's numbers.
import { controls } from '../controls.mjs';
import { errors } from '../errors.mjs';
import { linuxTable } from '../linux.mjs';
import { screaming } from '../names.mjs';
import { options } from '../options.mjs';

const NOTE = 'Generated from wit/ and host/os/linux.ts by `npm run wit`; not to be edited.';

/** What C's programs do not get under its name: its value has no form here. */
const FORMLESS = new Set(['so-attach-reuseport-cbpf']);

/** Options that are in the headers but no row here: multicast.c has it. */
const WITHOUT_ROW = new Set(['ip-multicast-if']);

/** The headers of c/include/ that the macros are for, and the beginnings of these. */
const HEADERS = new Map([
  ['sys/socket.h', ['so', 'scm']],
  ['netinet/in.h', ['ip', 'ipv6']],
  ['netinet/tcp.h', ['tcp']],
  ['netinet/udp.h', ['udp']],
]);

/** What wasi-libc lacks of the errors has its number on Linux and this, which is more than wasi-libc's are. */
const ERRNO_BASE = 200;

const namedOptions = () => options().filter(({ name }) => !FORMLESS.has(name));

/** The text of c/src/generated/option-rows.h: rows of a table of levels, names, cases of `option-name` and kinds of values. */
export function optionRows() {
  const rows = namedOptions()
    .filter(({ name }) => !WITHOUT_ROW.has(name))
    .map(({ name, constant, level, value }) => {
      const cases = [screaming('option-name', name), screaming('option-value', value)];
      return `{${[level, constant, ...cases].join(', ')}},\n`;
    });
  return `// ${NOTE}\n${rows.join('')}`;
}

/**
 * The text of c/src/generated/control-rows.h: levels and types of control messages, their cases, and the bytes of those whose
 * data is a number, else 0.
 */
export function controlRows() {
  const caseOf = (/** @type {string} */ variant, /** @type {string | null} */ name) =>
    name === null ? '-1' : screaming(variant, name);
  const rows = controls().map(({ constant, level, outgoing, incoming, bytes }) => {
    const cases = [caseOf('outgoing-control', outgoing), caseOf('incoming-control', incoming)];
    return `{${[level, constant, ...cases, bytes].join(', ')}},\n`;
  });
  return `// ${NOTE}\n${rows.join('')}`;
}

/** The text of c/src/generated/errno-rows.h: C's name of each error and its text, in the order of the WIT. */
export function errnoRows() {
  return `// ${NOTE}\n${errors()
    .map(({ name, text }) => `ERROR(${name.toUpperCase()}, "${text}")\n`)
    .join('')}`;
}

/** The text of c/include/wasock/generated/errno.h. */
export function errnoHeader() {
  const macros = errors().map(({ name, number }) => {
    const macro = name.toUpperCase();
    return `#ifndef ${macro}\n#define ${macro} ${ERRNO_BASE + number}\n#endif\n`;
  });
  return `/* ${NOTE} */\n${macros.join('')}`;
}

/** Macros of options and control messages for the headers of c/include/. @returns {[path: string, text: string][]} */
export function optionHeaders() {
  const numbers = new Map([...linuxTable('control'), ...linuxTable('options')]);
  const all = new Map([...namedOptions(), ...controls()].map(({ name, constant }) => [name, constant]));
  return Array.from(HEADERS, ([header, prefixes]) => {
    const macros = Array.from(all).flatMap(([name, constant]) =>
      prefixes.includes(name.slice(0, name.indexOf('-'))) ? [`#define ${constant} ${numbers.get(name)}\n`] : [],
    );
    return [`c/include/wasock/generated/${header.replace('/', '-')}`, `/* ${NOTE} */\n${macros.join('')}`];
  });
}
