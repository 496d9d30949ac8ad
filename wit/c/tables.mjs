// What is generated for guests in C in c/src/generated/: the host's functions, enums, numbers, and the rows of the table of
// errors.
import { vocabulariesOf } from '../cases.mjs';
import { coreParams } from '../core-params.mjs';
import { importSignature, resourcesOf } from '../model/index.mjs';
import { screaming, snake } from '../names.mjs';
import { numbersOf } from '../numbers.mjs';
import { wrapped } from './types.mjs';

/** @import { CoreParam } from '../core-params.mjs' */
/** @import { Interface } from '../model/types.ts' */

const NOTE = '// Generated from wit/ by `npm run wit`; not to be edited.\n';

/** The text of c/src/generated/functions.h. @param {Interface} api */
export function functionsHeader(api) {
  const functions = api.functions.map((func) => {
    const returns = importSignature(func).results.length > 0 ? 'int' : 'void';
    const params = coreParams(func).map(paramText).join(', ') || 'void';
    return prototype(func.fullName, `${returns} host_${snake(func.name)}(${params});`);
  });
  const drops = resourcesOf(api).map(({ name }) => prototype(`[resource-drop]${name}`, 'void host_drop(int self);'));
  return [
    NOTE,
    '// The core imports of the WIT, lowered as the canonical ABI prescribes: a string or a list is an address and a length,\n',
    '// a variant its case and its joined payload, `result` the address of a return area.\n',
    '#pragma once\n\n#include <stddef.h>\n#include <stdint.h>\n\n',
    `#define HOST(name) __attribute__((import_module("${api.id}"), import_name(name)))\n\n`,
    ...functions,
    ...drops,
  ].join('');
}

/** @param {string} name @param {string} text */
function prototype(name, text) {
  const line = `HOST("${name}") ${text}`;
  return `${line.length <= 120 ? line : `HOST("${name}")\n${wrapped(text)}`}\n`;
}

/** @param {CoreParam} param */
function paramText({ name, type, role }) {
  if (role === 'pointer') return `${name === 'result' ? 'void' : 'const void'} *${snake(name)}`;
  return `${role === 'length' ? 'size_t' : type === 'i64' ? 'uint64_t' : 'int'} ${snake(name)}`;
}

/** The text of c/src/generated/cases.h. @param {readonly Interface[]} interfaces */
export function casesHeader(interfaces) {
  const enums = interfaces.flatMap(vocabulariesOf).map(({ name, kind, cases }) => {
    const rows = cases.map((each) => `  ${screaming(name, each.name)},\n`).join('');
    return `\n/** \`${name}\`${kind === 'flags' ? ', as numbers of bits' : ''}. */\nenum ${kind === 'enum' ? `${snake(name)} ` : ''}{\n${rows}};\n`;
  });
  return [
    NOTE,
    '// The cases of enums and variants, and flags, in the order of the WIT.\n#pragma once\n',
    ...enums,
  ].join('');
}

/** The text of c/src/generated/layouts.h. @param {readonly Interface[]} interfaces */
export function layoutsHeader(interfaces) {
  const groups = interfaces.flatMap(numbersOf).map(({ about, numbers }) => {
    const lines = numbers.map(([name, value]) => `#define ${name} ${value}\n`);
    return `\n// ${about}\n${lines.join('')}`;
  });
  return [NOTE, '// Sizes, alignments and offsets of the canonical ABI, in bytes.\n#pragma once\n', ...groups].join('');
}
