// What is generated for guests in asm/generated/ on flags, options and control messages: tables from PHP's constants to
// cases of the WIT.
import { NAMELESS_OPTIONS } from '../constants.mjs';
import { controls } from '../controls.mjs';
import { pascal, screaming } from '../names.mjs';
import { options } from '../options.mjs';
import { ownType } from '../sources.mjs';

const NOTE = '// Generated from wit/ by `npm run wit`; not to be edited.\n';

/** @param {readonly string[]} names @param {string} file */
function imported(names, file) {
  const lines = [...new Set(names)].sort().map((name) => `  ${name},\n`);
  return `import {\n${lines.join('')}} from "./${file}";\n`;
}

/** The text of asm/generated/flags.ts: for each type the system's flags, in the order of the WIT. */
export function flagsModule() {
  const types = ['send-flags', 'receive-flags', 'message-flags'].map((name) => {
    const flags = ownType('types', name, 'flags').flags.map((flag) => `MSG_${screaming(flag.name)}`);
    return { name, flags };
  });
  const tables = types.map(({ name, flags }) => {
    const rows = flags.map((flag) => `  ${flag},\n`).join('');
    return `\n/** \`${name}\`. */\nexport const ${screaming(name)}: StaticArray<i32> = [\n${rows}];\n`;
  });
  const used = types.flatMap(({ flags }) => flags);
  return [NOTE, imported(used, 'constants'), ...tables].join('');
}

/** The text of asm/generated/options.ts. */
export function optionsModule() {
  const named = options().filter(({ name }) => !NAMELESS_OPTIONS.has(name));
  const rows = named.map(
    ({ name, constant, level, value }) =>
      `  ${level}, ${constant}, OptionName.${pascal(name)}, OptionValueCase.${pascal(value)},\n`,
  );
  return [
    NOTE,
    'import { OptionName, OptionValueCase } from "./cases";\n',
    imported(
      named.flatMap(({ level, constant }) => [level, constant]),
      'constants',
    ),
    '\n/** Four numbers for each option: its level, its name, the case of `option-name`, and that of `option-value`. */\n',
    `export const OPTIONS: StaticArray<i32> = [\n${rows.join('')}];\n`,
  ].join('');
}

/** The text of asm/generated/option-levels.ts: apart from the rows, for a guest that needs no more of them. */
export function optionLevelsModule() {
  const all = options();
  const rows = all.map(({ name, level }) => `  ${level}, // ${name}\n`);
  return [
    NOTE,
    imported(
      all.map(({ level }) => level),
      'constants',
    ),
    '\n/** The level of each case of `option-name`. */\n',
    `export const OPTION_NAME_LEVELS: StaticArray<i32> = [\n${rows.join('')}];\n`,
  ].join('');
}

/** The text of asm/generated/controls.ts. */
export function controlsModule() {
  const all = controls();
  /** @param {string} type @param {string | null} name */
  const kind = (type, name) => (name === null ? '-1' : `${type}.${pascal(name)}`);
  const rows = all.map(({ constant, level, outgoing, incoming, bytes }) => {
    const cases = [kind('OutgoingControlCase', outgoing), kind('IncomingControlCase', incoming)];
    return `  ${[level, constant, ...cases, bytes].join(', ')},\n`;
  });
  return [
    NOTE,
    'import { IncomingControlCase, OutgoingControlCase } from "./cases";\n',
    imported(
      all.flatMap(({ level, constant }) => [level, constant]),
      'constants',
    ),
    '\n/**\n * Five numbers for each kind of control message: its level, its type, the cases of `outgoing-control` and of\n',
    ' * `incoming-control` (-1: there is none), and the bytes of its data where that is a number, else 0.\n */\n',
    `export const CONTROLS: StaticArray<i32> = [\n${rows.join('')}];\n`,
  ].join('');
}
