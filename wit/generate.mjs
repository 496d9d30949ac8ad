// Writes what is generated from wit/: `npm run wit`. A test checks that the committed files are what this writes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { apiTable } from './api-table.mjs';
import { headerText } from './c/header.mjs';
import { sourceText } from './c/source.mjs';
import * as inC from './c/system.mjs';
import { casesHeader, functionsHeader, layoutsHeader } from './c/tables.mjs';
import { functionsModule, typesModule, wasiModule } from './host/type-data.mjs';
import { hostTypes } from './host/types.mjs';
import { bindings } from './guest/bindings.mjs';
import { constantDeclarations, guestConstants } from './constants.mjs';
import * as guestSystem from './guest/system.mjs';
import * as guest from './guest/tables.mjs';
import * as hostSystem from './host/system.mjs';
import { casesModule, interfacesModule, layoutsModule, releasedModule, signaturesModule } from './host/tables.mjs';
import { constantsModule, interfaceModule } from './php.mjs';
import { offeredInterfaces, ownInterface, witModel } from './sources.mjs';

const ROOT = new URL('../', import.meta.url);

/** What is generated: [path, text] pairs. @returns {[path: string, text: string][]} */
export function generated() {
  const types = ownInterface('types');
  // What crosses the boundary between guests and hosts.
  const boundary = [types, ownInterface('host'), ownInterface('diagnostics')];
  const php = ownInterface('php');
  const constants = constantDeclarations();
  return [
    ['host/generated/wit-types.ts', hostTypes(types, 'wit/types.wit')],
    ['host/generated/wit-host.ts', hostTypes(ownInterface('host'), 'wit/host.wit', { [types.id]: './wit-types.ts' })],
    ['host/generated/signatures.ts', signaturesModule(witModel().world('wasock:sockets/guest@0.1.0'))],
    ['host/generated/interfaces.ts', interfacesModule(offeredInterfaces())],
    ['host/generated/wasi.ts', wasiModule(offeredInterfaces().filter(({ id }) => /^wasi:(?!cli\/run@)/.test(id)))],
    ['host/generated/cases.ts', casesModule(boundary)],
    ['host/generated/types.ts', typesModule(boundary)],
    ['host/generated/functions.ts', functionsModule(boundary)],
    ['host/generated/layouts.ts', layoutsModule(boundary)],
    ['host/generated/options.ts', hostSystem.optionsModule()],
    ['host/generated/controls.ts', hostSystem.controlsModule()],
    ['asm/generated/host.ts', bindings(ownInterface('host'))],
    ['asm/generated/diagnostics.ts', bindings(ownInterface('diagnostics'))],
    ['asm/generated/cases.ts', guest.enumsModule(boundary)],
    ['asm/generated/constants.ts', guestConstants()],
    ['asm/generated/flags.ts', guestSystem.flagsModule()],
    ['asm/generated/options.ts', guestSystem.optionsModule()],
    ['asm/generated/option-levels.ts', guestSystem.optionLevelsModule()],
    ['asm/generated/controls.ts', guestSystem.controlsModule()],
    ['asm/generated/layouts.ts', guest.layoutsModule(boundary)],
    ['asm/generated/php.ts', guest.phpModule(php)],
    ['asm/generated/wasi.ts', guest.enumsModule([witModel().interface('wasi:sockets/network@0.2.12')])],
    ['asm/generated/errno.ts', guest.errnoModule()],
    ['c/src/generated/functions.h', functionsHeader(ownInterface('host'))],
    ['c/src/generated/cases.h', casesHeader(boundary)],
    ['c/src/generated/layouts.h', layoutsHeader(boundary)],
    ['c/src/generated/option-rows.h', inC.optionRows()],
    ['c/src/generated/control-rows.h', inC.controlRows()],
    ['c/src/generated/errno-rows.h', inC.errnoRows()],
    ['c/include/wasock/generated/errno.h', inC.errnoHeader()],
    ...inC.optionHeaders(),
    ['host/generated/released.ts', releasedModule(php)],
    ['host/php/generated/interface.ts', interfaceModule(php)],
    ['host/php/generated/constants.ts', constantsModule(constants)],
    ['c/include/wasock/php.h', headerText(php, constants)],
    ['c/php/generated/php.c', sourceText(php)],
    ['docs/php-api.md', apiTable(php)],
  ];
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of generated()) {
    mkdirSync(new URL('.', new URL(path, ROOT)), { recursive: true });
    writeFileSync(new URL(path, ROOT), text);
  }
}
