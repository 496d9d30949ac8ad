// What is generated for the host in host/generated/: lists of cases, numbers, and the types of functions.
import { vocabulariesOf } from '../cases.mjs';
import { needsFreeing, worldImports } from '../model/index.mjs';
import { camel, screaming } from '../names.mjs';
import { numbersOf } from '../numbers.mjs';
import { functionText, typeText } from '../type-text.mjs';

/** @import { Interface, Type, World } from '../model/types.ts' */

const NOTE = '// Generated from wit/ by `npm run wit`; not to be edited.\n';

/** The text of host/generated/cases.ts. @param {readonly Interface[]} interfaces */
export function casesModule(interfaces) {
  const lists = interfaces.flatMap(vocabulariesOf).map(({ name, kind, cases }) => {
    const words = cases.map((each) => `  '${kind === 'flags' ? camel(each.name) : each.name}',\n`).join('');
    const own = kind === 'flags' ? screaming(name) : screaming(name, 'cases');
    return `\n/** \`${name}\`. */\nexport const ${own} = [\n${words}] as const;\n`;
  });
  return [
    NOTE,
    '// The cases of enums and variants, and flags, in the order of the WIT: the position of a case is what crosses the\n',
    '// boundary, and the position of a flag is its bit.\n',
    ...lists,
  ].join('');
}

/** The text of host/generated/layouts.ts. @param {readonly Interface[]} interfaces */
export function layoutsModule(interfaces) {
  const groups = interfaces.flatMap(numbersOf).map(({ about, numbers }) => {
    const lines = numbers.map(([name, value]) => `export const ${name} = ${value};\n`);
    return `\n// ${about}\n${lines.join('')}`;
  });
  return [NOTE, '// Sizes, alignments and offsets of the canonical ABI, in bytes.\n', ...groups].join('');
}

/** The text of host/generated/signatures.ts: the core types of what a guest imports. @param {World} world */
export function signaturesModule(world) {
  /** @type {Map<string, [name: string, signature: string][]>} */
  const modules = new Map();
  for (const { module, name, signature } of worldImports(world)) {
    const text = `(${signature.params.join(' ')}) -> (${signature.results.join(' ')})`;
    modules.set(module, [...(modules.get(module) ?? []), [name, text]]);
  }
  return [
    NOTE,
    "import type { Signature } from '../wasm/core-imports.ts';\n\n",
    '/** The type of each function that a core module imports, by the names of module and function. */\n',
    'export const SIGNATURES: ReadonlyMap<string, ReadonlyMap<string, Signature>> = new Map([\n',
    ...Array.from(modules, ([key, functions]) => {
      const rows = functions.map(([name, signature]) => `      ['${name}', '${signature}'],\n`);
      return `  [\n    '${key}',\n    new Map([\n${rows.join('')}    ]),\n  ],\n`;
    }),
    ']);\n',
  ].join('');
}

/**
 * The text of host/generated/interfaces.ts: what there is for components to import.
 *
 * @param {readonly Interface[]} interfaces
 */
export function interfacesModule(interfaces) {
  /** @type {Map<Type, string>} */
  const names = new Map();
  /** @type {string[]} */
  const constants = [];
  /** A type's text, in a template, where one that has a name is a constant. @param {Type} type @returns {string} */
  const textOf = (type) => {
    if (typeof type !== 'object' || !('owner' in type)) return typeText(type, textOf);
    let name = names.get(type);
    if (name === undefined) {
      const text = typeText(type, textOf);
      name = camel(`${type.owner.id.replace(/@.*/, '').replaceAll(/[:/]/g, '-')}-${type.name}`);
      names.set(type, name);
      constants.push(`const ${name} = \`${text}\`;\n`);
    }
    return `\${${name}}`;
  };
  const rows = interfaces.map(({ id, functions }) => {
    const entries = functions
      .map((func) => `      ['${func.fullName}', \`${functionText(func, textOf)}\`],\n`)
      .join('');
    return `  [\n    '${id.replace(/@.*/, '')}',\n    new Map([\n${entries}    ]),\n  ],\n`;
  });
  return [
    NOTE,
    '// What components can import. Types are texts as host/component/type-texts.ts makes them.\n\n',
    ...constants,
    '\n/** The functions of each interface, by its name without a version, and their types. */\n',
    'export const INTERFACES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([\n',
    ...rows,
    ']);\n',
  ].join('');
}

/** The text of host/generated/released.ts. @param {Interface} api of wit/php.wit */
export function releasedModule(api) {
  const rows = api.functions.filter(needsFreeing).map(({ name }) => `  '${name}',\n`);
  return [
    NOTE,
    `\n/** The interface that the library exports, and programs import that are composed with it. */\nexport const PHP_INTERFACE = '${api.id}';\n`,
    `\n/** Its functions whose results refer to memory, which the caller has released. */\n`,
    `export const RELEASED: readonly string[] = [\n${rows.join('')}];\n`,
  ].join('');
}
