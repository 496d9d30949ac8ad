// What is generated for guests in AssemblyScript in asm/generated/: enums, numbers, and the table of errors.
import { vocabulariesOf } from '../cases.mjs';
import { errors } from '../errors.mjs';
import { sizeOf, variantLayout } from '../model/index.mjs';
import { pascal, someOf } from '../names.mjs';
import { numbersOf } from '../numbers.mjs';

/** @import { Interface } from '../model/types.ts' */
/** @import { Group } from '../numbers.mjs' */

const NOTE = '// Generated from wit/ by `npm run wit`; not to be edited.\n';

/** The text of asm/generated/cases.ts. @param {readonly Interface[]} interfaces */
export function enumsModule(interfaces) {
  const enums = interfaces.flatMap(vocabulariesOf).flatMap(({ name, kind, cases }) => {
    if (kind === 'flags') return [];
    const rows = cases.map((each) => `  ${pascal(each.name)},\n`).join('');
    return [`\n/** \`${name}\`. */\nexport enum ${pascal(name)}${kind === 'variant' ? 'Case' : ''} {\n${rows}}\n`];
  });
  return `${NOTE}// The cases of enums and variants, in the order of the WIT.\n${enums.join('')}`;
}

/** The text of asm/generated/layouts.ts. @param {readonly Interface[]} interfaces */
export function layoutsModule(interfaces) {
  return [
    NOTE,
    '// Sizes, alignments and offsets of the canonical ABI, in bytes.\n',
    ...groupTexts(interfaces.flatMap(numbersOf)),
  ].join('');
}

/** @param {readonly Group[]} groups */
function groupTexts(groups) {
  return groups.flatMap(({ about, numbers }) => {
    const lines = numbers.map(([name, value]) => `export const ${name}: usize = ${value};\n`);
    return lines.length === 0 ? [] : [`\n// ${about}\n${lines.join('')}`];
  });
}

/**
 * The text of asm/generated/php.ts: what asm/component/ reads and writes by.
 *
 * @param {Interface} api of wit/php.wit
 */
export function phpModule(api) {
  const results = api.functions.flatMap(({ result }) => (result === null ? [] : [result]));
  const options = results.filter((type) => someOf(type) !== null);
  const [payload, ...others] = new Set(options.map((type) => variantLayout(type).payload));
  if (others.length > 0) throw new RangeError('the values of options begin in several places');
  // What a function gives has a type that is here already; what it takes may come in memory.
  /** @param {Group} group @returns {Group} */
  const taken = ({ numbers, about }) => ({ about, numbers: numbers.filter(([name]) => !name.includes('_RESULT_')) });
  return [
    enumsModule([api]),
    '\n// Sizes, alignments and offsets of the canonical ABI, in bytes.\n',
    ...groupTexts(numbersOf(api).map(taken)),
    '\n// Results\n',
    `export const LARGEST_RESULT: usize = ${Math.max(...results.map(sizeOf))};\n`,
    '/** Where the value of an option begins. */\n',
    `export const SOME: usize = ${payload};\n`,
  ].join('');
}

/** The text of asm/generated/errno.ts. */
export function errnoModule() {
  const all = errors();
  const rows = all.map(({ name, number }) => `  ${number}, // ${name}\n`);
  const texts = all.map(({ text }) => text);
  return [
    NOTE,
    '// Errors in the order of the WIT: their numbers on Linux, and their texts.\n\n',
    '/** The number that Linux gives each case. */\n',
    `export const NUMBERS: StaticArray<u8> = [\n${rows.join('')}];\n\n`,
    "/**\n * What glibc's strerror says of each case, a line each. One text and not an array of them: the garbage collector would\n",
    ' * look at every element in every cycle.\n */\n',
    `export const TEXTS: string = \`${texts.join('\n')}\`;\n`,
  ].join('');
}
