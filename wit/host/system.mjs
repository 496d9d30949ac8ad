// What is generated for the host in host/generated/ on options and control messages: all but the system's numbers.
import { controls } from '../controls.mjs';
import { options } from '../options.mjs';

const NOTE = '// Generated from wit/ by `npm run wit`; not to be edited.\n\n';

/** The text of host/generated/options.ts. */
export function optionsModule() {
  const rows = options().map(({ name, level, value }) => `  '${name}': { level: '${level}', value: '${value}' },\n`);
  return [
    NOTE,
    '/** The level of each option, under its name in C, and the case of `option-value` that it takes. */\n',
    `export const OPTIONS = {\n${rows.join('')}} as const;\n`,
  ].join('');
}

/** The text of host/generated/controls.ts. */
export function controlsModule() {
  const all = controls();
  /** @param {string | null} name */
  const quoted = (name) => (name === null ? 'null' : `'${name}'`);
  const rows = all.map(
    ({ name, level, outgoing, incoming }) =>
      `  '${name}': { level: '${level}', outgoing: ${quoted(outgoing)}, incoming: ${quoted(incoming)} },\n`,
  );
  const numbers = all.filter(({ bytes }) => bytes > 0);
  const sent = numbers.flatMap(({ outgoing, bytes }) => (outgoing === null ? [] : [`  '${outgoing}': ${bytes},\n`]));
  const received = numbers.flatMap(({ incoming }) => (incoming === null ? [] : [`  '${incoming}',\n`]));
  return [
    NOTE,
    '/**\n * The kinds of control messages, by the names of their types: the level, under its name in C, and the cases of\n',
    ' * `outgoing-control` and `incoming-control`.\n */\n',
    `export const CONTROLS = {\n${rows.join('')}} as const;\n\n`,
    'export type ControlName = keyof typeof CONTROLS;\n\n',
    '/** The cases of `outgoing-control` that are numbers, and the bytes of each. */\n',
    `export const OUTGOING_NUMBERS = {\n${sent.join('')}} as const;\n\n`,
    '/** The cases of `incoming-control` that are numbers. */\n',
    `export const INCOMING_NUMBERS = [\n${received.join('')}] as const;\n`,
  ].join('');
}
