// Writes what is generated from wit/: `npm run wit`. A test checks that the committed files are what this writes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { apiTable } from './api-table.mjs';
import { headerText } from './c/header.mjs';
import { sourceText } from './c/source.mjs';
import { casesHeader, errnoRows, functionsHeader, layoutsHeader } from './c/tables.mjs';
import { functionsModule, typesModule } from './host/type-data.mjs';
import { hostTypes } from './host/types.mjs';
import { bindings } from './guest/bindings.mjs';
import * as guest from './guest/tables.mjs';
import { casesModule, interfacesModule, layoutsModule, signaturesModule } from './host/tables.mjs';
import { constantsModule, interfaceModule } from './php.mjs';
import { offeredInterfaces, ownInterface, witModel } from './sources.mjs';

/** @import { Definition, Interface } from './model/types.ts' */

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
    ['host/generated/interfaces.ts', interfacesModule(offeredInterfaces())],
    ['host/generated/cases.ts', casesModule(boundary)],
    ['host/generated/types.ts', typesModule(boundary)],
    ['host/generated/functions.ts', functionsModule(boundary)],
    ['host/generated/layouts.ts', layoutsModule(boundary)],
    ['asm/generated/host.ts', bindings(ownInterface('host'))],
    ['asm/generated/diagnostics.ts', bindings(ownInterface('diagnostics'))],
    ['asm/generated/cases.ts', guest.enumsModule(boundary)],
    [
      'asm/generated/flags.ts',
      guest.flagsModule(
        ['send-flags', 'receive-flags', 'message-flags'].map((name) => named(types, name, 'flags')),
        'MSG_',
      ),
    ],
    ['asm/generated/layouts.ts', guest.layoutsModule(boundary)],
    ['asm/generated/errno.ts', guest.errnoModule(named(types, 'errno', 'enum'))],
    ['c/src/generated/functions.h', functionsHeader(ownInterface('host'))],
    ['c/src/generated/cases.h', casesHeader(boundary)],
    ['c/src/generated/layouts.h', layoutsHeader(boundary)],
    ['c/src/generated/errno-rows.h', errnoRows(named(types, 'errno', 'enum'))],
    ['host/php/interface.ts', interfaceModule(php)],
    ['host/php/constants.ts', constantsModule(constants)],
    ['c/include/wasock/php.h', headerText(php, constants)],
    ['c/php/php.c', sourceText(php)],
    ['docs/php-api.md', apiTable(php)],
  ];
}

/**
 * @template {Definition['kind']} Kind
 * @param {Interface} api
 * @param {string} name
 * @param {Kind} kind
 * @returns {Extract<Definition, { kind: Kind }>}
 */
function named(api, name, kind) {
  const found = api.definitions.find((definition) => definition.name === name);
  if (found?.kind !== kind) throw new RangeError(`${api.id} has no ${kind} ${name}`);
  return /** @type {Extract<Definition, { kind: Kind }>} */ (found);
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of generated()) {
    mkdirSync(new URL('.', new URL(path, ROOT)), { recursive: true });
    writeFileSync(new URL(path, ROOT), text);
  }
}
