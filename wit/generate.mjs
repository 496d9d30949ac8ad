// Writes what is generated from wit/: `npm run wit`. A test checks that the committed files are what this writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { apiTable } from './api-table.mjs';
import { headerText } from './c/header.mjs';
import { sourceText } from './c/source.mjs';
import { hostTypes } from './host-types.mjs';
import { worldImports } from './model/index.mjs';
import { constantsModule, interfaceModule } from './php.mjs';
import { ownInterface, witModel } from './sources.mjs';

const ROOT = new URL('../', import.meta.url);

/** The core types of what a guest imports. */
function signaturesModule() {
  /** @type {Map<string, [name: string, signature: string][]>} */
  const modules = new Map();
  for (const { module, name, signature } of worldImports(witModel().world('wasock:sockets/guest@0.1.0'))) {
    const text = `(${signature.params.join(' ')}) -> (${signature.results.join(' ')})`;
    modules.set(module, [...(modules.get(module) ?? []), [name, text]]);
  }
  /** @param {string} text */
  const quoted = (text) => `'${text}'`;
  return [
    '// Generated from wit/ by `npm run wit`; not to be edited.',
    "import type { Signature } from '../wasm/core-imports.ts';",
    '',
    '/** The type of each function that a core module imports, by the names of module and function. */',
    'export const SIGNATURES: ReadonlyMap<string, ReadonlyMap<string, Signature>> = new Map([',
    ...Array.from(modules, ([key, functions]) => {
      const rows = functions.map(([name, signature]) => `      [${quoted(name)}, ${quoted(signature)}],\n`);
      return `  [\n    ${quoted(key)},\n    new Map([\n${rows.join('')}    ]),\n  ],`;
    }),
    ']);',
    '',
  ].join('\n');
}

/** What is generated: [path, text] pairs. @returns {[path: string, text: string][]} */
export function generated() {
  const types = ownInterface('types');
  const php = ownInterface('php');
  const constants = readFileSync(new URL('asm/constants.ts', ROOT), 'utf8');
  return [
    ['host/wit-types.ts', hostTypes(types, 'wit/types.wit')],
    ['host/wit-host.ts', hostTypes(ownInterface('host'), 'wit/host.wit', { [types.id]: './wit-types.ts' })],
    ['host/generated/signatures.ts', signaturesModule()],
    ['host/php/interface.ts', interfaceModule(php)],
    ['host/php/constants.ts', constantsModule(constants)],
    ['c/include/wasock/php.h', headerText(php, constants)],
    ['c/php/php.c', sourceText(php)],
    ['docs/php-api.md', apiTable(php)],
  ];
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of generated()) writeFileSync(new URL(path, ROOT), text);
}
