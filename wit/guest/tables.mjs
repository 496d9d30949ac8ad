// What is generated for guests in AssemblyScript in asm/generated/: enums, flags, numbers, and the table of errors.
import { vocabulariesOf } from '../cases.mjs';
import { sizeOf, variantLayout } from '../model/index.mjs';
import { pascal, screaming, someOf } from '../names.mjs';
import { numbersOf } from '../numbers.mjs';

/** @import { EnumType, FlagsType, Interface } from '../model/types.ts' */
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

/**
 * The text of asm/generated/flags.ts: for each type the system's flags in the order of the WIT, by the rule that a flag has
 * the system's name without its prefix.
 *
 * @param {readonly FlagsType[]} types
 * @param {string} prefix
 */
export function flagsModule(types, prefix) {
  /** @param {string} name */
  const constant = (name) => `${prefix}${screaming(name)}`;
  const used = new Set(types.flatMap(({ flags }) => flags.map(({ name }) => constant(name))));
  const tables = types.map(({ name, flags }) => {
    const rows = flags.map((flag) => `  ${constant(flag.name)},\n`).join('');
    return `\n/** \`${name}\`. */\nexport const ${screaming(name)}: StaticArray<i32> = [\n${rows}];\n`;
  });
  return [
    NOTE,
    `import {\n${[...used]
      .sort()
      .map((name) => `  ${name},\n`)
      .join('')}} from "../constants";\n`,
    ...tables,
  ].join('');
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

/** Linux gives EWOULDBLOCK and EDEADLOCK the numbers of EAGAIN and EDEADLK, and nobody the ones that were theirs. */
const UNUSED_NUMBERS = [41, 58];

/** The number that Linux gives each error: they are in its order, from 1. @param {EnumType} errno */
export function errnoNumbers({ cases }) {
  const all = Array.from({ length: cases.length + UNUSED_NUMBERS.length }, (_, index) => index + 1);
  return all.filter((number) => !UNUSED_NUMBERS.includes(number));
}

/** The text of asm/generated/errno.ts. @param {EnumType} errno whose documentation is glibc's text */
export function errnoModule(errno) {
  const numbers = errnoNumbers(errno);
  const rows = errno.cases.map(({ name }, index) => `  ${numbers[index]}, // ${name}\n`);
  const texts = errno.cases.map(({ docs }) => docs.join(' ').replace(/\.$/, ''));
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
