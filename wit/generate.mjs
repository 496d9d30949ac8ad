// Writes what is generated from wit/: `npm run wit`. A test checks that the committed files are what this writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { $init, generateTypes } from '@bytecodealliance/jco-transpile/component';
import { componentEmbed } from '@bytecodealliance/jco-transpile/wasm-tools';
import { witSource } from '../dist/build/wit.js';
import { coreImports } from '../dist/wasm/core-imports.js';
import { apiTable } from './api-table.mjs';
import { headerText } from './c/header.mjs';
import { sourceText } from './c/source.mjs';
import { parseInterface } from './interface.mjs';
import { constantsModule, interfaceModule } from './php.mjs';

const ROOT = new URL('../', import.meta.url);

/** The declaration files that jco makes for the guest world: [name, text] pairs. */
export async function declarations() {
  await $init;
  const files = generateTypes('guest', {
    wit: { tag: 'source', val: witSource() },
    world: 'guest',
    instantiation: { tag: 'async' },
  });
  return files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
}

/** The TypeScript of an interface, with the generator that `jco transpile` uses. */
async function typesModule(name) {
  const files = new Map(await declarations());
  const text = files.get(`interfaces/wasock-sockets-${name}.d.ts`);
  if (text === undefined) throw new Error(`jco made no types for wasock:sockets/${name}`);
  const borrowed = /^export type (\w+) = import\('\.\/wasock-sockets-types\.js'\)\.\1;\n/gm;
  const names = Array.from(text.matchAll(borrowed), ([, own]) => own);
  return [
    `// Generated from wit/${name}.wit by \`npm run wit\`; not to be edited.`,
    ...(names.length > 0 ? [`import type { ${names.join(', ')} } from './wit-types.ts';`] : []),
    ...(names.length > 0 ? [`export type { ${names.join(', ')} };`] : []),
    text.replaceAll(borrowed, '').replaceAll(/^export (function|class)/gm, 'export declare $1'),
  ].join('\n');
}

/** The core types of what a guest imports, read off a module that wasm-tools makes of the WIT. */
async function signaturesModule() {
  const dummy = await componentEmbed({ witSource: witSource(), world: 'guest', dummy: true });
  const modules = new Map();
  for (const { module, name, signature } of coreImports(dummy)) {
    // The standard names, where guests use those that came before: build-targets of the component model.
    const [, path, version] = /^cm32p2\|(.*)@(.*)$/.exec(module);
    const key = `${path}@${version}.0`;
    const own = name.replace(/^(.*)_drop$/, '[resource-drop]$1');
    modules.set(key, [...(modules.get(key) ?? []), [own, signature]]);
  }
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

/** What is generated: [path, text] pairs. */
export async function generated() {
  const php = readFileSync(new URL('wit/php.wit', ROOT), 'utf8');
  const constants = readFileSync(new URL('asm/constants.ts', ROOT), 'utf8');
  return [
    ['host/wit-types.ts', await typesModule('types')],
    ['host/wit-host.ts', await typesModule('host')],
    ['host/generated/signatures.ts', await signaturesModule()],
    ['host/php/interface.ts', interfaceModule(php)],
    ['host/php/constants.ts', constantsModule(constants)],
    ['c/include/wasock/php.h', headerText(parseInterface(php), constants)],
    ['c/php/php.c', sourceText(parseInterface(php))],
    ['docs/php-api.md', apiTable(php)],
  ];
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of await generated()) writeFileSync(new URL(path, ROOT), text);
}
