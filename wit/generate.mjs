// Writes what is generated from wit/: `npm run wit`. A test checks that the committed files are what this writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { apiTable } from './api-table.mjs';
import { headerText } from './c/header.mjs';
import { sourceText } from './c/source.mjs';
import { hostTypes } from './host/types.mjs';
import { casesModule, layoutsModule, signaturesModule } from './host/tables.mjs';
import { constantsModule, interfaceModule } from './php.mjs';
import { ownInterface, witModel } from './sources.mjs';

const ROOT = new URL('../', import.meta.url);

/** What is generated: [path, text] pairs. @returns {[path: string, text: string][]} */
export function generated() {
  const types = ownInterface('types');
  // What crosses the boundary between guests and hosts.
  const boundary = [types, ownInterface('host'), ownInterface('diagnostics')];
  const php = ownInterface('php');
  const constants = readFileSync(new URL('asm/constants.ts', ROOT), 'utf8');
  return [
    ['host/wit-types.ts', hostTypes(types, 'wit/types.wit')],
    ['host/wit-host.ts', hostTypes(ownInterface('host'), 'wit/host.wit', { [types.id]: './wit-types.ts' })],
    ['host/generated/signatures.ts', signaturesModule(witModel().world('wasock:sockets/guest@0.1.0'))],
    ['host/generated/cases.ts', casesModule(boundary)],
    ['host/generated/layouts.ts', layoutsModule(boundary)],
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
